package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.stream.ReadAhead;
import java.io.IOException;
import java.io.InputStream;

/** Reads and encodes the rows of one part of a file, for {@link ReadAhead}: features, then the target. */
record CsvReading(CsvFile file, Columns columns, Part part, DataType type) {
    ReadAhead<double[]> start() {
        return new ReadAhead<>(file.path().toString(), stride(), double[]::new, this::produce);
    }

    /** How many numbers a row has. */
    int stride() {
        return columns.shape().last() + 1;
    }

    private void produce(ReadAhead.Sink<double[]> sink) {
        DataFile.read(file.path(), (bytes, size) -> {
            read(bytes, sink);
            return this;
        });
    }

    private void read(InputStream bytes, ReadAhead.Sink<double[]> sink) throws IOException {
        CsvRows rows = CsvRows.of(file.path(), bytes, file.options().separator());
        RowEncoder encoder = new RowEncoder(columns, rows.header(), file.path(), type, true);
        Partitioner partitioner = Partitioner.of(file.options().partition(), rows.header(), file.path());
        while (rows.next()) {
            if (partitioner.next(rows.row()) == part
                    && encoder.featuresAndTarget(rows.row(), sink.array(), sink.at())) {
                sink.added();
            }
        }
    }
}
