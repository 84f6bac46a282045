package dev.nnkit.bench;

import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.RandomStream;
import dev.nnkit.core.kernel.KernelChoice;
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

/** The elementary functions of an element in float32, beside those of {@link Math}, which has no erf. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Functions.ELEMENTS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Functions {
    static final int ELEMENTS = 4096;

    /** Kernels, or {@code Math}. */
    @Param({"simd", "scalar", "Math"})
    public String kernels = "simd";

    private final float[] x = new float[ELEMENTS];
    private final float[] positive = new float[ELEMENTS];
    private final float[] y = new float[ELEMENTS];
    private ElementaryFunctions functions = new OfMath();

    @Setup
    public void makeNumbers() {
        RandomStream random = RandomStream.of(1, "functions");
        for (int i = 0; i < ELEMENTS; i++) {
            x[i] = 3 * (float) random.nextGaussian();
            positive[i] = Math.abs(x[i]) + Float.MIN_NORMAL;
        }
        if (!kernels.equals("Math")) {
            functions = KernelChoice.named(kernels, 1).functions();
        }
    }

    @Benchmark
    public float[] exp() {
        functions.exp(x, y, 0, ELEMENTS);
        return y;
    }

    @Benchmark
    public float[] log() {
        functions.log(positive, y, 0, ELEMENTS);
        return y;
    }

    @Benchmark
    public float[] tanh() {
        functions.tanh(x, y, 0, ELEMENTS);
        return y;
    }

    @Benchmark
    public float[] sigmoid() {
        functions.sigmoid(x, y, 0, ELEMENTS);
        return y;
    }

    @Benchmark
    public float[] erf() {
        functions.erf(x, y, 0, ELEMENTS);
        return y;
    }

    /** As it is written without a library; erf is what the interface itself does. */
    private static final class OfMath implements ElementaryFunctions {
        @Override
        public void exp(float[] x, float[] y, int from, int to) {
            for (int i = from; i < to; i++) {
                y[i] = (float) Math.exp(x[i]);
            }
        }

        @Override
        public void log(float[] x, float[] y, int from, int to) {
            for (int i = from; i < to; i++) {
                y[i] = (float) Math.log(x[i]);
            }
        }

        @Override
        public void tanh(float[] x, float[] y, int from, int to) {
            for (int i = from; i < to; i++) {
                y[i] = (float) Math.tanh(x[i]);
            }
        }

        @Override
        public void sigmoid(float[] x, float[] y, int from, int to) {
            for (int i = from; i < to; i++) {
                y[i] = (float) (1 / (1 + Math.exp(-x[i])));
            }
        }
    }
}
