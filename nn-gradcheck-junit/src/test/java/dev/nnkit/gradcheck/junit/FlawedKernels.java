package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import org.jspecify.annotations.Nullable;

/** The reference with one thing wrong. It claims several threads but works in one. */
record FlawedKernels(int threads, Flaw flaw) implements Kernels {
    /** What can be wrong; each names the contract's test that must find it. */
    enum Flaw {
        NONE(""),
        TAIL_LEFT_OUT("agreesWithTheReference"),
        ADD_IS_SET("agreesWithTheReference"),
        SKIPS_ZEROS("specialValuesAgreeWithTheReference"),
        SUM_DEPENDS_ON_THREADS("bitsDoNotDependOnThreads"),
        ROW_DEPENDS_ON_BATCH("aRowAloneHasTheBitsItHasInABatch"),
        ALL_ROWS_FOR_SOME("rowsOfAProductAreThoseOfTheWhole"),
        FAILS_WHEN_EMPTY("emptyTensorsAreNoSpecialCase"),
        SPLITS_TWICE("splitCoversEverythingOnce"),
        SWALLOWS_EXCEPTIONS("splitHandsExceptionsOn"),
        MISCOUNTS_THREADS("saysHowManyThreads"),
        ROUGH_EXP("functionsOfDoublesAgreeWithThePlainOnes"),
        CLAMPED_TANH("functionsOfFloatsAgreeWithThePlainOnes"),
        LAST_FILTER_WITHOUT_BIAS("agreesWithTheReference"),
        PADDING_HIDES_NAN("specialValuesAgreeWithTheReference"),
        INPUT_GRADIENT_IS_ADDED("agreesWithTheReference"),
        WEIGHT_GRADIENT_IS_ALWAYS_SET("agreesWithTheReference"),
        MAXIMUM_WITHOUT_NAN("specialValuesAgreeWithTheReference"),
        EQUAL_ONES_ALL_GET_THE_GRADIENT("agreesWithTheReference"),
        CONVOLUTION_DEPENDS_ON_BATCH("aPartOfTheBatchHasTheBitsItHasInTheWhole"),
        CONVOLUTION_GRADIENT_DEPENDS_ON_BATCH("aPartOfTheBatchHasTheBitsItHasInTheWhole"),
        CONVOLUTION_DEPENDS_ON_THREADS("bitsDoNotDependOnThreads"),
        CONVOLUTION_FAILS_WHEN_EMPTY("emptyTensorsAreNoSpecialCase");

        final String test;

        Flaw(String test) {
            this.test = test;
        }
    }

    private static final Kernels RIGHT = Kernels.reference();

    @Override
    public String name() {
        return "flawed";
    }

    @Override
    public int threads() {
        return flaw == Flaw.MISCOUNTS_THREADS ? 1 : threads;
    }

    @Override
    public void split(int length, double costPerItem, Range body) {
        try {
            body.run(0, length);
            if (flaw == Flaw.SPLITS_TWICE && threads == 2) {
                body.run(0, length);
            }
        } catch (IllegalStateException e) {
            if (flaw != Flaw.SWALLOWS_EXCEPTIONS) {
                throw e;
            }
        }
    }

    @Override
    public ElementaryFunctions functions() {
        return switch (flaw) {
            case ROUGH_EXP ->
                new ElementaryFunctions() {
                    @Override
                    public void exp(double[] x, double[] y, int from, int to) {
                        for (int i = from; i < to; i++) {
                            y[i] = (float) Math.exp(x[i]);
                        }
                    }
                };
            case CLAMPED_TANH ->
                new ElementaryFunctions() {
                    @Override
                    public void tanh(float[] x, float[] y, int from, int to) {
                        for (int i = from; i < to; i++) {
                            y[i] = x[i] > 5 ? 1 : (float) Math.tanh(x[i]);
                        }
                    }
                };
            default -> ElementaryFunctions.PLAIN;
        };
    }

    @Override
    public void multiply(Tensor a, Tensor b, Tensor c, Write write) {
        RIGHT.multiply(a, b, c, flaw == Flaw.ADD_IS_SET ? Write.SET : write);
        if (flaw == Flaw.TAIL_LEFT_OUT && c.shape().last() % 8 == 7) {
            c.set(c.size() - 1, 0);
        }
        if (flaw == Flaw.ROW_DEPENDS_ON_BATCH && c.size() > 0) {
            double first = c.get(0);
            c.set(0, c.batch() > 1 ? first + Math.ulp((float) first) : first);
        }
        if (flaw == Flaw.FAILS_WHEN_EMPTY) {
            c.set(0, c.get(0));
        }
    }

    @Override
    public Range multiplyRows(Tensor a, Tensor b, Tensor c, Write write) {
        return flaw == Flaw.ALL_ROWS_FOR_SOME
                ? (from, to) -> multiply(a, b, c, write)
                : Kernels.super.multiplyRows(a, b, c, write);
    }

