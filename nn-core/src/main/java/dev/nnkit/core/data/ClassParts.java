package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;

/** Puts classes together whose examples were read one after the other. */
final class ClassParts {
    private ClassParts() {}

    /** Examples of class 0, of class 1, and so on, all of one type and shape, as one dataset. */
    static Dataset join(List<Tensor> parts, List<String> names) {
        Tensor first = parts.get(0);
        Shape example = first.shape().withoutFirst();
        long rows = parts.stream().mapToLong(Tensor::batch).sum();
        if (rows * example.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(rows + " examples of " + example
                    + " have more values than one array can hold (" + Integer.MAX_VALUE
                    + "). Read fewer rows of each class.");
        }
        Tensor inputs = Tensor.zeros(first.type(), example.withBatch((int) rows));
        int[] labels = new int[(int) rows];
        int row = 0;
        for (int label = 0; label < parts.size(); label++) {
            Tensor part = parts.get(label);
            inputs.setRows(row, part, 0, part.batch());
            Arrays.fill(labels, row, row + part.batch(), label);
            row += part.batch();
        }
        return Dataset.of(inputs, Tensor.ofInts(Shape.of(labels.length), labels))
                .withClassNames(names);
    }
}
