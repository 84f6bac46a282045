package dev.nnkit.api;

import org.jspecify.annotations.Nullable;

/** The oracle: each operation as its formula says, one element after the other. */
final class ReferenceKernels implements Kernels {
    static final Kernels INSTANCE = new ReferenceKernels();

    private ReferenceKernels() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void split(int length, double costPerItem, Range body) {
        body.run(0, length);
    }

    @Override
    public void multiply(Tensor a, Tensor b, Tensor c, Write write) {
        int k = a.shape().last();
        int n = c.shape().last();
        int rowsOfOne = b.shape().rank() == 3 ? a.shape().axis(-2) : Integer.MAX_VALUE;
        for (int row = 0; row < c.rows(); row++) {
            int start = row / rowsOfOne * k * n;
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a.get(row * k + p) * b.get(start + p * n + j);
                }
                put(c, row * n + j, sum, write);
            }
        }
    }

    @Override
    public void multiplyTransposedB(Tensor a, Tensor b, Tensor c, Write write) {
        int k = a.shape().last();
        int n = c.shape().last();
        int rowsOfOne = b.shape().rank() == 3 ? a.shape().axis(-2) : Integer.MAX_VALUE;
        for (int row = 0; row < c.rows(); row++) {
            int start = row / rowsOfOne * k * n;
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a.get(row * k + p) * b.get(start + j * k + p);
                }
                put(c, row * n + j, sum, write);
            }
        }
    }

    @Override
    public void multiplyTransposedA(Tensor a, Tensor b, Tensor c, Write write) {
        int m = a.shape().last();
        int n = b.shape().last();
        int products = c.shape().rank() == 3 ? c.batch() : 1;
        int rows = a.rows() / products;
        for (int product = 0; product < products; product++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int row = product * rows; row < (product + 1) * rows; row++) {
                        sum += a.get(row * m + i) * b.get(row * n + j);
                    }
                    put(c, (product * m + i) * n + j, sum, write);
                }
            }
        }
    }

    @Override
    public void addRow(Tensor row, Tensor y) {
        for (int i = 0; i < y.size(); i++) {
            put(y, i, row.get(i % row.size()), Write.ADD);
        }
    }

    @Override
    public void sumRows(Tensor x, Tensor row, Write write) {
        int n = row.size();
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = j; i < x.size(); i += n) {
                sum += x.get(i);
            }
            put(row, j, sum, write);
        }
    }

    @Override
    public void addScaled(double factor, Tensor x, Tensor y) {
        for (int i = 0; i < x.size(); i++) {
            put(y, i, factor * x.get(i), Write.ADD);
        }
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor out) {
        for (int i = 0; i < out.size(); i++) {
            out.set(i, a.get(i) + b.get(i));
        }
    }

    @Override
    public void multiplyElements(Tensor a, Tensor b, Tensor out) {
        for (int i = 0; i < out.size(); i++) {
            out.set(i, a.get(i) * b.get(i));
        }
    }

    @Override
    public void scale(double factor, Tensor x) {
        for (int i = 0; i < x.size(); i++) {
            x.set(i, factor * x.get(i));
        }
    }

    @Override
    public double sumOfSquares(Tensor x) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += x.get(i) * x.get(i);
        }
        return sum;
    }

    @Override
    public void convolve(Windows windows, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
        ReferenceWindows.convolve(windows, x, weight, bias, y);
    }

    @Override
    public void convolveInputGradient(Windows windows, Tensor dy, Tensor weight, Tensor dx) {
        ReferenceWindows.convolveInputGradient(windows, dy, weight, dx);
    }

    @Override
    public void convolveWeightGradient(Windows windows, Tensor x, Tensor dy, Tensor dWeight, Write write) {
        ReferenceWindows.convolveWeightGradient(windows, x, dy, dWeight, write);
    }

    @Override
    public void maxPool(Windows windows, Tensor x, Tensor y) {
        ReferenceWindows.maxPool(windows, x, y);
    }

    @Override
    public void maxPoolGradient(Windows windows, Tensor x, Tensor y, Tensor dy, Tensor dx) {
        ReferenceWindows.maxPoolGradient(windows, x, dy, dx);
    }

    private static void put(Tensor tensor, int index, double value, Write write) {
        tensor.set(index, write == Write.ADD ? tensor.get(index) + value : value);
    }
}
