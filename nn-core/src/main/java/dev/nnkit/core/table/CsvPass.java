package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.stream.ReadAhead;
import dev.nnkit.core.stream.RowSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One pass over a file: puts rows together to batches, always in the same tensors. */
final class CsvPass implements Examples.Pass {
    private final RowSource<float[]> rows;
    private final ReadAhead<float[]> reading;
    private final Columns columns;
    private final DataType type;
    private final Path path;
    private final long expected;
    private final float[] row;
    private Dataset batch;
    private int[] order = {};
    private long seen;

    /** @param rows those of {@code reading}, in some order */
    CsvPass(
            RowSource<float[]> rows,
            ReadAhead<float[]> reading,
            Columns columns,
            DataType type,
            Path path,
            long expected) {
        this.rows = rows;
        this.reading = reading;
        this.columns = columns;
        this.type = type;
        this.path = path;
        this.expected = expected;
        this.row = new float[columns.shape().last() + 1];
        this.batch = empty(0);
    }

    @Override
    public Examples.@Nullable Selection next(int count) {
        if (count > batch.size()) {
            batch = empty(count);
            order = new int[count];
            for (int i = 0; i < count; i++) {
                order[i] = i;
            }
        }
        int size = 0;
        while (size < count && nextRow()) {
            put(size++);
        }
        return size == 0 ? null : new Examples.Selection(batch, order, 0, size);
    }

    @Override
    public void skip(long count) {
        long left = count;
        while (left > 0 && nextRow()) {
            left--;
        }
    }

    private boolean nextRow() {
        boolean more = rows.next(row, 0);
        seen += more ? 1 : 0;
        if (more ? seen > expected : seen < expected) {
            throw CsvFile.changed(path, expected, seen);
        }
        return more;
    }

    private Dataset empty(int count) {
        Shape features = columns.shape().withBatch(count);
        return columns.task() == Task.CLASSES
                ? Dataset.of(Tensor.zeros(type, features), Tensor.zeros(DataType.INT32, Shape.of(count)))
                : Dataset.of(Tensor.zeros(type, features), Tensor.zeros(type, Shape.of(count, 1)));
    }

    private void put(int place) {
        int width = row.length - 1;
        Tensor inputs = batch.inputs().get(0);
        if (type == DataType.FLOAT32) {
            System.arraycopy(row, 0, inputs.floats(), place * width, width);
        } else {
            double[] values = inputs.doubles();
            for (int i = 0; i < width; i++) {
                values[place * width + i] = row[i];
            }
        }
        batch.targets().get(0).set(place, row[width]);
    }

    @Override
    public void close() {
        reading.close();
    }
}
