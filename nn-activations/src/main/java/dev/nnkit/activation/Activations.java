package dev.nnkit.activation;

import dev.nnkit.api.Activation;

/** All activations by the names that the text of a network knows. */
public final class Activations {
    private Activations() {}

    public static Sigmoid sigmoid() {
        return new Sigmoid();
    }

    public static Tanh tanh() {
        return new Tanh();
    }

    public static Relu relu() {
        return new Relu();
    }

    /** With slope 0.01. */
    public static LeakyRelu leakyRelu() {
        return new LeakyRelu(LeakyRelu.SLOPE);
    }

    /** @param slope in (0, 1) */
    public static LeakyRelu leakyRelu(double slope) {
        return new LeakyRelu(slope);
    }

    /** With alpha 1. */
    public static Elu elu() {
        return new Elu(Elu.ALPHA);
    }

    /** @param alpha above 0 */
    public static Elu elu(double alpha) {
        return new Elu(alpha);
    }

    public static Selu selu() {
        return new Selu();
    }

    public static Softplus softplus() {
        return new Softplus();
    }

    public static Gelu gelu() {
        return new Gelu();
    }

    public static GeluTanh geluTanh() {
        return new GeluTanh();
    }

    public static Silu silu() {
        return new Silu();
    }

    public static Identity identity() {
        return new Identity();
    }

    /**
     * What PyTorch's {@code calculate_gain} gives, where its table has the function: 5/3 for tanh, 1 for sigmoid and
     * 3/4 for SELU, which differ from {@link Activation#gain()}; the rest of the table is as there.
     *
     * @throws IllegalArgumentException for functions that the table does not have
     * @see <a href="https://pytorch.org/docs/stable/nn.init.html">torch.nn.init.calculate_gain</a>
     */
    public static double pytorchGain(Activation activation) {
        if (activation instanceof Sigmoid || activation instanceof Identity) {
            return 1;
        }
        if (activation instanceof Tanh) {
            return 5.0 / 3;
        }
        if (activation instanceof Selu) {
            return 0.75;
        }
        if (activation instanceof Relu || activation instanceof LeakyRelu) {
            return activation.gain();
        }
        throw new IllegalArgumentException(activation + ": PyTorch's table has no gain for it. Use gain().");
    }
}
