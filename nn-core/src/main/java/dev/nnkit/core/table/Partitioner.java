package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the part of each row of one pass. */
@FunctionalInterface
interface Partitioner {
    /** Not asked for row by row: each call makes an array. */
    Part[] PARTS = Part.values();

    /** The part of the next row, or null if it belongs to none. */
    @Nullable
    Part next(CsvRow row);

    /** @throws DataException if the column that says it is missing */
    static Partitioner of(Partition partition, List<String> header, Path source) {
        if (partition instanceof Partition.ByColumn by) {
            int field = Header.require(header, by.name(), source);
            return row -> named(row, by.name(), field);
        }
        if (partition instanceof Partition.WithValidation with) {
            return validated(of(with.rows(), header, source), new Places(with.taken()));
        }
        return new Places(partition);
    }

    private static Part named(CsvRow row, String column, int field) {
        for (Part part : PARTS) {
            if (row.holds(field, part.toString())) {
                return part;
            }
        }
        throw row.problem(column, "must be train, validation or test but is " + Problems.quoted(row.text(field)) + ".");
    }

    private static Partitioner validated(Partitioner all, Places ofTraining) {
        return row -> {
            Part part = all.next(row);
            if (part == Part.VALIDATION) {
                throw row.problem("this row is for validation, so no share of the training rows can be taken for it."
                        + " Choose one of both.");
            }
            return part == Part.TRAIN ? ofTraining.next(row) : part;
        };
    }

    /** Counts the rows that it is asked about. */
    final class Places implements Partitioner {
        private final Partition partition;
        private long rows;
        private Part[] block = {};

        private Places(Partition partition) {
            this.partition = partition;
        }

        @Override
        public @Nullable Part next(CsvRow row) {
            long index = rows++;
            if (partition instanceof Partition.ByRows by) {
                return by.partOf(index);
            }
            if (partition instanceof Partition.ByRange by) {
                return by.partOf(index);
            }
            Partition.ByShares by = (Partition.ByShares) partition;
            int place = (int) (index % Partition.ByShares.BLOCK);
            if (place == 0) {
                block = by.parts(index / Partition.ByShares.BLOCK);
            }
            return block[place];
        }
    }
}
