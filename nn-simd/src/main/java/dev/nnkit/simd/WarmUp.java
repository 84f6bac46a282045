package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import dev.nnkit.api.kernel.Product;
import dev.nnkit.api.kernel.WarmUps;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Calculates something of no use until the code of one work and type is fast. Before HotSpot's second compiler has seen it,
 * code on the Vector API is a hundred to a thousand times slower than plain loops, for the first quarter of a second and more.
 * Meanwhile the scalar kernels do the work; since the bits are the same, nobody can tell when this one takes over.
 *
 * <p>Runs once, in a daemon thread, from the first call that is large enough for vectors; only what is asked for, and one
 * after the other, since the program and the compiler need the processors too.
 */
final class WarmUp {
    /** What becomes fast by itself. */
    enum Work {
        PRODUCTS,
        FEW_ROWS,
        CONVOLUTIONS,
        POOLING,
        EXP,
        LOG,
        TANH,
        SIGMOID,
        ERF
    }

    /** Whether to calculate on vectors yet. */
    interface Readiness {
        boolean isReady(Work work, DataType type);
    }

    /** A thousandth of this is what interpreted code reaches. */
    private static final double FAST_FLOPS_PER_NANO = 5;

    private static final double FAST_NANOS_PER_ELEMENT = 6;
    private static final double FAST_NANOS_OF_A_LOOP = 2000;
    private static final int ELEMENTS = 67;
    private static final int TIMES_IN_A_ROW = 20;
    /** After that the scalar kernels are kept: this JVM does not compile vectors well. */
    private static final long LONGEST_NANOS = 60_000_000_000L;

    /** One for the whole JVM, as its compiler is. */
    private static final Map<Work, WarmUp> FLOATS = all(DataType.FLOAT32);

    private static final Map<Work, WarmUp> DOUBLES = all(DataType.FLOAT64);
    private static final Object ONE_AT_A_TIME = new Object();
    /** The reference has one thread. */
    private static final Kernels ONE_THREAD = Kernels.reference();

    private final Work work;
    private final DataType type;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean done;

    private WarmUp(Work work, DataType type) {
        this.work = work;
        this.type = type;
    }

