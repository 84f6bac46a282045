package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.kinked;
import static dev.nnkit.gradcheck.catalogue.Exhibit.right;
import static dev.nnkit.gradcheck.catalogue.Rows.map;
import static dev.nnkit.gradcheck.catalogue.Rows.sum;
import static dev.nnkit.gradcheck.catalogue.Rows.times;

import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Losses and functions of a point with the right gradient, at points where a checker is easily misled. */
final class RightFunctions {
    private static final Penalty SQUARED =
            Penalty.ofEach("squared", (p, t) -> (p - t) * (p - t), (p, t) -> 2 * (p - t));
    private static final Penalty ABSOLUTE =
            Penalty.ofEach("absolute", (p, t) -> Math.abs(p - t), (p, t) -> Math.signum(p - t));
    private static final Penalty HUBER = Penalty.ofEach(
            "huber",
            (p, t) -> Math.abs(p - t) < 1 ? (p - t) * (p - t) / 2 : Math.abs(p - t) - 0.5,
            (p, t) -> Math.max(-1, Math.min(1, p - t)));
    private static final Penalty HINGE =
            Penalty.ofEach("hinge", (p, t) -> Math.max(0, 1 - p), (p, t) -> p < 1 ? -1 : 0);
    private static final Penalty BINARY =
            Penalty.ofEach("binary", (p, t) -> Bend.softplus(p) - 0.3 * p, (p, t) -> Bend.sigmoid(p) - 0.3);

    private RightFunctions() {}

    static List<Exhibit> losses() {
        return List.of(
                right("squared error", SQUARED::drawn),
                right(
                        "squared error where all is right",
                        seed -> SQUARED.at(Draw.normal(seed, 4, 3), Draw.normal(seed, 4, 3))),
                right("absolute error", ABSOLUTE::drawn),
                kinked("absolute error of 0", seed -> ABSOLUTE.at(oneEqual(seed), Draw.normal(seed + 1, 4, 3))),
                right("Huber", HUBER::drawn),
                right(
                        "Huber where square and line meet",
                        seed -> HUBER.at(Draw.scaled(seed, 0, 2, 3).fill(1), Draw.scaled(seed, 0, 2, 3))),
                kinked("hinge at the margin", seed -> {
                    Tensor prediction = Draw.normal(seed, 4, 3);
                    prediction.set(5, 1);
                    return HINGE.at(prediction, Draw.normal(seed, 4, 3));
                }),
                right(
                        "binary cross-entropy of huge logits",
                        seed -> BINARY.at(Draw.scaled(seed, 300, 4, 3), Draw.normal(seed, 4, 3))),
                right(
                        "mean squared error of many",
                        seed -> new Penalty(
                                        "mean",
                                        (p, t) -> sum(times(p, p)) / p.length,
                                        (p, t) -> map(p, v -> 2 * v / p.length))
                                .at(Draw.normal(seed, 40, 10), Draw.normal(seed, 40, 10))));
    }

    static List<Exhibit> functions() {
        return List.of(
                right("Rosenbrock", at(BrokenFunctions::rosenbrock, BrokenFunctions::rosenbrockGradient)),
                right(
                        "Rosenbrock at its minimum",
                        seed -> GradientCheck.function(BrokenFunctions::rosenbrock, BrokenFunctions::rosenbrockGradient)
                                .at(1, 1, 1)),
                right("waves", at(BrokenFunctions::wave, BrokenFunctions::waveGradient)),
                right("waves on a mountain", at(x -> 1e6 + BrokenFunctions.wave(x), BrokenFunctions::waveGradient)),
                right("a length", at(x -> Math.sqrt(sum(times(x, x))), x -> {
                    double length = Math.sqrt(sum(times(x, x)));
                    return map(x, v -> v / length);
                })),
                right(
                        "a length near 0",
                        seed -> GradientCheck.function(
                                        x -> Math.hypot(x[0], x[1]), x -> map(x, v -> v / Math.hypot(x[0], x[1])))
                                .at(3e-7, -4e-7)),
                kinked(
                        "a length at 0",
                        seed -> GradientCheck.function(
                                        x -> Math.hypot(x[0], x[1]) + x[2] + x[3] + x[4] + x[5] + x[6] + x[7], x -> {
                                            double length = Math.max(Math.hypot(x[0], x[1]), Double.MIN_NORMAL);
                                            return new double[] {x[0] / length, x[1] / length, 1, 1, 1, 1, 1, 1};
                                        })
                                .at(0, 0, 1, 2, 3, 4, 5, 6)),
                right(
                        "log-sum-exp of huge numbers",
                        seed -> GradientCheck.function(RightFunctions::logSumExp, Rows::softmax)
                                .at(Draw.points(seed, 6, 900))),
                right(
                        "a product of twelve",
                        at(x -> Arrays.stream(x).reduce(1, (a, b) -> a * b), RightFunctions::productGradient)),
                right(
                        "x to the x",
                        seed -> GradientCheck.function(x -> Math.pow(x[0], x[0]), x ->
                                        new double[] {Math.pow(x[0], x[0]) * (1 + Math.log(x[0]))})
                                .at(0.01 + Math.abs(Draw.points(seed)[0]))),
                right(
                        "smooth once only",
                        at(x -> sum(map(x, v -> v * Math.abs(v))) + 0, x -> map(x, v -> 2 * Math.abs(v)))),
                right(
                        "smooth once only, at the seam",
                        seed -> GradientCheck.function(x -> x[0] * Math.abs(x[0]), x -> map(x, v -> 2 * Math.abs(v)))
                                .at(0)),
                right("nothing depends on the point", at(x -> 42, x -> new double[x.length])),
                right(
                        "a wave and its square, nearly cancelling",
                        at(
                                x -> sum(map(x, v -> 1 - Math.cos(1e-3 * v))),
                                x -> map(x, v -> 1e-3 * Math.sin(1e-3 * v)))));
    }

    private static LongFunction<GradientCheck> at(
            ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        return seed -> GradientCheck.function(function, gradient).at(Draw.points(seed));
    }

    private static Tensor oneEqual(long seed) {
        Tensor prediction = Draw.normal(seed, 4, 3);
        prediction.set(5, Draw.normal(seed + 1, 4, 3).get(5));
        return prediction;
    }

    private static double logSumExp(double[] x) {
        double largest = Arrays.stream(x).max().orElse(0);
        return largest + Math.log(sum(map(x, v -> Math.exp(v - largest))));
    }

    private static double[] productGradient(double[] x) {
        double[] gradient = x.clone();
        for (int i = 0; i < x.length; i++) {
            gradient[i] = 1;
            for (int j = 0; j < x.length; j++) {
                gradient[i] *= j == i ? 1 : x[j];
            }
        }
        return gradient;
    }
}
