package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.table.Partition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are for what. */
final class RowArguments {
    private static final double TEST_SHARE = 0.2;

    @Option(
            names = "--train-rows",
            paramLabel = "FROM:TO",
            description = "Rows to learn from: 0-based, half open. Default: all but the test rows.")
    private @Nullable String trainRows;

    @Option(
            names = "--test-rows",
            paramLabel = "FROM:TO",
            description = "Rows to measure on in the end. Default: 20 %% by seed, or all but the training rows.")
    private @Nullable String testRows;

    @Option(
            names = "--train-per-class",
            paramLabel = "FROM:TO",
            description = "Folder of drawings or images: rows of each class to learn from, such as 0:800.")
    private @Nullable String trainPerClass;

    @Option(
            names = "--test-per-class",
            paramLabel = "FROM:TO",
            description = "Folder of drawings or images: rows of each class to measure on, such as 800:1000.")
    private @Nullable String testPerClass;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description =
                    "Share of the training rows to watch instead of learning from them, such as 0.1. Default: none.")
    private double validation;

    double validation() {
        return validation;
    }

    void requireSettings() {
        if (!(validation >= 0 && validation < 1)) {
            throw new IllegalArgumentException("--validation must be a share from 0 to 1 but is " + validation + ".");
        }
    }

    Ranges ranges() {
        return Ranges.of("rows", trainRows, testRows);
    }

    /** By ranges, or by seed. */
    Split<Dataset> of(Dataset data, long seed) {
        Ranges ranges = ranges();
        if (ranges.isEmpty()) {
            return bySeed(data, seed);
        }
        return watched(ranges.train(data), ranges.test(data), seed);
    }

    /** By ranges of each class, or by seed. */
    Split<Dataset> perClass(Function<Rows, Dataset> reader, long seed) {
        Ranges ranges = Ranges.of("per-class", trainPerClass, testPerClass);
        if (ranges.isEmpty()) {
            return bySeed(reader.apply(new Rows(0, Rows.END)), seed);
        }
        return watched(reader.apply(ranges.trainOrRest()), reader.apply(ranges.testOrRest()), seed);
    }

    private Split<Dataset> bySeed(Dataset data, long seed) {
        Dataset.Split parts = data.split(TEST_SHARE, seed);
        return watched(parts.rest(), parts.part(), seed);
    }

    /** Takes the validation rows out of the training rows. */
    private Split<Dataset> watched(Dataset train, Dataset test, long seed) {
        if (validation == 0) {
            return new Split<>(train, null, test);
        }
        Dataset.Split parts = train.split(validation, seed);
        return new Split<>(parts.rest(), parts.part(), test);
    }

    /** Of a table, so that it can be told before it is read: numbers are scaled by the training rows alone. */
    Partition partition(@Nullable String splitColumn, long seed) {
        Ranges ranges = ranges();
        if (splitColumn != null && !ranges.isEmpty()) {
            throw new IllegalArgumentException("--split-column " + splitColumn
                    + " says which rows are for what, and so do --train-rows and --test-rows. Give one of both.");
        }
        if (splitColumn == null && ranges.isEmpty()) {
            return Partition.shares(validation * (1 - TEST_SHARE), TEST_SHARE, seed);
        }
        Partition rows = splitColumn != null ? Partition.column(splitColumn) : ranges.partition();
        return validation == 0 ? rows : rows.withValidation(validation, seed);
    }
}
