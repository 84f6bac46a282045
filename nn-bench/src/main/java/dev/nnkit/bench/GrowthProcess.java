package dev.nnkit.bench;

import dev.nnkit.core.kernel.KernelChoice;

/** All sizes of one {@link Growth} in a process of its own: what changes from size to size shall not be the compiler. */
final class GrowthProcess {
    private GrowthProcess() {}

    public static void main(String[] args) {
        Growth growth = Growth.valueOf(args[0]);
        double seconds = Double.parseDouble(args[3]);
        // The first size pays for the compilation of everything.
        BenchProcess.time(
                growth.workloads().get(0), KernelChoice.named(args[1], Integer.parseInt(args[2])), 2 * seconds);
        for (Workload work : growth.workloads()) {
            Lines.write(BenchProcess.time(work, KernelChoice.named(args[1], Integer.parseInt(args[2])), seconds));
        }
    }
}
