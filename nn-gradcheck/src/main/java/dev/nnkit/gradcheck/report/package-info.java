/**
 * Reports of a gradient check for programs (JSON) and for people (one HTML page that needs nothing else).
 *
 * <p>Start with {@link dev.nnkit.gradcheck.report.HtmlReport}.
 */
@NullMarked
package dev.nnkit.gradcheck.report;

import org.jspecify.annotations.NullMarked;
