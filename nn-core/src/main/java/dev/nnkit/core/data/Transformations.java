package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Transformations of the first input or the first target; whatever else examples have is left alone. */
public final class Transformations {
    private Transformations() {}

    /** Multiplies the input: by {@code 1 / 255.0}, for bytes. */
    public static Transformation scale(double factor) {
        return ofInput(input -> mapped(input, (value, place) -> value * factor));
    }

    /**
     * Makes the mean of each number of the input 0 and its deviation 1: {@code (x - mean) / deviation}, both over {@code
     * training}, the deviation with the number of rows as its divisor. What is always the same there becomes 0.
     *
     * @param training with a floating first input and at least 1 row; throws IllegalArgumentException otherwise
     */
    public static Transformation standardise(Dataset training) {
        Tensor input = training.inputs().get(0);
        requireFloating(input);
        int width = training.inputShape().size();
        double[] means = new double[width];
        double[] squares = new double[width];
        for (int row = 0; row < training.size(); row++) {
            for (int i = 0; i < width; i++) {
                // Welford's method, which loses nothing where the mean is large.
                double difference = input.get(row * width + i) - means[i];
                means[i] += difference / (row + 1);
                squares[i] += difference * (input.get(row * width + i) - means[i]);
            }
        }
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            deviations[i] = Math.sqrt(squares[i] / training.size());
        }
        return ofInput(x -> mapped(x, (value, place) -> {
            int i = place % width;
            return deviations[i] == 0 ? 0 : (value - means[i]) / deviations[i];
        }));
    }

    /**
     * Makes distributions of a target that is a class: 1 at its number, 0 elsewhere.
     *
     * @param classes how many there are; the transformation throws IllegalArgumentException for a class that is none of
     *     them, and for a target that is no class
     */
    public static Transformation oneHot(int classes) {
        return data -> {
            Tensor labels = data.targets().get(0);
            if (labels.type() != DataType.INT32 || labels.shape().rank() != 1) {
                throw new IllegalArgumentException("oneHot: the target must be a class, INT32 [], but is "
                        + labels.type() + " " + labels.shape().withoutFirst() + ".");
            }
            DataType type = data.inputs().get(0).type();
            Tensor result = Tensor.zeros(
                    type.isFloating() ? type : DataType.FLOAT32,
                    Shape.of(classes).withBatch(data.size()));
            for (int row = 0; row < data.size(); row++) {
                int label = labels.ints()[row];
                if (label < 0 || label >= classes) {
                    throw new IllegalArgumentException("oneHot: a class must be in 0 to " + (classes - 1) + " but is "
                            + label + " in row " + row + ".");
                }
                result.set(row * classes + label, 1);
            }
            return with(data, data.inputs(), replaced(data.targets(), result));
        };
    }

    /** A function of the value and of its place in the tensor. */
    private interface PerNumber {
        double apply(double value, int place);
    }

    private static Transformation ofInput(UnaryOperator<Tensor> operation) {
        return data -> {
            Tensor input = data.inputs().get(0);
            requireFloating(input);
            return with(data, replaced(data.inputs(), operation.apply(input)), data.targets());
        };
    }

    private static Tensor mapped(Tensor source, PerNumber function) {
        Tensor result = Tensor.zeros(source.type(), source.shape());
        for (int i = 0; i < source.size(); i++) {
            result.set(i, function.apply(source.get(i), i));
        }
        return result;
    }

    private static void requireFloating(Tensor input) {
        if (!input.type().isFloating()) {
            throw new IllegalArgumentException(
                    "transformation: the input must be floating but is " + input.type() + ".");
        }
    }

    private static List<Tensor> replaced(List<Tensor> tensors, Tensor first) {
        List<Tensor> result = new ArrayList<>(tensors);
        result.set(0, first);
        return result;
    }

    private static Dataset with(Dataset data, List<Tensor> inputs, List<Tensor> targets) {
        Dataset result = Dataset.of(inputs, targets);
        return data.exampleWeights() == null
                ? result.withClassNames(data.classNames())
                : result.withExampleWeights(data.exampleWeights()).withClassNames(data.classNames());
    }
}
