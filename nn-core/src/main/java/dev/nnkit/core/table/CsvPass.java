package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.stream.ReadAhead;
import dev.nnkit.core.stream.RowSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One pass over a file: puts rows together to batches, always in the same tensors. */
final class CsvPass implements Examples.Pass {
    private final RowSource<double[]> rows;
    private final ReadAhead<double[]> reading;
    private final Columns columns;
    private final DataType type;
    private final Path path;
    private final long expected;
    private final double[] row;
    private EncodedRows batch;
    private int room;
    private int[] order = {};
    private long seen;

    /** @param rows those of {@code reading}, in some order */
    CsvPass(
            RowSource<double[]> rows,
            ReadAhead<double[]> reading,
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
        this.row = new double[columns.shape().last() + 1];
        this.batch = new EncodedRows(columns, type, 0);
    }

    @Override
    public Examples.@Nullable Selection next(int count) {
        if (count > room) {
            batch = new EncodedRows(columns, type, count);
            room = count;
            order = new int[count];
            for (int i = 0; i < count; i++) {
                order[i] = i;
            }
        }
        int size = 0;
        while (size < count && nextRow()) {
            batch.put(size++, row);
        }
        return size == 0 ? null : new Examples.Selection(batch.dataset(), order, 0, size);
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

    @Override
    public void close() {
        reading.close();
    }
}
