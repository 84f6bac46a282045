package dev.nnkit.core.loss;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/** What losses ask of targets and predictions before they look at any number. */
final class Targets {
    private Targets() {}

    /** @throws ShapeMismatchException unless prediction and target have the same shape */
    static void requireSameShape(Loss loss, Shape prediction, Shape target) {
        if (!prediction.equals(target)) {
            String fix = prediction.size() == target.size()
                    ? " The number of elements agrees: give the target that shape."
                    : " Give the network as many outputs as there are targets.";
            throw new ShapeMismatchException(loss + ": the target must have the shape of the prediction, " + prediction
                    + ", but has " + target + "." + fix);
        }
    }

    /** @throws IllegalArgumentException unless targets are floating */
    static void requireFloating(Loss loss, Target target) {
        if (!target.values().type().isFloating()) {
            throw new IllegalArgumentException(
                    loss + ": targets must be floating but are INT32. Convert them with as(FLOAT32), or, where they are"
                            + " classes, take softmaxCrossEntropy.");
        }
    }

    /** @throws IllegalArgumentException unless predictions are floating */
    static void requireFloating(Loss loss, Tensor prediction) {
        if (!prediction.type().isFloating()) {
            throw new IllegalArgumentException(loss + ": predictions must be floating but are INT32.");
        }
    }

    /** The values in the type of the prediction: as they are, or else converted into scratch. */
    static Tensor inType(DataType type, Tensor values, StepContext step) {
        if (values.type() == type) {
            return values;
        }
        Tensor converted = step.scratch(type, values.shape());
        for (int i = 0; i < values.size(); i++) {
            converted.set(i, values.get(i));
        }
        return converted;
    }

    /**
     * How much all examples together count.
     *
     * @throws IllegalArgumentException if the weight of one is negative or not finite
     */
    static double weight(Loss loss, Target target) {
        if (target.exampleWeights() == null) {
            return target.batch();
        }
        double sum = 0;
        for (int example = 0; example < target.batch(); example++) {
            sum += weight(loss, target, example);
        }
        return sum;
    }

    /**
     * How much an example counts.
     *
     * @throws IllegalArgumentException if that is negative or not finite
     */
    static double weight(Loss loss, Target target, int example) {
        double weight = target.weight(example);
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(loss + ": the weight of an example must be 0 or more and finite, but"
                    + " example " + example + " has " + weight + ".");
        }
        return weight;
    }
}
