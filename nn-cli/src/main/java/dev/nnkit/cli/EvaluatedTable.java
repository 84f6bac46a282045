package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.CsvFile;
import dev.nnkit.core.table.Part;
import dev.nnkit.core.table.Partition;
import dev.nnkit.core.table.TableOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table with the columns that a model knows. */
final class EvaluatedTable {
    private EvaluatedTable() {}

    /**
     * @param type of the network
     * @param asked null for the test rows where the table says which they are, else all
     */
    static Dataset read(DataOptions source, Columns columns, DataType type, @Nullable WantedPart asked) {
        List<String> header = TableFile.header(source);
        columns.encoder(header, source.path(), type);
        String split = columns.splitColumn();
        boolean isSplit = split != null && header.contains(split);
        WantedPart wanted = asked != null ? asked : isSplit ? WantedPart.TEST : WantedPart.ALL;
        if (wanted != WantedPart.ALL && !isSplit) {
            throw new IllegalArgumentException("--part " + wanted + ": "
                    + (split == null
                            ? "the model was trained without a split column, so nothing says which rows these are."
                            : source.data() + " has no column \"" + split + "\", which says what rows are for.")
                    + " Leave it out, or name rows with --rows.");
        }
        TableOptions options = TableOptions.of(columns)
                .partition(
                        wanted == WantedPart.ALL ? Partition.TRAINING_ONLY : Partition.column(String.valueOf(split)));
        Character separator = source.separator();
        CsvFile file = CsvFile.scan(source.path(), separator == null ? options : options.separator(separator));
        Part part = wanted == WantedPart.ALL ? Part.TRAIN : wanted.part();
        Dataset rows = file.read(columns, type).parts().get(part);
        if (rows == null) {
            throw new IllegalArgumentException(source.data() + ": there are no " + wanted + " rows (" + file.describe()
                    + "). Choose others with --part.");
        }
        return rows;
    }
}
