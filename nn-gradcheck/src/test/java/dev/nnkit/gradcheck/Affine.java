package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;

/**
 * {@code y = f(x W + b)} with {@code f} = tanh, written out with plain loops; its pullback is split into methods that
 * broken versions override one by one.
 */
class Affine implements Layer {
    final Parameter weight;
    final Parameter bias;
    final int inputs;
    final int units;

    Affine(int inputs, int units) {
        this(inputs, units, Initialization.of(DataType.FLOAT64, 3));
    }

    Affine(int inputs, int units, Initialization initialization) {
        this.inputs = inputs;
        this.units = units;
        this.weight = initialization.weight("weight", Shape.of(inputs, units), inputs, units);
        this.bias = initialization.constant("bias", Role.BIAS, Shape.of(units), 0.1);
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
    public Forward forward(Tensor x, StepContext step) {
        Tensor y = step.scratch(x.type(), Shape.of(x.batch(), units));
        for (int b = 0; b < x.batch(); b++) {
            for (int j = 0; j < units; j++) {
                double z = bias.value().get(j);
                for (int i = 0; i < inputs; i++) {
                    z += x.get(b * inputs + i) * weight.value().get(i * units + j);
                }
                y.set(b * units + j, Math.tanh(z));
            }
        }
        return new Forward(y, (dy, into) -> {
            Tensor dz = step.scratchLike(dy);
            for (int i = 0; i < dz.size(); i++) {
                dz.set(i, dy.get(i) * slope(y.get(i)));
            }
            weightGradient(x, dz, into.sum(weight));
            biasGradient(dz, into.sum(bias));
            return inputGradient(x, dz, step);
        });
    }

    double slope(double y) {
        return 1 - y * y;
    }

    void weightGradient(Tensor x, Tensor dz, Tensor sum) {
        for (int b = 0; b < x.batch(); b++) {
            for (int i = 0; i < inputs; i++) {
                for (int j = 0; j < units; j++) {
                    add(sum, i * units + j, x.get(b * inputs + i) * dz.get(b * units + j));
                }
            }
        }
    }

    void biasGradient(Tensor dz, Tensor sum) {
        for (int i = 0; i < dz.size(); i++) {
            add(sum, i % units, dz.get(i));
        }
    }

    Tensor inputGradient(Tensor x, Tensor dz, StepContext step) {
        Tensor dx = step.zerosLike(x);
        for (int b = 0; b < x.batch(); b++) {
            for (int i = 0; i < inputs; i++) {
                for (int j = 0; j < units; j++) {
                    add(
                            dx,
                            b * inputs + i,
                            dz.get(b * units + j) * weight.value().get(i * units + j));
                }
            }
        }
        return dx;
    }

    static void add(Tensor sum, int index, double value) {
        sum.set(index, sum.get(index) + value);
    }

    /** The gradients of the parameters after one pullback with an upstream gradient of ones. */
    Gradients gradientsAt(Tensor x) {
        StepContext step = StepContext.checking(dev.nnkit.api.Kernels.reference(), true, 1);
        Gradients gradients = Gradients.of(parameters());
        Forward forward = forward(x, step);
        forward.pullback().apply(forward.output().copy().fill(1), gradients);
        return gradients;
    }

    @Override
    public String toString() {
        return "affine(" + units + ")";
    }
}
