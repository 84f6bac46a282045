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

/**
 * What the first seconds of a new process bring: the training of {@link StartTiming}, and a few lines with what only this
 * process knows of it. It uses little else of Java, whose classes take time to load too.
 */
final class StartProcess {
    private StartProcess() {}

    public static void main(String[] args) {
        long begun = System.nanoTime();
        boolean xor = args[0].equals(Bench.XOR_START);
        String kernels = args[1];
        int threads = Integer.parseInt(args[2]);
        Dataset data = xor ? Generators.xor() : Workload.named("W3").data().get();
        long start = System.nanoTime();
        double loss = xor ? xor(data, kernels, threads) : fiveEpochs(data, kernels, threads);
        long end = System.nanoTime();
        double bound = xor ? 0.1 : Workload.named("W3").lossBound();
        if (!(loss < bound)) {
            throw new IllegalStateException(
                    args[0] + " ended with a loss of " + loss + ", which must be below " + bound);
        }
        System.out.println("seconds=" + (end - start) / 1e9);
        System.out.println("megabytes=" + peakMegabytes());
        System.out.println("otherSeconds=" + (start - begun + System.nanoTime() - end) / 1e9);
    }

    private static double fiveEpochs(Dataset data, String kernels, int threads) {
        Workload work = Workload.named("W3");
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
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    String kilobytes = line.substring(line.indexOf(':') + 1, line.indexOf("kB"));
                    return Double.parseDouble(kilobytes.strip()) / 1024;
                }
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
