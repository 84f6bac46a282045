package dev.nnkit.cli;

import dev.nnkit.core.table.Missing;
import dev.nnkit.core.table.Partition;
import dev.nnkit.core.table.Scale;
import dev.nnkit.core.table.TableOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is wanted from a table. */
final class TableArguments {
    @Option(names = "--target", paramLabel = "NAME", description = "Table: the column to predict.")
    private @Nullable String target;

    @Option(
            names = "--split-column",
            paramLabel = "NAME",
            description = "Table: the column that says train, validation or test.")
    private @Nullable String splitColumn;

    @Option(
            names = "--features",
            split = ",",
            paramLabel = "NAME",
            description = "Table: the columns to predict from: a,b,c. Default: all others.")
    private List<String> features = new ArrayList<>();

    @Option(
            names = "--categories",
            split = ",",
            paramLabel = "NAME",
            description = "Table: features that are categories although they look like numbers: postcode,month.")
    private List<String> categories = new ArrayList<>();

    @Option(
            names = "--missing",
            paramLabel = "WHAT",
            description =
                    "Table: what is done with a row that lacks a value: error, mean (of the training rows stands for"
                            + " it) or drop (the row is left out). Default: error.")
    private Missing missing = Missing.ERROR;

    @Option(
            names = "--scale",
            paramLabel = "HOW",
            description =
                    "Table: what is done to numbers: none, standard (mean 0, deviation 1) or minmax (0 to 1), on the"
                            + " training rows. Default: standard.")
    private Scale scale = Scale.STANDARD;

    @Nullable
    String splitColumn() {
        return splitColumn;
    }

    TableOptions options(DataOptions source, Partition partition) {
        if (target == null) {
            throw new IllegalArgumentException("--data " + source.data()
                    + " is a table: name the column to predict with --target. It has: "
                    + String.join(", ", TableFile.header(source)) + ".");
        }
        TableOptions options = TableOptions.target(target)
                .features(features)
                .categories(categories)
                .partition(partition)
                .missing(missing)
                .scale(scale);
        Character separator = source.separator();
        return separator == null ? options : options.separator(separator);
    }
}
