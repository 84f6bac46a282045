package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Dataset;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory.
 *
 * @param source what it was read from
 * @param columns what was decided about it
 * @param parts its rows, in their order; a part without rows is not there
 */
public record Table(Path source, Columns columns, Map<Part, Dataset> parts) {
    public Table {
        parts = Map.copyOf(parts);
    }

    /**
     * The rows to train on.
     *
     * @throws DataException if there are none
     */
    public Dataset train() {
        return require(Part.TRAIN);
    }

    /** The rows to measure on while training, or null if there are none. */
    public @Nullable Dataset validation() {
        return parts.get(Part.VALIDATION);
    }

    /**
     * The rows to measure on after training.
     *
     * @throws DataException if there are none
     */
    public Dataset test() {
        return require(Part.TEST);
    }

    private Dataset require(Part part) {
        Dataset rows = parts.get(part);
        if (rows == null) {
            throw new DataException(source, "has no " + part + " rows.");
        }
        return rows;
    }
}
