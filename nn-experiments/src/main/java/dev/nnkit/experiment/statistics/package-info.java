/**
 * What a handful of paired seeds can say about two variants, and what it cannot: numbers in, numbers and sentences out,
 * with no knowledge of networks or files. Open {@link dev.nnkit.experiment.statistics.AgainstBaseline} first, then
 * {@link dev.nnkit.experiment.statistics.Verdict}; {@link dev.nnkit.experiment.statistics.Pairs} has the rule for
 * failed trials.
 */
@NullMarked
package dev.nnkit.experiment.statistics;

import org.jspecify.annotations.NullMarked;
