package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.undecidable;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrong;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrongSomehow;

import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.Verdict;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

/** Functions of one number with a derivative that is wrong, or with none; several stood in released libraries. */
final class BrokenActivations {
    private BrokenActivations() {}

    static List<Exhibit> all() {
        return List.of(
                // as in Encog
                wrong("sin(2x), the 2 lost", Planted.FACTOR, at(x -> Math.sin(2 * x), x -> Math.cos(2 * x))),
                wrongSomehow(
                        "Gaussian, a parenthesis misplaced",
                        at(x -> Math.exp(-sq(2.5 * x)), x -> Math.exp(sq(2.5 * x) * 12.5 * x))),
                wrongSomehow("steepened sigmoid, all of it squared", at(x -> Bend.sigmoid(4.9 * x), x -> {
                    double s = Math.exp(-4.9 * x);
                    return sq(s * 4.9 / (1 + s));
                })),
                // as in Smile 3.1.1
                wrongSomehow("tanh with (1-y)^2 for 1-y^2", at(Math::tanh, x -> sq(1 - Math.tanh(x)))),
                // offered to public projects, where a division binds more than was meant
                wrongSomehow("arctan with 1/(x*x)+1", at(Math::atan, x -> 1 / (x * x) + 1)),
                wrongSomehow("softsign with x/1+|x|", at(BrokenActivations::softsign, x -> x / 1 + Math.abs(x))),
                wrong("tanh, 0.1 % too steep", Planted.FACTOR, at(Math::tanh, x -> 1.001 * Bend.tanhSlope(x))),
                wrong("x^2 without the 2", Planted.FACTOR, at(x -> x * x, x -> x)),
                wrong(
                        "sine in degrees",
                        Planted.FACTOR,
                        at(x -> Math.sin(Math.toRadians(x)), x -> Math.cos(Math.toRadians(x)))),
                wrong("cosine with sine", Planted.WRONG_SIGN, at(Math::cos, Math::sin)),
                wrong("tanh with the slope 0", Planted.DETACHED, at(Math::tanh, x -> 0)),
                wrong("tanh with the slope 1", Planted.MISSING_SLOPE, at(Math::tanh, x -> 1)),
                wrong("sigmoid with the slope 1", Planted.MISSING_SLOPE, at(Bend::sigmoid, x -> 1)),
                wrong(
                        "sigmoid, slope taken at y",
                        Planted.SLOPE_AT_Y,
                        at(Bend::sigmoid, x -> Bend.sigmoidSlope(Bend.sigmoid(x)))),
                wrong("tanh, slope taken at y", Planted.SLOPE_AT_Y, at(Math::tanh, x -> Bend.tanhSlope(Math.tanh(x)))),
                wrong("tanh with sigmoid's slope", Planted.OTHER_ACTIVATION, at(Math::tanh, Bend::sigmoidSlope)),
                wrong("sigmoid with tanh's slope", Planted.OTHER_ACTIVATION, at(Bend::sigmoid, Bend::tanhSlope)),
                wrong("softplus with ReLU's slope", Planted.OTHER_ACTIVATION, at(Bend::softplus, x -> x > 0 ? 1 : 0)),
                wrong(
                        "SiLU with softplus's slope",
                        Planted.OTHER_ACTIVATION,
                        at(x -> x * Bend.sigmoid(x), Bend::sigmoid)),
                wrong(
                        "ELU of 2 with the slope of ELU of 1",
                        Planted.OTHER_ACTIVATION,
                        at(x -> x > 0 ? x : 2 * Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x))),
                wrongSomehow(
                        "SiLU, half of the product rule", at(x -> x * Bend.sigmoid(x), x -> x * Bend.sigmoidSlope(x))),
                wrong(
                        "ReLU, 2 at the kink",
                        Planted.WRONG_AT_KINK,
                        withZero(x -> Math.max(0, x), x -> x == 0 ? 2 : x > 0 ? 1 : 0)),
                wrong(
                        "absolute value, 3 at the kink",
                        Planted.WRONG_AT_KINK,
                        withZero(Math::abs, x -> x == 0 ? 3 : Math.signum(x))),
                wrongSomehow("ReLU turned round", at(x -> Math.max(0, x), x -> x < 0 ? 1 : 0)),
                undecidable("step at its edge", Verdict.JUMP, withZero(x -> x >= 0 ? 1 : 0, x -> 0)),
                undecidable("sign at 0", Verdict.JUMP, withZero(Math::signum, x -> 0)),
                undecidable(
                        "whole part at 1",
                        Verdict.JUMP,
                        seed -> check(Math::floor, x -> 0).at(0.5, 1, 1.5)),
                undecidable(
                        "tanh in single precision",
                        Verdict.NOISE,
                        at(x -> (float) Math.tanh((float) x), Bend::tanhSlope)),
                undecidable(
                        "logarithm of a negative number",
                        Verdict.UNSTABLE,
                        seed -> check(Math::log, x -> 1 / x).at(-1, 2)),
                undecidable(
                        "slope of a square root at 0",
                        Verdict.UNSTABLE,
                        seed -> check(Math::sqrt, x -> 0.5 / Math.sqrt(x)).at(0)),
                undecidable(
                        "slope of softplus overflows",
                        Verdict.UNSTABLE,
                        seed -> check(Bend::softplus, x -> Math.exp(x) / (1 + Math.exp(x)))
                                .at(1000, 1)),
                undecidable(
                        "(1-cos x)/x^2 beside 0, all digits cancelled",
                        Verdict.UNSTABLE,
                        seed -> check(x -> (1 - Math.cos(x)) / (x * x), x -> -x / 12)
                                .at(1e-7)
                                .domain(0, 2e-7)));
    }

    private static double sq(double x) {
        return x * x;
    }

    private static double softsign(double x) {
        return x / (1 + Math.abs(x));
    }

    private static GradientCheck.OfDerivative check(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
        return GradientCheck.of(new Bend("bend", function, slope));
    }

    private static LongFunction<GradientCheck> at(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
        return seed -> check(function, slope).at(Draw.points(seed));
    }

    /** At drawn points, and at 0. */
    private static LongFunction<GradientCheck> withZero(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
        return seed -> {
            double[] points = Draw.points(seed);
            points[5] = 0;
            return check(function, slope).at(points);
        };
    }
}
