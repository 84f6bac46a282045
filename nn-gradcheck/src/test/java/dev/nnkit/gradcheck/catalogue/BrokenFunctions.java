package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.undecidable;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrong;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrongSomehow;
import static dev.nnkit.gradcheck.catalogue.Rows.map;
import static dev.nnkit.gradcheck.catalogue.Rows.plus;
import static dev.nnkit.gradcheck.catalogue.Rows.sum;
import static dev.nnkit.gradcheck.catalogue.Rows.times;

import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Losses, and functions of a point as other libraries have them, with a wrong gradient or none. */
final class BrokenFunctions {
    private BrokenFunctions() {}

    static List<Exhibit> losses() {
        return List.of(
                wrong(
                        "squared error without the 2",
                        Planted.FACTOR,
                        seed -> Penalty.ofEach("squared", (p, t) -> (p - t) * (p - t), (p, t) -> p - t)
                                .drawn(seed)),
                wrong(
                        "squared error, target minus prediction",
                        Planted.WRONG_SIGN,
                        seed -> Penalty.ofEach("squared", (p, t) -> (p - t) * (p - t), (p, t) -> 2 * (t - p))
                                .drawn(seed)),
                wrong(
                        "mean squared error, gradient of the sum",
                        Planted.MEAN_OR_SUM,
                        seed -> new Penalty(
                                        "mean squared",
                                        (p, t) -> squares(p, t) / p.length,
                                        (p, t) -> times(map(p, v -> 2), minus(p, t)))
                                .drawn(seed)),
                wrong(
                        "mean squared error, divided twice",
                        Planted.MEAN_OR_SUM,
                        seed -> new Penalty(
                                        "mean squared",
                                        (p, t) -> squares(p, t) / p.length,
                                        (p, t) -> map(minus(p, t), v -> 2 * v / p.length / p.length))
                                .drawn(seed)),
                wrong(
                        "log-cosh without a gradient",
                        Planted.DETACHED,
                        seed -> Penalty.ofEach("logCosh", (p, t) -> Math.log(Math.cosh(p - t)), (p, t) -> 0)
                                .drawn(seed)),
                wrong(
                        "gradient of the first example only",
                        Planted.BATCH_ABOVE_ONE,
                        seed -> new Penalty("squared", BrokenFunctions::squares, (p, t) -> {
                                    double[] gradient = map(minus(p, t), v -> 2 * v);
                                    Arrays.fill(gradient, 3, gradient.length, 0);
                                    return gradient;
                                })
                                .drawn(seed)),
                wrongSomehow(
                        "Huber with the slope of the square",
                        seed -> Penalty.ofEach(
                                        "huber",
                                        (p, t) -> Math.abs(p - t) < 0.5
                                                ? (p - t) * (p - t) / 2
                                                : 0.5 * Math.abs(p - t) - 0.125,
                                        (p, t) -> p - t)
                                .drawn(seed)),
                wrongSomehow(
                        "cross-entropy of logits, target forgotten",
                        seed -> new Penalty(
                                        "crossEntropy",
                                        (p, t) -> Math.log(sum(map(p, Math::exp))) - p[0],
                                        (p, t) -> Rows.softmax(p))
                                .drawn(seed)),
                wrongSomehow(
                        "cross-entropy with log-cosh's slope",
                        seed -> Penalty.ofEach(
                                        "binary", (p, t) -> Bend.softplus(p) - 0.3 * p, (p, t) -> Math.tanh(p) - 0.3)
                                .drawn(seed)));
    }