    @Override
    public void multiplyTransposedB(Tensor a, Tensor b, Tensor c, Write write) {
        RIGHT.multiplyTransposedB(a, b, c, write);
    }

    @Override
    public void multiplyTransposedA(Tensor a, Tensor b, Tensor c, Write write) {
        RIGHT.multiplyTransposedA(a, b, c, write);
    }

    @Override
    public void addRow(Tensor row, Tensor y) {
        RIGHT.addRow(row, y);
    }

    @Override
    public void sumRows(Tensor x, Tensor row, Write write) {
        RIGHT.sumRows(x, row, write);
        if (flaw == Flaw.SUM_DEPENDS_ON_THREADS) {
            row.set(0, row.get(0) + (threads - 1) * Math.ulp((float) row.get(0)));
        }
    }

    @Override
    public void addScaled(double factor, Tensor x, Tensor y) {
        RIGHT.addScaled(factor, x, y);
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor out) {
        RIGHT.add(a, b, out);
    }

    @Override
    public void multiplyElements(Tensor a, Tensor b, Tensor out) {
        for (int i = 0; i < out.size(); i++) {
            boolean skipped = flaw == Flaw.SKIPS_ZEROS && (a.get(i) == 0 || b.get(i) == 0 || Double.isNaN(a.get(i)));
            out.set(i, skipped ? 0 : a.get(i) * b.get(i));
        }
    }

    @Override
    public void scale(double factor, Tensor x) {
        RIGHT.scale(factor, x);
    }

    @Override
    public double sumOfSquares(Tensor x) {
        return RIGHT.sumOfSquares(x);
    }

    @Override
    public void convolve(Windows windows, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
        RIGHT.convolve(windows, x, weight, bias, y);
        int last = y.size() - 1;
        if (flaw == Flaw.LAST_FILTER_WITHOUT_BIAS && bias != null && last >= 0) {
            y.set(last, y.get(last) - bias.get(bias.size() - 1));
        }
        for (int i = 0; i <= last && flaw == Flaw.PADDING_HIDES_NAN && windows.padding() > 0; i++) {
            y.set(i, Double.isNaN(y.get(i)) ? 0 : y.get(i));
        }
        if (flaw == Flaw.CONVOLUTION_FAILS_WHEN_EMPTY) {
            y.set(0, y.get(0));
        }
        nudgeWhere(flaw == Flaw.CONVOLUTION_DEPENDS_ON_BATCH && y.batch() > 1, y);
        nudgeWhere(flaw == Flaw.CONVOLUTION_DEPENDS_ON_THREADS && threads > 1, y);
    }

    private static void nudgeWhere(boolean flawed, Tensor y) {
        if (flawed) {
            y.set(0, y.get(0) + Math.ulp((float) y.get(0)));
        }
    }

    @Override
    public void convolveInputGradient(Windows windows, Tensor dy, Tensor weight, Tensor dx) {
        Tensor before = dx.copy();
        RIGHT.convolveInputGradient(windows, dy, weight, dx);
        if (flaw == Flaw.INPUT_GRADIENT_IS_ADDED) {
            RIGHT.add(before, dx, dx);
        }
        nudgeWhere(flaw == Flaw.CONVOLUTION_GRADIENT_DEPENDS_ON_BATCH && dx.batch() > 1, dx);
    }

    @Override
    public void convolveWeightGradient(Windows windows, Tensor x, Tensor dy, Tensor dWeight, Write write) {
        Write used = flaw == Flaw.WEIGHT_GRADIENT_IS_ALWAYS_SET ? Write.SET : write;
        RIGHT.convolveWeightGradient(windows, x, dy, dWeight, used);
    }

    @Override
    public void maxPool(Windows windows, Tensor x, Tensor y) {
        RIGHT.maxPool(windows, x, y);
        for (int i = 0; i < y.size() && flaw == Flaw.MAXIMUM_WITHOUT_NAN; i++) {
            y.set(i, Double.isNaN(y.get(i)) ? Double.NEGATIVE_INFINITY : y.get(i));
        }
    }

    @Override
    public void maxPoolGradient(Windows windows, Tensor x, Tensor y, Tensor dy, Tensor dx) {
        RIGHT.maxPoolGradient(windows, x, y, dy, dx);
        if (flaw == Flaw.EQUAL_ONES_ALL_GET_THE_GRADIENT && windows.kernel() > 1 && y.size() > 0) {
            // the pixel beside the first one, of the first window
            int right = windows.channels();
            boolean equal = x.get(0) == y.get(0) && x.get(right) == y.get(0);
            dx.set(right, equal ? dx.get(right) + dy.get(0) : dx.get(right));
        }
    }
}
