package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.kinked;
import static dev.nnkit.gradcheck.catalogue.Exhibit.right;

import dev.nnkit.gradcheck.GradientCheck;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;

/** Functions of one number with the right derivative, at points where a checker is easily misled. */
final class RightActivations {
    private static final double GELU = Math.sqrt(2 / Math.PI);

    private RightActivations() {}

    static List<Exhibit> all() {
        return List.of(
                kinked("ReLU at 0", at(RightActivations::relu, x -> x > 0 ? 1 : 0, 0)),
                kinked("ReLU at 0, slope 1/2", at(RightActivations::relu, x -> x == 0 ? 0.5 : x > 0 ? 1 : 0, 0)),
                kinked("ReLU at -0", at(RightActivations::relu, x -> x > 0 ? 1 : 0, -0.0)),
                kinked("ReLU right beside 0", at(RightActivations::relu, x -> x > 0 ? 1 : 0, 1e-9, -1e-9, 1e-6, -1e-6)),
                kinked("ReLU at a denormal", at(RightActivations::relu, x -> x > 0 ? 1 : 0, Double.MIN_VALUE)),
                kinked("leaky ReLU at 0", at(x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01, 0)),
                kinked("absolute value at 0", at(Math::abs, Math::signum, 0)),
                kinked("ReLU6 at both kinks", at(x -> Math.min(6, relu(x)), x -> x > 0 && x < 6 ? 1 : 0, 0, 6)),
                kinked(
                        "hard tanh at both kinks",
                        at(x -> Math.max(-1, Math.min(1, x)), x -> Math.abs(x) < 1 ? 1 : 0, -1, 1)),
                right("step away from its edge", at(x -> x >= 0 ? 1 : 0, x -> 0)),
                right("ReLU squared at 0", at(x -> relu(x) * relu(x), x -> 2 * relu(x), 0, 1e-5, -1e-5)),
                right(
                        "ELU at 0",
                        at(x -> x > 0 ? x : Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x), 0, 1e-7, -1e-7, -30)),
                kinked(
                        "SELU at 0",
                        at(
                                x -> 1.0507 * (x > 0 ? x : 1.6733 * Math.expm1(x)),
                                x -> 1.0507 * (x > 0 ? 1 : 1.6733 * Math.exp(x)),
                                0)),
                right("saturated sigmoid", at(Bend::sigmoid, Bend::sigmoidSlope, -700, -40, -20, 20, 30, 40, 700)),
                right("saturated tanh", at(Math::tanh, Bend::tanhSlope, -300, -19, -8, 8, 15, 19, 300)),
                right("softplus far out", at(Bend::softplus, Bend::sigmoid, -1e4, -50, 0, 50, 1e4)),
                right(
                        "softsign at 0",
                        at(x -> x / (1 + Math.abs(x)), x -> Math.pow(1 + Math.abs(x), -2), 0, 1e-6, 1e3)),
                right(
                        "SiLU",
                        at(x -> x * Bend.sigmoid(x), x -> Bend.sigmoid(x) * (1 + x * Bend.sigmoid(-x)), -40, 0, 40)),
                right("GELU by tanh", at(RightActivations::gelu, RightActivations::geluSlope, -20, 0, 20)),
                right("sin(2x)", at(x -> Math.sin(2 * x), x -> 2 * Math.cos(2 * x), Math.PI / 4)),
                right("sine of many turns", at(x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), 3)),
                right(
                        "narrow Gaussian",
                        at(x -> Math.exp(-6.25 * x * x), x -> -12.5 * x * Math.exp(-6.25 * x * x), 0, 6)),
                right("steepened sigmoid", at(x -> Bend.sigmoid(4.9 * x), x -> 4.9 * Bend.sigmoidSlope(4.9 * x), 0)),
                right("arctan", at(Math::atan, x -> 1 / (x * x + 1), 0, 1e3)),
                right("exponential, tiny and huge", at(Math::exp, Math::exp, -700, -50, 50, 300)),
                right("square root near 0", only(Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-12, 1e-8, 1e-4, 1)),
                right("logarithm near 0", only(Math::log, x -> 1 / x, 1e-12, 1e-6, 1)),
                right("1/x near 0", only(x -> 1 / x, x -> -1 / (x * x), 1e-6, 1e-3, -1e-3)),
                right(
                        "(1-cos x)/x^2 beside 0, known from afar",
                        only(x -> (1 - Math.cos(x)) / (x * x), x -> -x / 12, 1e-7)),
                right("slopes of 1e-20", at(x -> 1e-20 * Math.sin(x), x -> 1e-20 * Math.cos(x))),
                right("slopes of 1e20", at(x -> 1e20 * Math.sin(x), x -> 1e20 * Math.cos(x))),
                right("a constant", at(x -> 7, x -> 0)),
                right("a line far from 0", at(x -> 3 * x + 1e4, x -> 3, 1e4, 1e6)),
                right("cube at 0", at(x -> x * x * x, x -> 3 * x * x, 0, 1e-5, 1e5)));
    }

    private static double relu(double x) {
        return Math.max(0, x);
    }

    private static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(GELU * (x + 0.044715 * x * x * x)));
    }

    private static double geluSlope(double x) {
        double inner = GELU * (x + 0.044715 * x * x * x);
        double slope = GELU * (1 + 3 * 0.044715 * x * x);
        return 0.5 * (1 + Math.tanh(inner)) + 0.5 * x * Bend.tanhSlope(inner) * slope;
    }

    /** At these points and at twelve drawn ones. */
    private static LongFunction<GradientCheck> at(
            DoubleUnaryOperator function, DoubleUnaryOperator slope, double... points) {
        return seed -> only(
                        function,
                        slope,
                        DoubleStream.concat(DoubleStream.of(points), DoubleStream.of(Draw.points(seed)))
                                .toArray())
                .apply(seed);
    }

    private static LongFunction<GradientCheck> only(
            DoubleUnaryOperator function, DoubleUnaryOperator slope, double... points) {
        return seed -> GradientCheck.of(new Bend("bend", function, slope)).at(points);
    }
}
