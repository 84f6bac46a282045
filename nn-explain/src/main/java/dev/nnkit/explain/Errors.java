package dev.nnkit.explain;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.BinaryCrossEntropy;
import dev.nnkit.core.loss.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What a network should have answered and what it did, in numbers that can be subtracted. */
final class Errors {
    private Errors() {}

    static List<OutputError> of(Loss loss, Tensor output, Tensor target) {
        if (loss instanceof SoftmaxCrossEntropy softmax) {
            return ofClasses(softmax, output, target);
        }
        if (!target.type().isFloating() || target.size() != output.size()) {
            throw new IllegalArgumentException(loss + " has a target of " + target.type() + " "
                    + target.shape() + " for an output of shape " + output.shape()
                    + ", and it is not known what their difference is.");
        }
        if (loss instanceof BinaryCrossEntropy) {
            return list(output.size(), target::get, i -> 1 / (1 + Math.exp(-output.get(i))));
        }
        if (loss.expectsLogits()) {
            throw new IllegalArgumentException(loss
                    + " makes probabilities of logits in a way that is not known here. It is known of"
                    + " softmaxCrossEntropy and binaryCrossEntropy.");
        }
        return list(output.size(), target::get, output::get);
    }

    private static List<OutputError> ofClasses(SoftmaxCrossEntropy loss, Tensor logits, Tensor target) {
        int classes = logits.size();
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            max = Math.max(max, logits.get(i));
        }
        double[] powers = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            powers[i] = Math.exp(logits.get(i) - max);
            sum += powers[i];
        }
        double total = sum;
        double smoothing = loss.labelSmoothing();
        boolean label = target.type() == DataType.INT32;
        IntToDoubleFunction share = label ? i -> i == (int) target.get(0) ? 1 : 0 : target::get;
        return list(
                classes, i -> (1 - smoothing) * share.applyAsDouble(i) + smoothing / classes, i -> powers[i] / total);
    }

    private static List<OutputError> list(int count, IntToDoubleFunction target, IntToDoubleFunction guess) {
        List<OutputError> errors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            errors.add(new OutputError(i, target.applyAsDouble(i), guess.applyAsDouble(i)));
        }
        return errors;
    }
}
