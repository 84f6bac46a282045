package dev.nnkit.core.table;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;
import java.nio.file.Path;

/** Collects the rows of one part in memory. */
final class RowStore {
    private final Path source;
    private final Columns columns;
    private final int rows;
    private final int width;
    private final float[] inputs;
    private final float[] targets;
    private final float[] encoded;
    private int size;
    private long seen;

    RowStore(Path source, Columns columns, long rows) {
        this.source = source;
        this.columns = columns;
        this.width = columns.shape().last();
        if (rows * width > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    source,
                    "has " + rows + " rows of " + width
                            + " numbers, more than one array can hold. Train on it as a stream.");
        }
        this.rows = (int) rows;
        this.inputs = new float[this.rows * width];
        this.targets = new float[this.rows];
        this.encoded = new float[width + 1];
    }

    void add(CsvRow row, RowEncoder encoder) {
        if (!encoder.featuresAndTarget(row, encoded, 0)) {
            return;
        }
        seen++;
        if (size < rows) {
            System.arraycopy(encoded, 0, inputs, size * width, width);
            targets[size++] = encoded[width];
        }
    }

    Dataset finish() {
        if (seen != rows) {
            throw CsvFile.changed(source, rows, seen);
        }
        Tensor features = Tensor.of(Shape.of(rows, width), inputs);
        if (columns.task() == Task.CLASSES) {
            int[] labels = new int[rows];
            for (int i = 0; i < rows; i++) {
                labels[i] = (int) targets[i];
            }
            return Dataset.of(features, Tensor.ofInts(Shape.of(rows), labels)).withClassNames(columns.classNames());
        }
        return Dataset.of(features, Tensor.of(Shape.of(rows, 1), targets)).withClassNames(columns.classNames());
    }
}
