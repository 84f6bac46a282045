package dev.nnkit.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.kernel.WarmUps;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.StepReport;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.core.train.TrainingListener;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a training takes from the heap. */
class MemoryTest {
    private static final int FLOAT = 4;

    private static final int MOST_OF_A_STEP = 4096;

    /** Whatever HotSpot does away with here or not: all is counted, of all threads. */
    @ParameterizedTest
    @MethodSource("runs")
    @Tag("slow") // what is allocated is constant once all of a step is compiled
    void aStepLeavesAFewKilobytes(Workload work, Kernels kernels) {
        double seconds = work.batch() > 64 ? 6 : 3;
        do { // warming up vectors takes as long as it takes, and boxes each of them
            BenchProcess.time(work, kernels, 1);
        } while (WarmUps.areRunning());
        double bytes = BenchProcess.time(work, kernels, seconds).bytesPerStep();
        assertTrue(
                bytes < MOST_OF_A_STEP,
                () -> work.name() + " with " + kernels.name() + " kernels and " + kernels.threads() + " threads: "
                        + bytes + " bytes a step, and " + MOST_OF_A_STEP + " are allowed");
    }

    static Stream<Arguments> runs() {
        return Workload.all().stream()
                .flatMap(work -> Stream.of("scalar", "simd")
                        .flatMap(name -> Stream.of(1, 2)
                                .map(threads -> Arguments.of(
                                        Named.of(work.name(), work),
                                        Named.of(name + " x " + threads, KernelChoice.named(name, threads))))));
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
