package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.CsvFile;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Part;
import dev.nnkit.core.table.Partition;
import dev.nnkit.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table: what the target is depends on how many numbers the network answers with.
 *
 * @param validation the share of the training rows that is still to be taken out of them; 0 for none
 */
record TableMaterial(CsvFile file, double validation, long seed) implements Material {
    private static final Set<String> PARTS =
            Set.of(Part.TRAIN.toString(), Part.VALIDATION.toString(), Part.TEST.toString());

    static TableMaterial of(DataOptions source, TableArguments table, RowArguments rows) {
        Partition partition = rows.partition(table.splitColumn(), source.seed());
        CsvFile file = CsvFile.scan(source.path(), table.options(source, partition));
        requireRows(file, partition);
        double left = rows.isValidationLeft(partition) ? rows.validation() : 0;
        if (left > 0 && file.rows(Part.VALIDATION) > 0) {
            throw new IllegalArgumentException("--validation " + left + ": the split column names "
                    + file.rows(Part.VALIDATION) + " validation rows already. Leave it out.");
        }
        return new TableMaterial(file, left, source.seed());
    }

    private static void requireRows(CsvFile file, Partition partition) {
        if (partition instanceof Partition.ByRows by) {
            requireRows(file, Part.TRAIN, by.train());
            requireRows(file, Part.TEST, by.test());
        }
        for (Part part : List.of(Part.TRAIN, Part.TEST)) {
            if (file.rows(part) == 0) {
                throw new IllegalArgumentException(file.path() + ": there are no " + part + " rows (" + file.describe()
                        + "). Name some with --train-rows and --test-rows, or in a split column.");
            }
        }
    }

    /** Ranges that reach beyond the end are a mistake, unless it is rows that are left out which they lack. */
    private static void requireRows(CsvFile file, Part part, @Nullable Rows rows) {
        if (rows != null && rows.to() != Rows.END && file.dropped() == 0 && file.rows(part) < rows.to() - rows.from()) {
            throw new IllegalArgumentException("--" + part + "-rows " + rows + ": " + file.path() + " has only "
                    + file.rows(part) + " of these rows.");
        }
    }

    @Override
    public Shape inputShape() {
        return file.inputShape();
    }

    @Override
    public String standardNetwork() {
        return Architecture.ofRows(file.suggestedWidth());
    }

    @Override
    public Prepared prepare(Network network, @Nullable String loss) {
        Columns columns = file.decide(network.outputShape().last());
        TaskChoice choice = new TaskChoice(columns.task(), TaskChoice.loss(columns.task(), loss));
        Table table = file.read(columns);
        Split rows = new Split(table.train(), table.validation(), table.test())
                .withValidation(validation, seed)
                .map(part -> choice.prepare(part, network.outputShape()).as(network.type()));
        List<String> notes = Stream.of(List.of(file.describe()), columns.describe(), warnings(columns))
                .flatMap(List::stream)
                .toList();
        return new Prepared(rows, choice, columns.classNames(), columns, notes);
    }

    private static List<String> warnings(Columns columns) {
        List<String> warnings = new ArrayList<>();
        for (Feature feature : columns.features()) {
            if (feature instanceof Feature.Categories categories && PARTS.containsAll(categories.values())) {
                warnings.add("note: \"" + feature.name() + "\" is taken for a feature but holds "
                        + String.join(", ", categories.values())
                        + ". If it says what rows are for, give --split-column "
                        + feature.name() + ".");
            }
        }
        return warnings;
    }
}