    private static Map<Work, WarmUp> all(DataType type) {
        Map<Work, WarmUp> all = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            all.put(work, new WarmUp(work, type));
        }
        return all;
    }

    static WarmUp of(Work work, DataType type) {
        Map<Work, WarmUp> all = type == DataType.FLOAT32 ? FLOATS : DOUBLES;
        return Objects.requireNonNull(all.get(work));
    }

    /** Whether the code is fast; the first question begins the warming up. */
    boolean isDone() {
        if (!done && !asked.get() && asked.compareAndSet(false, true)) {
            WarmUps.begin();
            Thread thread = new Thread(this::run, "nnkit-warm-up-" + work + "-" + type);
            thread.setDaemon(true);
            thread.start();
        }
        return done;
    }

    record Timed(Runnable task, double fastNanos) {
        /** Repeats the task until it is fast, or until the end. */
        boolean becomesFast(long end) {
            int row = 0;
            while (row < TIMES_IN_A_ROW && System.nanoTime() < end) {
                long start = System.nanoTime();
                task.run();
                row = System.nanoTime() - start <= fastNanos ? row + 1 : 0;
            }
            return row == TIMES_IN_A_ROW;
        }
    }

    private void run() {
        try {
            synchronized (ONE_AT_A_TIME) {
                long end = System.nanoTime() + LONGEST_NANOS;
                done = tasks().stream().allMatch(task -> task.becomesFast(end));
            }
        } finally {
            WarmUps.end();
        }
    }

    /** Every loop with every way through it: what was never taken is not compiled, and taking it later starts all over. */
    List<Timed> tasks() {
        if (work == Work.PRODUCTS) {
            List<Runnable> tiles =
                    type == DataType.FLOAT32 ? new FloatPractice().tiles() : new DoublePractice().tiles();
            return after(tiles, products(18, 40, 135), products(18, 40, 10));
        }
        if (work == Work.FEW_ROWS) {
            List<Runnable> rows = type == DataType.FLOAT32 ? new FloatPractice().rows() : new DoublePractice().rows();
            return after(rows, products(6, 48, 83));
        }
        if (work == Work.CONVOLUTIONS) {
            return List.of(
                    convolutions(new Windows(7, 9, 1, 3, 1, 0), 8),
                    convolutions(new Windows(6, 8, 8, 3, 1, 0), 16),
                    convolutions(new Windows(6, 8, 8, 3, 1, 1), 37));
        }
        if (work == Work.POOLING) {
            return List.of(pooling(4), pooling(32));
        }
        Runnable task = type == DataType.FLOAT32 ? ofFloats() : ofDoubles();
        return List.of(new Timed(task, ELEMENTS * FAST_NANOS_PER_ELEMENT));
    }

    private static List<Timed> after(List<Runnable> loops, Timed... products) {
        return Stream.concat(loops.stream().map(loop -> new Timed(loop, FAST_NANOS_OF_A_LOOP)), Stream.of(products))
                .toList();
    }

    private Runnable ofFloats() {
        float[] x = new float[ELEMENTS];
        return switch (work) {
            case EXP -> () -> FloatVectors.exp(x, x, 0, ELEMENTS);
            case LOG -> () -> FloatVectors.log(x, x, 0, ELEMENTS);
            case TANH -> () -> FloatVectors.tanh(x, x, 0, ELEMENTS);
            case SIGMOID -> () -> FloatVectors.sigmoid(x, x, 0, ELEMENTS);
            case ERF -> () -> FloatVectors.erf(x, x, 0, ELEMENTS);
            case PRODUCTS, FEW_ROWS, CONVOLUTIONS, POOLING -> throw new AssertionError(work);
        };
    }

    private Runnable ofDoubles() {
        double[] x = new double[ELEMENTS];
        return switch (work) {
            case EXP -> () -> DoubleVectors.exp(x, x, 0, ELEMENTS);
            case LOG -> () -> DoubleVectors.log(x, x, 0, ELEMENTS);
            case TANH -> () -> DoubleVectors.tanh(x, x, 0, ELEMENTS);
            case SIGMOID -> () -> DoubleVectors.sigmoid(x, x, 0, ELEMENTS);
            case ERF -> () -> DoubleVectors.erf(x, x, 0, ELEMENTS);
            case PRODUCTS, FEW_ROWS, CONVOLUTIONS, POOLING -> throw new AssertionError(work);
        };
    }

    private Timed convolutions(Windows s, int filters) {
        int batch = 2;
        Tensor x = Tensor.zeros(type, s.input().withBatch(batch));
        Tensor w = Tensor.zeros(type, Shape.of(s.length(), filters));
        Tensor bias = Tensor.zeros(type, Shape.of(filters));
        Tensor y = Tensor.zeros(type, s.output(filters).withBatch(batch));
        SimdConvolutions convolutions = new SimdConvolutions();
        Runnable task = () -> {
            convolutions.forward(s, x, w, null, y, ONE_THREAD);
            convolutions.forward(s, x, w, bias, y, ONE_THREAD);
            convolutions.weightGradient(s, x, y, w, Write.ADD, ONE_THREAD);
            convolutions.inputGradient(s, y, w, x, ONE_THREAD);
        };
        return new Timed(task, 4 * 2.0 * y.size() * s.length() / FAST_FLOPS_PER_NANO);
    }

    private Timed pooling(int channels) {
        Windows s = new Windows(6, 20, channels, 2, 2, 0);
        Tensor x = Tensor.zeros(type, s.input().withBatch(2));
        Tensor y = Tensor.zeros(type, s.output(channels).withBatch(2));
        Runnable task = () -> {
            SimdPools.forward(s, x, y, ONE_THREAD);
            SimdPools.backward(s, x, y, y, x, ONE_THREAD);
        };
        return new Timed(task, x.size() * FAST_NANOS_PER_ELEMENT);
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
}
