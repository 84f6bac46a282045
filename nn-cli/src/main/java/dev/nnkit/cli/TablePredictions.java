package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Predictor;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.CsvRows;
import dev.nnkit.core.table.RowEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers for the rows of a table, as they come. */
final class TablePredictions {
    private static final int BATCH = 256;
    private static final int TOLD = 10;

    private final Columns columns;
    private final DataType type;
    private final @Nullable Character separator;
    private final boolean skipBad;
    private final AnswerWriter writer;
    private final PrintWriter err;
    private final Predictor predictor;
    private double[] batch = {};
    private int size;
    private long bad;
    private long leftOut;

    TablePredictions(
            Model model, @Nullable Character separator, boolean skipBad, AnswerWriter writer, PrintWriter err) {
        this.columns = Objects.requireNonNull(model.columns());
        this.type = model.network().type();
        this.separator = separator;
        this.skipBad = skipBad;
        this.writer = writer;
        this.err = err;
        this.predictor = new Predictor(model.network(), KernelChoice.best(1));
    }

    /**
     * @param live whether rows come one by one, so that each is to be answered at once
     * @throws DataException at the first bad row, unless such rows are skipped; what came before has then been answered
     */
    void run(Path source, InputStream bytes, boolean live) throws IOException {
        CsvRows rows = CsvRows.of(source, bytes, separator);
        RowEncoder encoder = columns.encoder(rows.header(), source, type);
        int most = live ? 1 : BATCH;
        batch = new double[most * encoder.width()];
        writer.begin();
        boolean wanted = true;
        while (wanted && read(rows, encoder)) {
            wanted = size < most || answer();
        }
        if (wanted) {
            answer();
        }
        tell();
    }

    /** Adds the next good row to the batch; false at the end. */
    private boolean read(CsvRows rows, RowEncoder encoder) throws IOException {
        while (true) {
            try {
                if (!rows.next()) {
                    return false;
                }
                if (encoder.features(rows.row(), batch, size * encoder.width())) {
                    size++;
                    return true;
                }
                leftOut++;
            } catch (DataException e) {
                if (!skipBad || rows.isDamaged()) {
                    answer();
                    tell();
                    throw e;
                }
                bad++;
                if (bad <= TOLD) {
                    err.println("skipped: " + e.getMessage());
                }
            }
        }
    }

    private boolean answer() {
        if (size == 0) {
            return true;
        }
        int width = columns.shape().last();
        Tensor inputs = Tensor.of(Shape.of(size, width), Arrays.copyOf(batch, size * width));
        size = 0;
        return writer.write(predictor.predict(inputs));
    }

    private void tell() {
        if (bad > 0) {
            err.println(bad == 1 ? "1 bad row was skipped." : bad + " bad rows were skipped.");
        }
        if (leftOut > 0) {
            err.println((leftOut == 1 ? "1 row lacks a value and was" : leftOut + " rows lack a value and were")
                    + " left out, as in training.");
        }
    }
}
