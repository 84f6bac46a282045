package dev.nnkit.bench;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.api.RandomStream;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Trainer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Epochs on 8,000 images of 28 by 28: 784-128-10, ReLU, Adam, batches of 64. Images of MNIST where the system property
 * {@code nnkit.data} names the folder that holds {@code mnist}, or else generated ones: the work is the same.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DigitsEpoch {
    static final int ROWS = 8000;
    private static final int BATCH = 64;

    /** Of nnkit; the hand-written loops have one. */
    @Param({"1", "2"})
    public int threads = 1;

    private final Dataset data = data();
    private final float[] images = data.inputs().get(0).floats();
    private final int[] labels = data.targets().get(0).ints();
    private final HandWrittenDigits byHand = new HandWrittenDigits(784, 128, 10, 1);
    private final int[] order = new int[ROWS];
    private final Network network =
            Network.build(sequential(flatten(), dense(128), relu(), dense(10)), data.inputShape(), 1);
    private long seed;

    private static Dataset data() {
        String folder = System.getProperty("nnkit.data");
        Dataset all = folder == null ? Generators.digits(ROWS, 1) : IdxFile.folder(Path.of(folder, "mnist"));
        return all.slice(0, ROWS);
    }

    @Setup
    public void fillOrder() {
        for (int i = 0; i < ROWS; i++) {
            order[i] = i;
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double handWritten() {
        RandomStream.of(++seed, "shuffle").shuffle(order);
        double loss = 0;
        for (int from = 0; from < ROWS; from += BATCH) {
            loss = byHand.step(images, labels, order, from, Math.min(ROWS, from + BATCH));
        }
        return loss;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double nnkit() {
        return Trainer.of(network, softmaxCrossEntropy(), adam(0.001))
                .epochs(1)
                .batch(BATCH)
                .seed(++seed)
                .kernels(KernelChoice.best(threads))
                .fit(data)
                .last()
                .trainLoss();
    }
}
