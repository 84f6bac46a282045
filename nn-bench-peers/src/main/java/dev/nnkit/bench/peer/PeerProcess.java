package dev.nnkit.bench.peer;

import dev.nnkit.bench.Lines;
import dev.nnkit.bench.Timing;
import dev.nnkit.bench.Windows;
import dev.nnkit.bench.Workload;
import dev.nnkit.core.data.Dataset;
import java.util.function.LongToDoubleFunction;

/** One training by another library, in a process of its own. Prints a {@link Timing}. */
final class PeerProcess {
    private PeerProcess() {}

    public static void main(String[] args) {
        Peer peer = Peer.named(args[0]);
        Workload work = Workload.named(args[1]);
        int threads = Integer.parseInt(args[2]);
        Dataset data = work.data().get();
        // Native code is loaded here, which is no warming up.
        LongToDoubleFunction training = peer.training(work, data);
        Windows windows = new Windows(threads, work.batch(), Double.parseDouble(args[3]));
        windows.time(data.size(), training);
        Lines.write(Timing.of(work, peer.name(), threads, windows));
        // Threads of the library may go on.
        System.exit(0);
    }
}
