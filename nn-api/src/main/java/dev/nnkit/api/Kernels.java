package dev.nnkit.api;

import org.jspecify.annotations.Nullable;

/**
 * The few array operations that decide the speed, for FLOAT32 and FLOAT64. All tensors of one call have the same type.
 * {@code 0 * NaN} is NaN: no kernel skips zeros where that could hide one.
 *
 * <p>The bits of a result do not depend on the number of threads: the output is split, never a sum. Thread-safe: one
 * instance serves any number of callers.
 */
public interface Kernels {
    /** The name by which they are asked for: {@code scalar}. */
    String name();

    /**
     * What decides the bits of every result: kernels of one arithmetic give the same ones, so a run that began with some
     * may go on with others. Default: the name, for kernels that agree with no others.
     */
    default String arithmetic() {
        return name();
    }

    /** How many threads work on one call, the caller's included. */
    int threads();

    /** A part of the work: the items from <= i < to. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    /**
     * Runs {@code body} over all of [0, length) in disjoint ranges, on several threads where the work is worth it, and
     * returns when all of it is done. An exception from the body reaches the caller.
     *
     * @param costPerItem about how many floating-point operations an item takes
     */
    void split(int length, double costPerItem, Range body);

    /**
     * Whether {@link #split} would use several threads for this. Where the work may be tiny, a caller who asks first can
     * run its loop without making a body for it.
     */
    default boolean isWorthSplitting(int length, double costPerItem) {
        return threads() > 1;
    }

    /** exp, log, tanh, sigmoid and erf over arrays. */
    default ElementaryFunctions functions() {
        return ElementaryFunctions.PLAIN;
    }

    /**
     * {@code c = a b}. Where b has rank 2, [k, n], all axes of a but the last are rows: a dense layer. Where it has
     * rank 3, [batch, k, n], each example is a product of its own.
     */
    void multiply(Tensor a, Tensor b, Tensor c, Write write);

    /**
     * {@link #multiply} by rows: running what is returned for from <= i < to calculates these rows of c, counted through
     * all axes but the last, in the calling thread, from what stands in a and b then. For products whose rows go on at
     * different times, as the states of sequences do, which are split once for all their steps. The bits are those of
     * {@code multiply}. Several threads may run it, each other rows.
     *
     * @param b [k, n]
     */
    default Range multiplyRows(Tensor a, Tensor b, Tensor c, Write write) {
        int k = a.shape().last();
        int n = c.shape().last();
        return (from, to) -> {
            Tensor rows = Tensor.zeros(a.type(), Shape.of(to - from, k));
            Tensor results = Tensor.zeros(c.type(), Shape.of(to - from, n));
            for (int i = 0; i < rows.size(); i++) {
                rows.set(i, a.get(from * k + i));
            }
            for (int i = 0; i < results.size(); i++) {
                results.set(i, c.get(from * n + i));
            }
            multiply(rows, b, results, write);
            for (int i = 0; i < results.size(); i++) {
                c.set(from * n + i, results.get(i));
            }
        };
    }

    /** {@code c = a bᵀ}, with b [n, k] or [batch, n, k]: the gradient of a dense layer's input. */
    void multiplyTransposedB(Tensor a, Tensor b, Tensor c, Write write);

    /**
     * {@code c = aᵀ b}. Where c has rank 2, [m, n], all axes of a and b but the last are rows and are summed over: the
     * gradient of a dense layer's weights. Where it has rank 3, [batch, m, n], each example is a product of its own.
     */
    void multiplyTransposedA(Tensor a, Tensor b, Tensor c, Write write);

    /** Adds {@code row} to every row (last axis) of {@code y}: a bias. */
    void addRow(Tensor row, Tensor y);

    /** {@code row = sum of the rows (last axis) of x}: the gradient of a bias. */
    void sumRows(Tensor x, Tensor row, Write write);

    /** {@code y += factor * x}. */
    void addScaled(double factor, Tensor x, Tensor y);

    /** {@code out = a + b}; out may be a or b. */
    void add(Tensor a, Tensor b, Tensor out);

    /** {@code out = a * b}, element by element; out may be a or b. */
    void multiplyElements(Tensor a, Tensor b, Tensor out);

    /** {@code x *= factor}. */
    void scale(double factor, Tensor x);

    /** The sum of the squares, in double precision, in a fixed order. */
    double sumOfSquares(Tensor x);

    /**
     * A convolution: {@code y[window, f] = bias[f] + sum over k of window[k] * weight[k, f]}. A window that reaches over
     * the border sees zeros there, and {@code 0 * NaN} is NaN.
     *
     * @param x images [batch, height, width, channels]
     * @param weight [windows.length, filters]
     * @param bias [filters], or null for none
     * @param y [batch, rows, columns, filters]
     */
    void convolve(Windows windows, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y);

    /** {@code dx = } the gradient of the images of {@link #convolve}, whose output has the gradient {@code dy}. */
    void convolveInputGradient(Windows windows, Tensor dy, Tensor weight, Tensor dx);

    /** {@code dWeight = } the gradient of the weight of {@link #convolve}: {@code sum over windows of window[k] * dy[f]}. */
    void convolveWeightGradient(Windows windows, Tensor x, Tensor dy, Tensor dWeight, Write write);

    /**
     * {@code y = } the largest value of each window, channel by channel; NaN where there is one. 0 is larger than -0.0.
     *
     * @param windows without padding
     * @param x images [batch, height, width, channels]
     * @param y [batch, rows, columns, channels]
     */
    void maxPool(Windows windows, Tensor x, Tensor y);

    /**
     * {@code dx = } the gradient of the images of {@link #maxPool}: each element of {@code dy} goes to where the largest
     * value stands; of several that are equal to the first, and of several NaN to the first.
     *
     * @param x what maxPool read
     * @param y what it wrote
     */
    void maxPoolGradient(Windows windows, Tensor x, Tensor y, Tensor dy, Tensor dx);

    /**
     * The slow and obvious kernels that all others are tested against: one thread, sums in double precision, always
     * there.
     */
    static Kernels reference() {
        return ReferenceKernels.INSTANCE;
    }
}
