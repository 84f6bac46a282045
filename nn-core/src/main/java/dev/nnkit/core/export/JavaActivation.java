package dev.nnkit.core.export;

import dev.nnkit.api.Activation;
import dev.nnkit.api.text.Call;
import dev.nnkit.api.text.CallParser;
import dev.nnkit.api.text.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An activation as a Java expression. They live in a module that this one does not see, so they are known by the word
 * that their text begins with.
 *
 * @param expression of the double {@code v}
 * @param parameter the name of its only argument; null where it has none
 * @param standard the argument's default
 * @param needed the methods that it calls
 */
record JavaActivation(String expression, @Nullable String parameter, double standard, List<JavaMethod> needed) {
    private static final Map<String, JavaActivation> KNOWN = Map.ofEntries(
            Map.entry("relu", of("Math.max(v, 0)")),
            Map.entry("leakyRelu", of("Math.max(v, slope * v)", "slope", 0.01)),
            Map.entry("elu", of("v > 0 ? v : alpha * Math.expm1(v)", "alpha", 1)),
            Map.entry("selu", of("1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))")),
            Map.entry("sigmoid", of("sigmoid(v)", JavaMethod.SIGMOID)),
            Map.entry("tanh", of("Math.tanh(v)")),
            Map.entry("softplus", of("Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))")),
            Map.entry("gelu", of("v < -40 ? 0 : v * erfc(-v * Math.sqrt(0.5)) / 2", JavaMethod.ERFC)),
            // finite bounds: minus infinity times 0 would be NaN
            Map.entry(
                    "geluTanh",
                    of(
                            "Math.max(v, -Double.MAX_VALUE)"
                                    + " * sigmoid(2 * Math.sqrt(2 / Math.PI) * v * (1 + 0.044715 * v * v))",
                            JavaMethod.SIGMOID)),
            Map.entry("silu", of("Math.max(v, -Double.MAX_VALUE) * sigmoid(v)", JavaMethod.SIGMOID)));

    private static JavaActivation of(String expression, JavaMethod... needed) {
        return new JavaActivation(expression, null, 0, List.of(needed));
    }

    private static JavaActivation of(String expression, String parameter, double standard) {
        return new JavaActivation(expression, parameter, standard, List.of());
    }

    static String word(Activation activation) {
        return call(activation).word();
    }

    /** Null where it is none of the known. */
    static @Nullable JavaActivation of(Activation activation) {
        return KNOWN.get(word(activation));
    }

    private static Call call(Activation activation) {
        List<Call> calls = CallParser.parse(activation.toString());
        return calls.size() == 1 ? calls.get(0) : new Call(null, "", List.of());
    }

    /** What stands behind the input where the method is called. */
    String argument(Activation activation) {
        if (parameter == null) {
            return "";
        }
        List<Call.Argument> given = call(activation).arguments();
        double number = !given.isEmpty() && given.get(0).value() instanceof Value.Num first ? first.number() : standard;
        return ", " + number;
    }

    /**
     * The method that applies it to an array.
     *
     * @param real float or double
     */
    String method(String word, String real) {
        String template = """
                    private static real[] %s(real[] x%s) {
                        real[] y = new real[x.length];
                        for (int i = 0; i < x.length; i++) {
                            double v = x[i];
                            y[i] = (real) (%s);
                        }
                        return y;
                    }
                """;
        return JavaText.typed(template, real)
                .formatted(word, parameter == null ? "" : ", double " + parameter, expression);
    }
}
