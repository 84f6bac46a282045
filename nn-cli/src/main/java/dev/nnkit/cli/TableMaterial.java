package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.CsvExamples;
import dev.nnkit.core.table.CsvFile;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Part;
import dev.nnkit.core.table.Partition;
import dev.nnkit.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a table: what the target is depends on how many numbers the network answers with. */
record TableMaterial(CsvFile file, StreamOptions stream) implements Material {
    private static final Set<String> PARTS =
            Set.of(Part.TRAIN.toString(), Part.VALIDATION.toString(), Part.TEST.toString());

    static TableMaterial of(DataOptions source, TableArguments table, RowArguments rows, StreamOptions stream) {
        Partition partition = rows.partition(table.splitColumn(), source.seed());
        CsvFile file = CsvFile.scan(source.path(), table.options(source, partition));
        requireRows(file, partition instanceof Partition.WithValidation with ? with.rows() : partition);
        if (rows.validation() > 0 && file.rows(Part.VALIDATION) == 0) {
            throw new IllegalArgumentException("--validation " + rows.validation() + " takes none of the "
                    + file.rows(Part.TRAIN) + " train rows. Give a larger share, or leave it out.");
        }
        return new TableMaterial(file, stream);
    }

    /** @param partition before rows for validation are taken out of those for training */
    private static void requireRows(CsvFile file, Partition partition) {
        if (partition instanceof Partition.ByRows by) {
            requireRows(file, Part.TRAIN, by.train(), file.rows(Part.TRAIN) + file.rows(Part.VALIDATION));
            requireRows(file, Part.TEST, by.test(), file.rows(Part.TEST));
        }
        for (Part part : List.of(Part.TRAIN, Part.TEST)) {
            if (file.rows(part) == 0) {
                throw new IllegalArgumentException(file.path() + ": there are no " + part + " rows (" + file.describe()
                        + "). Name some with --train-rows and --test-rows, or in a split column.");
            }
        }
    }

    /** Ranges that reach beyond the end are a mistake, unless it is rows that are left out which they lack. */
    private static void requireRows(CsvFile file, Part part, @Nullable Rows rows, long there) {
        if (rows != null && rows.to() != Rows.END && file.dropped() == 0 && there < rows.to() - rows.from()) {
            throw new IllegalArgumentException(
                    "--" + part + "-rows " + rows + ": " + file.path() + " has only " + there + " of these rows.");
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
        Shape output = network.outputShape();
        DataType type = network.type();
        List<String> notes = new ArrayList<>(List.of(file.describe()));
        notes.addAll(columns.describe());
        notes.addAll(warnings(columns));
        if (!stream.isOn()) {
            Split<Dataset> rows = inMemory(file.read(columns, type))
                    .map(part -> choice.prepare(part, output).as(type));
            return new Prepared(rows, choice, columns.classNames(), columns, notes);
        }
        Split<CsvExamples> streams = streams(columns);
        notes.add("read as a stream: " + streams.train());
        Split<Examples> rows = streams.map(part -> choice.stream(part.as(type), output));
        return new Prepared(rows, choice, columns.classNames(), columns, notes);
    }

    private static Split<Dataset> inMemory(Table table) {
        return new Split<>(table.train(), table.validation(), table.test());
    }

    private Split<CsvExamples> streams(Columns columns) {
        return new Split<>(
                stream(columns, Part.TRAIN),
                file.rows(Part.VALIDATION) == 0 ? null : stream(columns, Part.VALIDATION),
                stream(columns, Part.TEST));
    }

    private CsvExamples stream(Columns columns, Part part) {
        return stream.buffered(file.stream(columns, part));
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
