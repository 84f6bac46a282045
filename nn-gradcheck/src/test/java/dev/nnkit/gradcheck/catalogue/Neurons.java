package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * {@code y = tanh(x W + b)}, written out with plain loops; right, and cut into steps that a broken version overrides one
 * by one.
 */
class Neurons implements Layer {
    final int inputs;
    final int units;
    final Parameter weight;
    final Parameter bias;

    Neurons(long seed, int inputs, int units) {
        this.inputs = inputs;
        this.units = units;
        this.weight = Draw.parameter(seed, 1 / Math.sqrt(inputs), "weight", inputs, units);
        this.bias = Draw.parameter(seed, 0.3, "bias", units);
    }

    @Override
    public Shape outputShape(Shape example) {
        return Shape.of(units);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        int batch = input.batch();
        double[] x = Arrays.copyOf(input.doubles(), batch * inputs);
        double[] z = new double[batch * units];
        double[] y = new double[batch * units];
        for (int i = 0; i < z.length; i++) {
            z[i] = sum(x, i / units, i % units);
            y[i] = activate(z[i]);
        }
        return new Forward(Tensor.of(Shape.of(batch, units), y.clone()), (dy, into) -> {
            double[] dz = new double[z.length];
            for (int i = 0; i < dz.length; i++) {
                dz[i] = dy.doubles()[i] * slope(z[i], y[i]);
            }
            double[] dx = new double[x.length];
            weightGradient(x, dz, into.sum(weight).doubles());
            biasGradient(dz, into.sum(bias).doubles());
            inputGradient(dz, dx);
            return Tensor.of(input.shape(), dx);
        });
    }

    private double sum(double[] x, int row, int unit) {
        double sum = bias.value().doubles()[unit];
        double[] w = weight.value().doubles();
        for (int i = 0; i < inputs; i++) {
            sum += x[row * inputs + i] * w[i * units + unit];
        }
        return sum;
    }

    double activate(double z) {
        return Math.tanh(z);
    }

    double slope(double z, double y) {
        return 1 - y * y;
    }

    void weightGradient(double[] x, double[] dz, double[] sum) {
        Rows.add(sum, right(x, dz));
    }

    /** The gradient of the weights by itself, added to nothing. */
    final double[] right(double[] x, double[] dz) {
        double[] right = new double[inputs * units];
        for (int row = 0; row < x.length / inputs; row++) {
            for (int i = 0; i < right.length; i++) {
                right[i] += x[row * inputs + i / units] * dz[row * units + i % units];
            }
        }
        return right;
    }

    void biasGradient(double[] dz, double[] sum) {
        for (int i = 0; i < dz.length; i++) {
            sum[i % units] += dz[i];
        }
    }

    void inputGradient(double[] dz, double[] dx) {
        double[] w = weight.value().doubles();
        for (int row = 0; row < dx.length / inputs; row++) {
            for (int i = 0; i < inputs; i++) {
                for (int j = 0; j < units; j++) {
                    dx[row * inputs + i] += dz[row * units + j] * w[i * units + j];
                }
            }
        }
    }

    static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(v -> factor * v).toArray();
    }

    @Override
    public String toString() {
        return "neurons(" + units + ")";
    }
}
