package dev.nnkit.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.StepReport;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.core.train.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a training takes from the heap. */
class MemoryTest {
    private static final int FLOAT = 4;

    @ParameterizedTest
    @MethodSource("dev.nnkit.bench.Workload#all")
    @Tag("slow") // what is allocated is constant once all of a step is compiled
    void aStepLeavesAFewKilobytes(Workload work) {
        // An LSTM of 28 steps describes 55 products a step; HotSpot does away with that in some runs and not in others.
        int most = work.name().equals("W7") ? 6144 : 4096;
        double bytes =
                BenchProcess.time(work, KernelChoice.named("scalar", 1), 8).bytesPerStep();
        assertTrue(bytes < most, work.name() + ": " + bytes + " bytes a step, and " + most + " are allowed");
    }

    /** Weights, gradients, the optimizer's state and what a batch is on its way through: twice that is allowed. */
    @Test
    void aWideNetworkNeedsLittleMoreThanItsNumbers() {
        Workload work = Workload.named("W4");
        Dataset data = work.data().get();
        long parameters = 784 * 1024 + 1024 + 1024 * 1024 + 1024 + 1024 * 10 + 10;
        long activations = work.batch() * (784L + 4 * 1024 + 10);
        long most = 2 * FLOAT * (3 * parameters + activations);
        long before = live();
        Network network = Network.build(work.network(), data.inputShape(), 1);
        long[] during = new long[1];
        Trainer.of(network, work.loss(), work.optimizer())
                .epochs(1)
                .batch(work.batch())
                .kernels(KernelChoice.named("scalar", 2))
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report, Control control) {
                        if (report.step() == 3) {
                            during[0] = live();
                            control.stop("seen");
                        }
                    }
                })
                .fit(data);
        long taken = during[0] - before;
        assertTrue(taken > FLOAT * parameters, "not even the weights were seen: " + taken);
        assertTrue(taken < most, taken + " bytes, and " + most + " are allowed");
    }

    private static long live() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
