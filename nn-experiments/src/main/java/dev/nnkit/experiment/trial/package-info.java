/**
 * One training as a value: {@link dev.nnkit.experiment.trial.Trial} goes in, {@link dev.nnkit.experiment.trial.TrialRecord}
 * comes out, and both can be sent elsewhere as JSON. Open {@code TrialRunner} first: it is what runs one.
 */
@NullMarked
package dev.nnkit.experiment.trial;

import org.jspecify.annotations.NullMarked;
