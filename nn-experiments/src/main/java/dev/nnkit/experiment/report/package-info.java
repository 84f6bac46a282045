/**
 * The report of a comparison as one page with pictures, which loads nothing else.
 *
 * <p>Start with {@link dev.nnkit.experiment.report.ComparisonHtml}.
 */
@NullMarked
package dev.nnkit.experiment.report;

import org.jspecify.annotations.NullMarked;