    static List<Exhibit> functions() {
        return List.of(
                wrong("Rosenbrock, one coefficient", Planted.NO_KNOWN_KIND, at(BrokenFunctions::rosenbrock, x -> {
                    double[] right = rosenbrockGradient(x);
                    right[0] += 2 * x[0] * x[1];
                    return right;
                })),
                wrong("half of a quadratic form's gradient", Planted.FACTOR, at(x -> sum(times(x, x)), x -> x)),
                wrong(
                        "maximised in place of minimised",
                        Planted.WRONG_SIGN,
                        at(BrokenFunctions::rosenbrock, x -> map(rosenbrockGradient(x), v -> -v))),
                wrong(
                        "squared weights not in the gradient",
                        Planted.REGULARISATION,
                        at(x -> rosenbrock(x) + 0.01 * sum(times(x, x)), BrokenFunctions::rosenbrockGradient)),
                wrong(
                        "absolute weights not in the gradient",
                        Planted.REGULARISATION,
                        at(x -> rosenbrock(x) + 0.01 * sum(map(x, Math::abs)), BrokenFunctions::rosenbrockGradient)),
                wrong(
                        "coordinates one too far",
                        Planted.OFF_BY_ONE,
                        at(BrokenFunctions::wave, x -> Rows.turned(waveGradient(x), 1))),
                wrong("no gradient", Planted.DETACHED, at(BrokenFunctions::wave, x -> new double[x.length])),
                wrong("the first point's gradient for ever", Planted.STALE_CACHE, seed -> {
                    AtomicReference<double[]> first = new AtomicReference<>();
                    return GradientCheck.function(BrokenFunctions::wave, x -> {
                                first.compareAndSet(null, waveGradient(x));
                                return first.get().clone();
                            })
                            .at(Draw.points(seed));
                }),
                wrong("the wave, all of it but the last", Planted.NO_KNOWN_KIND, at(BrokenFunctions::wave, x -> {
                    double[] right = waveGradient(x);
                    right[right.length - 1] *= 0.7;
                    return right;
                })),
                wrongSomehow(
                        "log-sum-exp, not normalised",
                        at(x -> Math.log(sum(map(x, Math::exp))), x -> map(x, Math::exp))),
                undecidable("random noise", Verdict.NOISE, seed -> {
                    Random random = new Random(seed);
                    return GradientCheck.function(
                                    x -> wave(x) + 1e-3 * random.nextDouble(), BrokenFunctions::waveGradient)
                            .at(Draw.points(seed));
                }),
                undecidable(
                        "summed in single precision",
                        Verdict.NOISE,
                        at(
                                x -> {
                                    float total = 0;
                                    for (int i = 0; i < x.length; i++) {
                                        total += (float) ((i + 1) * Math.sin(x[i]));
                                    }
                                    return total;
                                },
                                BrokenFunctions::waveGradient)),
                undecidable(
                        "an iteration that stops too early",
                        EnumSet.of(Verdict.UNSTABLE, Verdict.NOISE),
                        at(
                                x -> roughRoot(4 + sum(times(x, x))),
                                x -> map(x, v -> v / Math.sqrt(4 + sum(times(x, x)))))),
                undecidable(
                        "a step in the sum",
                        Verdict.JUMP,
                        seed -> GradientCheck.function(
                                        x -> wave(x) + (x[1] >= 0.5 ? 1 : 0), BrokenFunctions::waveGradient)
                                .at(0.1, 0.5, 0.9)),
                undecidable(
                        "gradient infinite at a pole's edge",
                        Verdict.UNSTABLE,
                        seed -> GradientCheck.function(
                                        x -> wave(x), x -> plus(waveGradient(x), map(x, v -> v == 0.5 ? 1 / 0.0 : 0)))
                                .at(0.1, 0.5, 0.9)),
                undecidable(
                        "outside of the domain",
                        Verdict.UNSTABLE,
                        seed -> GradientCheck.function(x -> Math.log(x[0] - 1), x -> new double[] {1 / (x[0] - 1)})
                                .at(0.5)));
    }

    private static LongFunction<GradientCheck> at(
            ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        return seed -> GradientCheck.function(function, gradient).at(Draw.points(seed));
    }

    /** The square root by halving an interval down to 1e-7: near enough, and yet no smooth function. */
    private static double roughRoot(double square) {
        double low = 0;
        double high = square;
        while (high - low > 1e-7) {
            double middle = (low + high) / 2;
            low = middle * middle < square ? middle : low;
            high = middle * middle < square ? high : middle;
        }
        return low;
    }

    static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            sum += 10 * bend * bend + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    static double[] rosenbrockGradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            gradient[i] += -40 * bend * x[i] - 2 * (1 - x[i]);
            gradient[i + 1] += 20 * bend;
        }
        return gradient;
    }

    /** {@code sum of (i + 1) sin(x[i])}. */
    static double wave(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (i + 1) * Math.sin(x[i]);
        }
        return sum;
    }

    static double[] waveGradient(double[] x) {
        double[] gradient = x.clone();
        Arrays.setAll(gradient, i -> (i + 1) * Math.cos(x[i]));
        return gradient;
    }

    private static double squares(double[] p, double[] t) {
        return sum(times(minus(p, t), minus(p, t)));
    }

    private static double[] minus(double[] p, double[] t) {
        return plus(p, map(t, v -> -v));
    }
}
