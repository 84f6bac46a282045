/**
 * Where trials run: {@link dev.nnkit.experiment.execution.TrialExecutor} has one method. Open
 * {@link dev.nnkit.experiment.execution.LocalThreads} first.
 */
@NullMarked
package dev.nnkit.experiment.execution;

import org.jspecify.annotations.NullMarked;
