package dev.nnkit.bench;

import dev.nnkit.api.Kernels;
import dev.nnkit.bench.hand.HandWritten;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.core.train.TrainingListener;

/** One training in a process of its own, so that no other one has shaped what the compiler knows. Prints a {@link Timing}. */
final class BenchProcess {
    /** More than any run comes to: the windows end it. */
    private static final int FOR_EVER = 1_000_000_000;

    private BenchProcess() {}

    public static void main(String[] args) {
        Workload work = Workload.named(args[0]);
        double seconds = Double.parseDouble(args[3]);
        Lines.write(
                args[1].equals(Bench.HAND)
                        ? timeByHand(work, seconds)
                        : time(work, KernelChoice.named(args[1], Integer.parseInt(args[2])), seconds));
    }

    static Timing time(Workload work, Kernels kernels, double seconds) {
        Windows windows = new Windows(kernels.threads(), work.batch(), seconds);
        train(work, work.data().get(), kernels, windows);
        return Timing.of(work, kernels.name(), kernels.threads(), windows);
    }

    private static Timing timeByHand(Workload work, double seconds) {
        Windows windows = new Windows(1, work.batch(), seconds);
        Dataset data = work.data().get();
        HandWritten training = work.byHand().orElseThrow().apply(data);
        windows.time(data.size(), training::epoch);
        return Timing.of(work, Bench.HAND, 1, windows);
    }

    private static void train(Workload work, Dataset data, Kernels kernels, Windows windows) {
        Network network = Network.build(work.network(), data.inputShape(), 1);
        Trainer.of(network, work.loss(), work.optimizer())
                .epochs(FOR_EVER)
                .batch(work.batch())
                .kernels(kernels)
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochReport report, Control control) {
                        if (!windows.wantsAnother(data.size(), report.trainLoss())) {
                            control.stop("timed");
                        }
                    }
                })
                .fit(data);
    }
}
