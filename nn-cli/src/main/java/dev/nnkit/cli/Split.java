package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows to learn from, to watch, and to measure on in the end. */
record Split(Dataset train, @Nullable Dataset validation, Dataset test) {
    private static final double TEST_SHARE = 0.2;

    /**
     * @param trainRows a range, or null: all that are not test rows
     * @param testRows a range, or null: all that are not training rows; without either, 20 % by seed
     * @param validation share of the training rows
     */
    static Split of(Dataset data, @Nullable String trainRows, @Nullable String testRows, double validation, long seed) {
        Dataset train;
        Dataset test;
        if (trainRows == null && testRows == null) {
            Dataset.Split parts = data.split(TEST_SHARE, seed);
            train = parts.rest();
            test = parts.part();
        } else {
            Rows learn = trainRows == null ? null : Rows.parse(trainRows);
            Rows measure = testRows == null ? null : Rows.parse(testRows);
            requireApart(learn, measure);
            train = learn != null ? learn.of(data) : allBut(Objects.requireNonNull(measure), data);
            test = measure != null ? measure.of(data) : allBut(Objects.requireNonNull(learn), data);
        }
        requireSome(train, "train", trainRows);
        requireSome(test, "test", testRows);
        if (validation == 0) {
            return new Split(train, null, test);
        }
        Dataset.Split parts = train.split(validation, seed);
        return new Split(parts.rest(), parts.part(), test);
    }

    Split map(UnaryOperator<Dataset> change) {
        return new Split(change.apply(train), validation == null ? null : change.apply(validation), change.apply(test));
    }

    private static void requireApart(@Nullable Rows learn, @Nullable Rows measure) {
        if (learn != null && measure != null && learn.from() < measure.to() && measure.from() < learn.to()) {
            throw new IllegalArgumentException("--train-rows " + learn + " and --test-rows " + measure
                    + " overlap: what was learned by heart says nothing about new rows. Keep them apart.");
        }
    }

    private static void requireSome(Dataset part, String name, @Nullable String rows) {
        if (part.size() == 0) {
            throw new IllegalArgumentException("there are no " + name + " rows"
                    + (rows == null ? ", since the other range takes all" : " in --" + name + "-rows " + rows) + ".");
        }
    }

    private static Dataset allBut(Rows taken, Dataset data) {
        int taking = taken.of(data).size();
        int[] rest = new int[data.size() - taking];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = i < taken.from() ? i : i + taking;
        }
        return data.rows(rest);
    }
}
