package dev.nnkit.examples;

import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.GradientReport;

/** What docs/gradient-checks.md shows. */
final class GradientChecks {
    private GradientChecks() {}

    /** The derivative of {@code x} is forgotten. */
    record BrokenSnake(double a) implements Activation {
        @Override
        public double apply(double x) {
            double sine = Math.sin(a * x);
            return x + sine * sine / a;
        }

        @Override
        public double derivative(double x, double y) {
            return Math.sin(2 * a * x);
        }
    }

    public static void main(String[] args) {
        System.out.println(snake());
    }

    static GradientReport snake() {
        return GradientCheck.of(new BrokenSnake(0.5))
                .at(-1, 0.25, 3)
                .writtenAs("of(new BrokenSnake(0.5))")
                .run();
    }

    static double rosenbrock(double[] p) {
        double ridge = p[1] - p[0] * p[0];
        return (1 - p[0]) * (1 - p[0]) + 100 * ridge * ridge;
    }

    static double[] slopeOfRosenbrock(double[] p) {
        double ridge = p[1] - p[0] * p[0];
        return new double[] {-2 * (1 - p[0]) - 400 * p[0] * ridge, 200 * ridge};
    }

    static void foreignFunction() {
        GradientCheck.function(p -> rosenbrock(p), p -> slopeOfRosenbrock(p))
                .at(-1.2, 1)
                .verify();
    }

    /** A network whose hidden activation has the slip. */
    static GradientReport network() {
        Network network =
                Network.build(sequential(dense(3), new BrokenSnake(0.5), dense(2)), Shape.of(2), DataType.FLOAT64, 1);
        Tensor inputs = Tensor.of(Shape.of(2, 2), 0.5, -1.0, 2.0, 0.25);
        Target classes = Target.of(Tensor.ofInts(Shape.of(2), 0, 1));
        return GradientCheck.of(network.layer(), softmaxCrossEntropy())
                .on(inputs, classes)
                .named("small network")
                .run();
    }

    static GradientReport correct() {
        return GradientCheck.derivative(Math::sin, Math::cos).at(1, 2).run();
    }

    static GradientReport wrong() {
        return GradientCheck.derivative(Math::sin, x -> -Math.cos(x)).at(1, 2).run();
    }

    static GradientReport kink() {
        return GradientCheck.derivative(x -> Math.max(0, x), x -> x > 0 ? 1 : 0)
                .at(0)
                .run();
    }

    static GradientReport noise() {
        return GradientCheck.derivative(x -> (float) Math.sin(x), Math::cos)
                .at(1)
                .run();
    }

    static GradientReport jump() {
        return GradientCheck.derivative(Math::floor, x -> 0).at(1).run();
    }

    static GradientReport unstable() {
        return GradientCheck.derivative(Math::sqrt, x -> 0.5 / Math.sqrt(x))
                .at(0)
                .run();
    }
}
