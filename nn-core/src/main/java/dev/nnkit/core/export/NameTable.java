package dev.nnkit.core.export;

import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.table.CsvRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tensors are called elsewhere. As a file, it is a CSV with the columns {@code ours} and {@code theirs}:
 *
 * <pre>{@code
 * ours,theirs
 * 0.weight,encoder.weight
 * 0.bias,encoder.bias
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param theirs by our name, which is the path of a parameter; what is not in it has its standard name, that of an
 *     {@code nn.Sequential} of the same layers
 */
public record NameTable(Map<String, String> theirs) {
    /** Standard names only. */
    public static final NameTable STANDARD = new NameTable(Map.of());

    private static final List<String> HEADER = List.of("ours", "theirs");

    public NameTable {
        theirs = Collections.unmodifiableMap(new LinkedHashMap<>(theirs));
    }

    /**
     * Reads a table.
     *
     * @throws DataException if it has other columns, a name is missing, or one of ours stands in it twice
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static NameTable read(Path file) {
        return DataFile.read(file, (bytes, size) -> read(file, bytes));
    }

    private static NameTable read(Path file, InputStream bytes) throws IOException {
        CsvRows rows = CsvRows.of(file, bytes, null);
        if (!rows.header().equals(HEADER)) {
            throw new DataException(
                    file,
                    "a table of names must have the columns ours and theirs but has " + String.join(", ", rows.header())
                            + ".");
        }
        Map<String, String> theirs = new LinkedHashMap<>();
        while (rows.next()) {
            String our = rows.row().text(0);
            String their = rows.row().text(1);
            String place = "line " + rows.row().line();
            if (our.isEmpty() || their.isEmpty()) {
                throw new DataException(file, place, "a name is missing: there must be one of ours and one of theirs.");
            }
            if (theirs.put(our, their) != null) {
                throw new DataException(file, place, "\"" + our + "\" stands in the table a second time.");
            }
        }
        return new NameTable(theirs);
    }
}
