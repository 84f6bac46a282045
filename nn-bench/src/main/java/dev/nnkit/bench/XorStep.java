package dev.nnkit.bench;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.binaryCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.sgd;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Updater;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step on one example of exclusive or, with the pieces that a user writes a loop with: what a call costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class XorStep {
    private static final float RATE = 0.1f;
    private static final float[][] ROWS = {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}};

    private final HandWrittenXor byHand = new HandWrittenXor(RATE, 1);

    private final Network network = Network.build(sequential(dense(4), tanh(), dense(1)), Shape.of(2), 1);
    private final Layer layer = network.layer();
    private final Loss loss = binaryCrossEntropy();
    private final Gradients gradients = Gradients.of(network.parameters());
    private final Updater updater = new Updater(sgd(RATE), network.parameters());
    private final StepContext step = StepContext.training(KernelChoice.best(1), 1);
    private final Tensor[] inputs = new Tensor[ROWS.length];
    private final Target[] targets = new Target[ROWS.length];
    private long steps;

    public XorStep() {
        for (int i = 0; i < ROWS.length; i++) {
            inputs[i] = Tensor.of(Shape.of(1, 2), ROWS[i][0], ROWS[i][1]);
            targets[i] = Target.of(Tensor.of(Shape.of(1, 1), ROWS[i][2]));
        }
    }

    @Benchmark
    @OperationsPerInvocation(4)
    public double handWritten() {
        double sum = 0;
        for (float[] row : ROWS) {
            sum += byHand.step(row[0], row[1], row[2]);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(4)
    public double nnkit() {
        double sum = 0;
        for (int i = 0; i < ROWS.length; i++) {
            step.begin(++steps, 0);
            gradients.zero();
            Layer.Forward forward = layer.forward(inputs[i], step);
            Loss.Evaluation error = loss.evaluate(forward.output(), targets[i], 1, step);
            forward.pullback().parametersOnly(error.gradient(), gradients);
            updater.update(gradients, 1, steps, step.kernels());
            sum += error.value();
        }
        return sum;
    }
}
