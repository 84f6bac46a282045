package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;

/** Makes datasets of NumPy's arrays, which do not say what they mean. */
final class NpyArrays {
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
        if (classes < 0 || classes > IdxFile.MAX_CLASSES) {
            throw problem.apply("its targets, whole numbers, must be classes below " + IdxFile.MAX_CLASSES
                    + " but one is " + (classes - 1) + ". Save numbers to be learned as such with astype('float32').");
        }
        return Dataset.of(columns, labels).withClassNames(IdxFile.classNames(classes));
    }

    private static Tensor withColumn(Tensor tensor) {
        return tensor.withShape(IdxFile.withChannel(tensor.shape()));
    }
}
