package dev.nnkit.explain;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Loss;
import dev.nnkit.api.text.Call;
import dev.nnkit.api.text.CallParser;
import dev.nnkit.api.text.Value;
import dev.nnkit.core.loss.BinaryCrossEntropy;
import dev.nnkit.core.loss.HalfSumOfSquares;
import dev.nnkit.core.loss.Huber;
import dev.nnkit.core.loss.MeanAbsoluteError;
import dev.nnkit.core.loss.MeanSquaredError;
import dev.nnkit.core.loss.SoftmaxCrossEntropy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a network in JavaScript, where their formulas are known. Activations live in a module that this one does
 * not see, so they are known by the word that their text begins with.
 */
final class PageFunctions {
    /**
     * @param apply of x
     * @param slope of x and of what {@code apply} made of it, y
     * @param standard what stands for {@code p} where the text gives no argument
     */
    private record Formula(String apply, String slope, double standard) {}

    private static final Map<String, Formula> ACTIVATIONS = Map.ofEntries(
            known("identity", "x", "1", 0),
            known("relu", "Math.max(x, 0)", "x > 0 ? 1 : 0", 0),
            known("leakyRelu", "Math.max(x, p * x)", "x > 0 ? 1 : p", 0.01),
            known("elu", "x > 0 ? x : p * Math.expm1(x)", "x > 0 ? 1 : y + p", 1),
            known(
                    "selu",
                    "1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))",
                    "x > 0 ? 1.0507009873554805 : y + 1.0507009873554805 * 1.6732632423543772",
                    0),
            known("sigmoid", "sigmoid(x)", "y * (1 - y)", 0),
            known("tanh", "Math.tanh(x)", "1 - y * y", 0),
            known("softplus", "Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))", "sigmoid(x)", 0),
            known("silu", "x * sigmoid(x)", "sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))", 0),
            known("gelu", "x * normalBelow(x)", "normalBelow(x) + x * normalDensity(x)", 0),
            known(
                    "geluTanh",
                    "x * sigmoid(tanhInner(x))",
                    "sigmoid(tanhInner(x)) + x * sigmoid(tanhInner(x)) * (1 - sigmoid(tanhInner(x)))"
                            + " * 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x)",
                    0));

    private static Map.Entry<String, Formula> known(String word, String apply, String slope, double standard) {
        return Map.entry(word, new Formula(apply, slope, standard));
    }

    private PageFunctions() {}

    /** What of an explanation has no known formula; null where all have one. */
    static @Nullable String unknown(Explanation explanation) {
        for (DenseStep step : explanation.steps()) {
            for (Activation activation : step.activations()) {
                if (formula(activation) == null) {
                    return activation.toString();
                }
            }
        }
        return loss(explanation.loss()) == null ? explanation.loss().toString() : null;
    }

    /** {@code functions}: for each layer its activations, each a pair of value and slope, and the loss. */
    static String script(Explanation explanation) {
        String layers = explanation.steps().stream()
                .map(step -> "    [" + activations(step.activations()) + "]")
                .collect(Collectors.joining(",\n"));
        return "const functions = {\n  layers: [\n" + layers + "\n  ],\n  loss: " + loss(explanation.loss()) + "\n};\n";
    }

    private static String activations(List<Activation> activations) {
        return activations.stream()
                .map(activation -> {
                    Formula formula = formula(activation);
                    return formula == null ? "" : pair(formula, argument(activation, formula.standard()));
                })
                .collect(Collectors.joining(", "));
    }

    private static String pair(Formula formula, double argument) {
        String number = Double.toString(argument);
        return "[x => " + formula.apply().replaceAll("\\bp\\b", number) + ", (x, y) => "
                + formula.slope().replaceAll("\\bp\\b", number) + "]";
    }

    private static @Nullable Formula formula(Activation activation) {
        return ACTIVATIONS.get(call(activation).word());
    }

    private static double argument(Activation activation, double standard) {
        List<Call.Argument> given = call(activation).arguments();
        return !given.isEmpty() && given.get(0).value() instanceof Value.Num first ? first.number() : standard;
    }

    private static Call call(Activation activation) {
        List<Call> calls = CallParser.parse(activation.toString());
        return calls.size() == 1 ? calls.get(0) : new Call(null, "", List.of());
    }

    /** Of what comes out and the targets: the guess, and the loss with its slope, over the number of terms. */
    private static @Nullable String loss(Loss loss) {
        if (loss instanceof HalfSumOfSquares) {
            return "elementwise(false, z => z, (z, t) => (z - t) * (z - t) / 2, (z, t) => z - t)";
        }
        if (loss instanceof MeanSquaredError) {
            return "elementwise(true, z => z, (z, t) => (z - t) * (z - t), (z, t) => 2 * (z - t))";
        }
        if (loss instanceof MeanAbsoluteError) {
            return "elementwise(true, z => z, (z, t) => Math.abs(z - t), (z, t) => Math.sign(z - t))";
        }
        if (loss instanceof Huber huber) {
            String slope = "Math.max(-" + huber.delta() + ", Math.min(" + huber.delta() + ", z - t))";
            return "elementwise(true, z => z, (z, t) => " + slope + " * (z - t - " + slope + " / 2), (z, t) => " + slope
                    + ")";
        }
        if (loss instanceof BinaryCrossEntropy) {
            return "elementwise(true, sigmoid, (z, t) => Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))),"
                    + " (z, t) => sigmoid(z) - t)";
        }
        return loss instanceof SoftmaxCrossEntropy softmax
                        && softmax.classWeights().isEmpty()
                ? "crossEntropy"
                : null;
    }
}
