package dev.nnkit.core.table;

import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.stream.ReadAhead;
import java.io.IOException;
import java.io.InputStream;

/** Reads and encodes the rows of one part of a file, for {@link ReadAhead}: features, then the target. */
record CsvReading(CsvFile file, Columns columns, Part part) {
    ReadAhead<float[]> start() {
        return new ReadAhead<>(file.path().toString(), stride(), float[]::new, this::produce);
    }

    /** How many numbers a row has. */
    int stride() {
        return columns.shape().last() + 1;
    }

    private void produce(ReadAhead.Sink<float[]> sink) {
        DataFile.read(file.path(), (bytes, size) -> {
            read(bytes, sink);
            return this;
        });
    }

    private void read(InputStream bytes, ReadAhead.Sink<float[]> sink) throws IOException {
        CsvRows rows = CsvRows.of(file.path(), bytes, file.options().separator());
        RowEncoder encoder = new RowEncoder(columns, rows.header(), file.path(), true);
        Partitioner partitioner = new Partitioner(file.options().partition(), rows.header(), file.path());
        while (rows.next()) {
            if (partitioner.next(rows.row()) == part
                    && encoder.featuresAndTarget(rows.row(), sink.array(), sink.at())) {
                sink.added();
            }
        }
    }
}
