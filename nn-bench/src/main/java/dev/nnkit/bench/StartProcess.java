package dev.nnkit.bench;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.binaryCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.History;
import dev.nnkit.core.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What the first seconds of a new process bring. Prints a {@link StartTiming}. */
final class StartProcess {
    private StartProcess() {}

    public static void main(String[] args) {
        // Told by the system, to a hundredth of a second.
        Instant now = Instant.now();
        double jvm = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, now).toNanos() / 1e9)
                .orElse(Double.NaN);
        boolean xor = args[0].equals(Bench.XOR_START);
        String kernels = args[1];
        int threads = Integer.parseInt(args[2]);
        Workload digits = Workload.named("W3");
        Dataset data = xor ? Generators.xor() : digits.data().get();
        long start = System.nanoTime();
        double loss = xor ? xor(data, kernels, threads) : fiveEpochs(digits, data, kernels, threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        double bound = xor ? 0.1 : digits.lossBound();
        if (!(loss < bound)) {
            throw new IllegalStateException(
                    args[0] + " ended with a loss of " + loss + ", which must be below " + bound);
        }
        Lines.write(new StartTiming(args[0], kernels, threads, seconds, jvm + seconds, peakMegabytes()));
    }

    private static double fiveEpochs(Workload work, Dataset data, String kernels, int threads) {
        Network network = Network.build(work.network(), data.inputShape(), 1);
        return Trainer.of(network, work.loss(), work.optimizer())
                .epochs(5)
                .batch(work.batch())
                .kernels(KernelChoice.named(kernels, threads))
                .fit(data)
                .last()
                .trainLoss();
    }

    private static double xor(Dataset data, String kernels, int threads) {
        Network network = Network.build(sequential(dense(4), tanh(), dense(1)), data.inputShape(), 1);
        History history = Trainer.of(network, binaryCrossEntropy(), adam(0.05))
                .epochs(1000)
                .batch(4)
                .kernels(KernelChoice.named(kernels, threads))
                .fit(data);
        return history.last().trainLoss();
    }

    /** Linux keeps the high-water mark of a process; elsewhere NaN. */
    private static double peakMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
