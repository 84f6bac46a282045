package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies of what a pass gave.
 *
 * @param inputGradients one for each input, null where it has none
 * @param parameterGradients one for each trainable parameter
 */
record Result(Tensor output, List<@Nullable Tensor> inputGradients, List<Tensor> parameterGradients) {
    void sameBits(Result actual, String what) {
        Checks.sameBits(output, actual.output, what + ", output");
        sameGradients(actual, what);
    }

    void sameGradients(Result actual, String what) {
        sameInputGradients(actual, what);
        for (int i = 0; i < parameterGradients.size(); i++) {
            Checks.sameBits(
                    parameterGradients.get(i),
                    actual.parameterGradients.get(i),
                    what + ", gradient of trainable parameter " + i);
        }
    }

    void sameInputGradients(Result actual, String what) {
        for (int i = 0; i < inputGradients.size(); i++) {
            Tensor expected = inputGradients.get(i);
            Tensor other = actual.inputGradients.get(i);
            if (expected != null && other != null) {
                Checks.sameBits(expected, other, what + ", gradient of input " + i);
            }
        }
    }

    void near(Result actual, double bound, String what) {
        Checks.near(output, actual.output, bound * Checks.largest(output), what + ", output");
        nearGradients(actual, bound, what);
    }

    /** In measure of the largest of all gradients, since one that is zero by cancellation has no size of its own. */
    void nearGradients(Result actual, double bound, String what) {
        double largest = allGradients().stream().mapToDouble(Checks::largest).reduce(0, Math::max);
        double allowed = bound * largest;
        for (int i = 0; i < inputGradients.size(); i++) {
            Tensor expected = inputGradients.get(i);
            Tensor other = actual.inputGradients.get(i);
            if (expected != null && other != null) {
                Checks.near(expected, other, allowed, what + ", gradient of input " + i);
            }
        }
        for (int i = 0; i < parameterGradients.size(); i++) {
            Checks.near(
                    parameterGradients.get(i),
                    actual.parameterGradients.get(i),
                    allowed,
                    what + ", gradient of trainable parameter " + i);
        }
    }

    /** All gradients there are. */
    List<Tensor> allGradients() {
        return Stream.concat(inputGradients.stream(), parameterGradients.stream())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The same with every gradient multiplied. */
    Result timesGradients(double factor) {
        return combine(this, (a, b) -> factor * a);
    }

    /** The same with the gradients of {@code other} added. */
    Result plusGradients(Result other) {
        return combine(other, Double::sum);
    }

    private Result combine(Result other, DoubleBinaryOperator operator) {
        List<@Nullable Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < inputGradients.size(); i++) {
            Tensor a = inputGradients.get(i);
            Tensor b = other.inputGradients.get(i);
            inputs.add(a == null || b == null ? null : combine(a, b, operator));
        }
        List<Tensor> parameters = new ArrayList<>();
        for (int i = 0; i < parameterGradients.size(); i++) {
            parameters.add(combine(parameterGradients.get(i), other.parameterGradients.get(i), operator));
        }
        return new Result(output, inputs, parameters);
    }

    private static Tensor combine(Tensor a, Tensor b, DoubleBinaryOperator operator) {
        Tensor result = a.copy();
        for (int i = 0; i < result.size(); i++) {
            result.set(i, operator.applyAsDouble(a.get(i), b.get(i)));
        }
        return result;
    }
}
