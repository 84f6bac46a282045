package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;

/** Room for rows as {@link RowEncoder} writes them, features and then the target, in tensors that networks and losses take. */
final class EncodedRows {
    private final Tensor inputs;
    private final Tensor targets;
    private final Dataset dataset;
    private final int width;

    /** @param type of features, and of targets that are no classes */
    EncodedRows(Columns columns, DataType type, int rows) {
        this.width = columns.shape().last();
        this.inputs = Tensor.zeros(type, Shape.of(rows, width));
        this.targets = columns.task() == Task.CLASSES
                ? Tensor.zeros(DataType.INT32, Shape.of(rows))
                : Tensor.zeros(type, Shape.of(rows, 1));
        this.dataset = Dataset.of(inputs, targets);
    }

    void put(int place, double[] row) {
        if (inputs.type() == DataType.FLOAT64) {
            System.arraycopy(row, 0, inputs.doubles(), place * width, width);
        } else {
            float[] values = inputs.floats();
            for (int i = 0; i < width; i++) {
                values[place * width + i] = (float) row[i];
            }
        }
        targets.set(place, row[width]);
    }

    /** Not copied: what is put afterwards is seen. */
    Dataset dataset() {
        return dataset;
    }
}
