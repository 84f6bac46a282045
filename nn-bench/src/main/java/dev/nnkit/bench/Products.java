package dev.nnkit.bench;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import dev.nnkit.core.kernel.KernelChoice;
import java.util.Arrays;
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

/** The three products of a dense layer, by shape. {@link Main} prints them in GFLOP/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Products {
    @Param({"simd", "scalar"})
    public String kernels = "simd";

    @Param({"1"})
    public int threads = 1;

    @Param({"FLOAT32"})
    public DataType type = DataType.FLOAT32;

    /** Batch, inputs, outputs. */
    @Param({"1x784x128", "8x784x128", "32x32x64", "64x784x128", "64x128x10", "256x1024x1024"})
    public String shape = "64x784x128";

    private Kernels chosen = Kernels.reference();
    private Tensor input = Tensor.zeros(type, Shape.of(1));
    private Tensor weights = input;
    private Tensor output = input;
    private Tensor inputGradient = input;
    private Tensor weightGradient = input;

    @Setup
    public void makeTensors() {
        int[] sizes = sizes(shape);
        chosen = KernelChoice.named(kernels, threads);
        input = random(sizes[0], sizes[1]);
        weights = random(sizes[1], sizes[2]);
        output = random(sizes[0], sizes[2]);
        inputGradient = random(sizes[0], sizes[1]);
        weightGradient = random(sizes[1], sizes[2]);
    }

    private Tensor random(int rows, int columns) {
        Tensor tensor = Tensor.zeros(type, Shape.of(rows, columns));
        RandomStream random = RandomStream.of(rows, "product");
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextGaussian());
        }
        return tensor;
    }

    static double flops(String shape) {
        return 2.0 * Arrays.stream(sizes(shape)).asLongStream().reduce(1, (a, b) -> a * b);
    }

    private static int[] sizes(String shape) {
        return Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }

    @Benchmark
    public Tensor forward() {
        chosen.multiply(input, weights, output, Write.SET);
        return output;
    }

    @Benchmark
    public Tensor inputGradient() {
        chosen.multiplyTransposedB(output, weights, inputGradient, Write.SET);
        return inputGradient;
    }

    @Benchmark
    public Tensor weightGradient() {
        chosen.multiplyTransposedA(input, output, weightGradient, Write.SET);
        return weightGradient;
    }
}
