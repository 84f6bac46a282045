package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.table.Part;
import dev.nnkit.core.table.Partition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from and to measure on, one of which may be left open: then it is all others.
 *
 * @param unit how the options end that name them: rows or per-class
 */
record Ranges(String unit, @Nullable Rows train, @Nullable Rows test) {
    /** @throws IllegalArgumentException if they overlap */
    static Ranges of(String unit, @Nullable String trainText, @Nullable String testText) {
        Rows train = trainText == null ? null : Rows.parse(trainText);
        Rows test = testText == null ? null : Rows.parse(testText);
        if (train != null && test != null && train.from() < test.to() && test.from() < train.to()) {
            throw new IllegalArgumentException("--train-" + unit + " " + train + " and --test-" + unit + " " + test
                    + " overlap: what was learned by heart says nothing about new rows. Keep them apart.");
        }
        return new Ranges(unit, train, test);
    }

    boolean isEmpty() {
        return train == null && test == null;
    }

    Dataset train(Dataset data) {
        return some("train", train != null ? train.of(data) : allBut(Objects.requireNonNull(test), data));
    }

    Dataset test(Dataset data) {
        return some("test", test != null ? test.of(data) : allBut(Objects.requireNonNull(train), data));
    }

    private static Dataset some(String name, Dataset part) {
        if (part.size() == 0) {
            throw new IllegalArgumentException("there are no " + name + " rows, since the other range takes all.");
        }
        return part;
    }

    private static Dataset allBut(Rows taken, Dataset data) {
        int taking = taken.of(data).size();
        int[] rest = new int[data.size() - taking];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = i < taken.from() ? i : i + taking;
        }
        return data.rows(rest);
    }

    /** Of a table. */
    Partition partition() {
        if (train != null && test != null) {
            return Partition.rows(train, null, test);
        }
        return train != null
                ? Partition.rows(train, Part.TRAIN, Part.TEST)
                : Partition.rows(Objects.requireNonNull(test), Part.TEST, Part.TRAIN);
    }

    Rows trainOrRest() {
        return train != null ? train : rest("test", Objects.requireNonNull(test));
    }

    Rows testOrRest() {
        return test != null ? test : rest("train", Objects.requireNonNull(train));
    }

    private Rows rest(String given, Rows rows) {
        if (rows.from() == 0 && rows.to() != Rows.END) {
            return new Rows(rows.to(), Rows.END);
        }
        if (rows.from() > 0 && rows.to() == Rows.END) {
            return new Rows(0, rows.from());
        }
        throw new IllegalArgumentException("--" + given + "-" + unit + " " + rows
                + " leaves no single range for the others: give both --train-" + unit + " and --test-" + unit + ".");
    }
}
