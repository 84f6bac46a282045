package dev.nnkit.bench;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Predictor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What 784-128-10 with ReLU answers, one example or many at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Predictions {
    @Param({"simd", "scalar"})
    public String kernels = "simd";

    @Param({"1", "1000"})
    public int batch = 1;

    private final Network network = Network.build(sequential(dense(128), relu(), dense(10)), Shape.of(784), 1);
    private Predictor predictor = new Predictor(network, KernelChoice.named("scalar", 1));
    private Tensor inputs = Tensor.zeros(network.type(), Shape.of(1, 784));
    private Tensor outputs = inputs;

    @Setup
    public void makeInputs() {
        predictor = new Predictor(network, KernelChoice.named(kernels, 1));
        inputs = Tensor.zeros(network.type(), Shape.of(batch, 784));
        outputs = Tensor.zeros(network.type(), Shape.of(batch, 10));
        RandomStream random = RandomStream.of(1, "inputs");
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextDouble());
        }
    }

    @Benchmark
    public Tensor predict() {
        predictor.predict(inputs, outputs);
        return outputs;
    }
}
