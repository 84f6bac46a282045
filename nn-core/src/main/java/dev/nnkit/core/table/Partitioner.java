package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the part of each row of one pass. */
final class Partitioner {
    private final Partition partition;
    private final int column;
    private long rows;
    private Part[] block = {};

    /** @throws DataException if the column that says it is missing */
    Partitioner(Partition partition, List<String> header, Path source) {
        this.partition = partition;
        this.column = partition instanceof Partition.ByColumn by ? Header.require(header, by.name(), source) : -1;
    }

    /** The part of the next row, or null if it belongs to none. */
    @Nullable
    Part next(CsvRow row) {
        long index = rows++;
        if (partition instanceof Partition.ByRows by) {
            return by.partOf(index);
        }
        if (partition instanceof Partition.ByRange by) {
            return by.partOf(index);
        }
        if (partition instanceof Partition.ByShares by) {
            int place = (int) (index % Partition.ByShares.BLOCK);
            if (place == 0) {
                block = by.parts(index / Partition.ByShares.BLOCK);
            }
            return block[place];
        }
        return named(row);
    }

    private Part named(CsvRow row) {
        for (Part part : PARTS) {
            if (row.holds(column, part.toString())) {
                return part;
            }
        }
        String text = row.text(column);
        throw row.problem(
                ((Partition.ByColumn) partition).name(),
                "must be train, validation or test but is " + Problems.quoted(text) + ".");
    }

    private static final Part[] PARTS = Part.values();
}
