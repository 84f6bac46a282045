package dev.nnkit.examples;

import dev.nnkit.api.Activation;

/**
 * An activation of one's own: {@code y = x + sin(a x)^2 / a}, for functions that repeat.
 *
 * @see <a href="https://arxiv.org/abs/2006.08195">Ziyin, Hartwig, Ueda 2020, equation 1</a>
 */
public record Snake(double a) implements Activation {
    @Override
    public double apply(double x) {
        double sine = Math.sin(a * x);
        return x + sine * sine / a;
    }

    @Override
    public double derivative(double x, double y) {
        return 1 + Math.sin(2 * a * x);
    }

    @Override
    public String toString() {
        return "examples.snake(" + a + ")";
    }
}
