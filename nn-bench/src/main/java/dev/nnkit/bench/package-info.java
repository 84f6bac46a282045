/**
 * Speed, beside loops written by hand and the processor's limit, all measured in the same run. Open
 * {@link dev.nnkit.bench.Workload} for what is trained, {@link dev.nnkit.bench.Bench} for how it is timed, and
 * {@link dev.nnkit.bench.Main} for single kernels under JMH.
 */
@NullMarked
package dev.nnkit.bench;

import org.jspecify.annotations.NullMarked;
