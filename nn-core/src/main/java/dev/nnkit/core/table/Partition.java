package dev.nnkit.core.table;

import dev.nnkit.api.RandomStream;
import dev.nnkit.core.data.Rows;
import org.jspecify.annotations.Nullable;

/** Which rows of a table are for training, for validation and for testing. */
public sealed interface Partition {
    /** All rows are for training. */
    Partition TRAINING_ONLY = shares(0, 0, 0);

    /** As a column says, whose values are train, validation and test. */
    static Partition column(String name) {
        return new ByColumn(name);
    }

    /** By the rows' places, counted from 0; rows in none of these are left out. */
    static Partition rows(Rows train, @Nullable Rows validation, @Nullable Rows test) {
        return new ByRows(train, validation, test);
    }

    /** By the rows' places, counted from 0: some for one purpose, all others for another. */
    static Partition rows(Rows rows, Part inside, Part outside) {
        return new ByRange(rows, inside, outside);
    }

    /**
     * Random shares, a function of seed and place alone, so that a file need not be read to its end. Each block of
     * {@value ByShares#BLOCK} rows is shared out by itself, which keeps the shares in files that are sorted.
     */
    static Partition shares(double validation, double test, long seed) {
        return new ByShares(validation, test, seed);
    }

    /**
     * The same with a random share of the training rows for validation instead, a function of seed and place among them. What
     * is computed from training rows, such as means, does not see them.
     *
     * @param share in [0, 1); throws IllegalArgumentException outside
     */
    default Partition withValidation(double share, long seed) {
        return new WithValidation(this, new ByShares(share, 0, seed));
    }

    /** The name of the column that says it, or null if none does. */
    default @Nullable String columnName() {
        return null;
    }

    /** As {@link Partition#column}. */
    record ByColumn(String name) implements Partition {
        @Override
        public String columnName() {
            return name;
        }
    }

    /**
     * As {@link Partition#withValidation}.
     *
     * @param rows what all rows are for
     * @param taken what training rows are for
     */
    record WithValidation(Partition rows, ByShares taken) implements Partition {
        @Override
        public @Nullable String columnName() {
            return rows.columnName();
        }
    }

    /**
     * As {@link Partition#rows(Rows, Rows, Rows)}. Throws IllegalArgumentException if two parts have a row in common.
     */
    record ByRows(
            Rows train, @Nullable Rows validation, @Nullable Rows test) implements Partition {
        public ByRows {
            requireApart(train, validation);
            requireApart(train, test);
            requireApart(validation, test);
        }

        private static void requireApart(@Nullable Rows one, @Nullable Rows other) {
            if (one != null && other != null && one.from() < other.to() && other.from() < one.to()) {
                throw new IllegalArgumentException(
                        "rows " + one + " and " + other + " overlap: a row can be for one thing only.");
            }
        }

        @Nullable
        Part partOf(long row) {
            return holds(train, row)
                    ? Part.TRAIN
                    : holds(validation, row) ? Part.VALIDATION : holds(test, row) ? Part.TEST : null;
        }

        private static boolean holds(@Nullable Rows rows, long row) {
            return rows != null && row >= rows.from() && (row < rows.to() || rows.to() == Rows.END);
        }
    }

    /** As {@link Partition#rows(Rows, Part, Part)}. */
    record ByRange(Rows rows, Part inside, Part outside) implements Partition {
        Part partOf(long row) {
            return ByRows.holds(rows, row) ? inside : outside;
        }
    }

    /**
     * As {@link Partition#shares}.
     *
     * @param validation in [0, 1)
     * @param test in [0, 1); throws IllegalArgumentException if one is outside, or both together leave nothing to train on
     */
    record ByShares(double validation, double test, long seed) implements Partition {
        /** How many rows are shared out together. */
        static final int BLOCK = 20;

        public ByShares {
            if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
                throw new IllegalArgumentException("the shares for validation and test must be 0 or more and together"
                        + " less than 1 but are " + validation + " and " + test + ".");
            }
        }

        /** The parts of the rows of one block. */
        Part[] parts(long block) {
            int[] order = new int[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                order[i] = i;
            }
            RandomStream.of(seed, "split", block).shuffle(order);
            // What a block cannot give exactly, the next one makes up for.
            long tests = Math.round(test * BLOCK * (block + 1)) - Math.round(test * BLOCK * block);
            long validations = Math.round(validation * BLOCK * (block + 1)) - Math.round(validation * BLOCK * block);
            Part[] parts = new Part[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                parts[order[i]] = i < tests ? Part.TEST : i < tests + validations ? Part.VALIDATION : Part.TRAIN;
            }
            return parts;
        }
    }
}
