package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes datasets of NumPy's arrays, which do not say what they mean. */
final class NpyArrays {
    /** Class names are made for every number up to the largest, so a damaged label must not ask for millions. */
    private static final int MAX_CLASSES = 100_000;

    private NpyArrays() {}

    /** Inputs as a network takes them; images of one channel are mostly saved without its axis. */
    static Tensor inputs(NpyReader reader) throws IOException {
        Tensor inputs = reader.inputs();
        boolean images = reader.type() == NpyType.U1 && inputs.shape().rank() == 3;
        return images ? withColumn(inputs) : inputs;
    }

    /** @param problem makes the exception for a sentence about the inputs */
    static Dataset dataset(Function<String, DataException> problem, Tensor inputs, Tensor targets) {
        if (inputs.shape().rank() == 0 || targets.shape().rank() == 0 || inputs.batch() != targets.batch()) {
            throw problem.apply("inputs and targets must have the same number of rows but have shapes " + inputs.shape()
                    + " and " + targets.shape() + ". Do the two belong together?");
        }
        Tensor columns = inputs.shape().rank() == 1 ? withColumn(inputs) : inputs;
        if (targets.type().isFloating()) {
            return Dataset.of(columns, targets.shape().rank() == 1 ? withColumn(targets) : targets);
        }
        boolean oneColumn = targets.shape().rank() == 2 && targets.shape().last() == 1;
        Tensor labels = oneColumn ? targets.withShape(Shape.of(targets.batch())) : targets;
        int classes = Arrays.stream(labels.ints()).max().orElse(-1) + 1;
        if (classes < 0 || classes > MAX_CLASSES) {
            throw problem.apply("its targets, whole numbers, must be classes below " + MAX_CLASSES + " but one is "
                    + (classes - 1) + ". Save numbers to be learned as such with astype('float32').");
        }
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return Dataset.of(columns, labels).withClassNames(names);
    }

    private static Tensor withColumn(Tensor tensor) {
        int[] axes = Arrays.copyOf(tensor.shape().toArray(), tensor.shape().rank() + 1);
        axes[axes.length - 1] = 1;
        return tensor.withShape(Shape.of(axes));
    }
}
