package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import dev.nnkit.api.kernel.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calculates something of no use until the code of one type is fast. Before HotSpot's second compiler has seen it, code on
 * the Vector API is a hundred to a thousand times slower than plain loops, for the first quarter of a second and more.
 * Meanwhile the scalar kernels do the work; since the bits are the same, nobody can tell when this one takes over.
 *
 * <p>Runs once, in a daemon thread, from the first call that is large enough for vectors.
 */
final class WarmUp {
    /** A thousandth of this is what interpreted code reaches, a tenth what compiled plain loops do. */
    private static final double FAST_FLOPS_PER_NANO = 5;

    private static final double FAST_NANOS_PER_ELEMENT = 6;
    private static final int ELEMENTS = 67;
    private static final int TIMES_IN_A_ROW = 20;
    /** After that the scalar kernels are kept: this JVM does not compile vectors well. */
    private static final long LONGEST_NANOS = 20_000_000_000L;

    private static final WarmUp FLOATS = new WarmUp(DataType.FLOAT32);
    private static final WarmUp DOUBLES = new WarmUp(DataType.FLOAT64);

    private final DataType type;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean done;

    private WarmUp(DataType type) {
        this.type = type;
    }

    /** One for the whole JVM, as its compiler is. */
    static WarmUp of(DataType type) {
        return type == DataType.FLOAT32 ? FLOATS : DOUBLES;
    }

    /** Whether the code is fast; the first question begins the warming up. */
    boolean isDone() {
        if (!done && !asked.get() && asked.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "nnkit-warm-up-" + type);
            thread.setDaemon(true);
            thread.start();
        }
        return done;
    }

    record Timed(Runnable task, double fastNanos) {
        boolean isFast() {
            long start = System.nanoTime();
            task.run();
            return System.nanoTime() - start <= fastNanos;
        }
    }

    private void run() {
        long end = System.nanoTime() + LONGEST_NANOS;
        List<Timed> tasks = tasks();
        int row = 0;
        while (row < TIMES_IN_A_ROW && System.nanoTime() < end) {
            boolean fast = true;
            for (Timed task : tasks) {
                fast &= task.isFast();
            }
            row = fast ? row + 1 : 0;
        }
        done = row == TIMES_IN_A_ROW;
    }

    /** Every loop with every way through it: what was never taken is not compiled, and taking it later starts all over. */
    List<Timed> tasks() {
        List<Timed> tasks = new ArrayList<>(List.of(products(18, 40, 135), products(18, 40, 10), products(6, 48, 83)));
        if (type == DataType.FLOAT32) {
            float[] x = new float[ELEMENTS];
            tasks.add(elements(() -> FloatVectors.exp(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> FloatVectors.log(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> FloatVectors.tanh(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> FloatVectors.sigmoid(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> FloatVectors.erf(x, x, 0, ELEMENTS)));
        } else {
            double[] x = new double[ELEMENTS];
            tasks.add(elements(() -> DoubleVectors.exp(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> DoubleVectors.log(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> DoubleVectors.tanh(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> DoubleVectors.sigmoid(x, x, 0, ELEMENTS)));
            tasks.add(elements(() -> DoubleVectors.erf(x, x, 0, ELEMENTS)));
        }
        return tasks;
    }

    private Timed products(int m, int k, int n) {
        Tensor x = Tensor.zeros(type, Shape.of(m, k));
        Tensor w = Tensor.zeros(type, Shape.of(k, n));
        Tensor y = Tensor.zeros(type, Shape.of(m, n));
        SimdProducts products = new SimdProducts();
        Runnable task = () -> {
            for (Write write : Write.values()) {
                products.run(Product.plain(x, w, y, write), x, w, y);
                products.run(Product.transposedB(y, w, x, write), y, w, x);
                products.run(Product.transposedA(x, y, w, write), x, y, w);
            }
        };
        return new Timed(task, Write.values().length * 3 * 2.0 * m * k * n / FAST_FLOPS_PER_NANO);
    }

    private static Timed elements(Runnable task) {
        return new Timed(task, ELEMENTS * FAST_NANOS_PER_ELEMENT);
    }
}
