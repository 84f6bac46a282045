/**
 * The trainings of {@link dev.nnkit.bench.Workload} in other libraries, for a table side by side. Open
 * {@link dev.nnkit.bench.peer.Peer} for what each does, {@link dev.nnkit.bench.peer.Main} for the program.
 */
@NullMarked
package dev.nnkit.bench.peer;

import org.jspecify.annotations.NullMarked;
