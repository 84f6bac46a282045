package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.ElementaryFunctions;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An activation that people use, by formula: this module sees no module that has any.
 *
 * @param slope its derivative at x
 * @param slopeOfOutput the formula by which its derivative is often told from y; null where that is not usual
 */
record KnownActivation(
        String name,
        DoubleUnaryOperator function,
        DoubleUnaryOperator slope,
        @Nullable DoubleUnaryOperator slopeOfOutput) {
    private static final double SELU_SCALE = 1.0507009873554805;
    private static final double SELU_ALPHA = 1.6732632423543772;

    static final List<KnownActivation> ALL = List.of(
            new KnownActivation("tanh", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x), y -> 1 - y * y),
            new KnownActivation("sigmoid", KnownActivation::sigmoid, x -> sigmoid(x) * sigmoid(-x), y -> y * (1 - y)),
            of("relu", x -> Math.max(0, x), x -> x > 0 ? 1 : 0),
            of("leakyRelu with slope 0.01", x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01),
            of("leakyRelu with slope 0.1", x -> x > 0 ? x : 0.1 * x, x -> x > 0 ? 1 : 0.1),
            of("leakyRelu with slope 0.2", x -> x > 0 ? x : 0.2 * x, x -> x > 0 ? 1 : 0.2),
            of("relu6", x -> Math.min(6, Math.max(0, x)), x -> x > 0 && x < 6 ? 1 : 0),
            of("elu", x -> x > 0 ? x : Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x)),
            of(
                    "selu",
                    x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
                    x -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x))),
            of("softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), KnownActivation::sigmoid),
            of("softsign", x -> x / (1 + Math.abs(x)), x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))),
            of("silu", x -> x * sigmoid(x), x -> sigmoid(x) * (1 + x * sigmoid(-x))),
            of("gelu", x -> x * normal(x), x -> normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)),
            of("sin", Math::sin, Math::cos),
            of("cos", Math::cos, x -> -Math.sin(x)),
            of("arctan", Math::atan, x -> 1 / (1 + x * x)),
            of("gaussian", x -> Math.exp(-x * x), x -> -2 * x * Math.exp(-x * x)),
            of("exp", Math::exp, Math::exp),
            of("square", x -> x * x, x -> 2 * x),
            of("hardSigmoid", x -> Math.min(1, Math.max(0, x / 6 + 0.5)), x -> Math.abs(x) < 3 ? 1.0 / 6 : 0),
            of("hardTanh", x -> Math.min(1, Math.max(-1, x)), x -> Math.abs(x) < 1 ? 1 : 0),
            of("mish", x -> x * Math.tanh(Math.log1p(Math.exp(x))), x -> {
                double t = Math.tanh(Math.log1p(Math.exp(x)));
                return t + x * sigmoid(x) * (1 - t * t);
            }));

    private static KnownActivation of(String name, DoubleUnaryOperator function, DoubleUnaryOperator slope) {
        return new KnownActivation(name, function, slope, null);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double normal(double x) {
        return 0.5 * ElementaryFunctions.erfc(-x / Math.sqrt(2));
    }
}
