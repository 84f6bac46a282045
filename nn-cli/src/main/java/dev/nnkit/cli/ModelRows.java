package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.file.Model;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows that a saved model is asked about, encoded and named as those that it was trained on. */
record ModelRows(Model model, Path file, DataOptions source) {
    /**
     * @param part of a table; null for the test rows where the table says which they are, else all
     * @param perClass the rows of each class, where each has a folder or file of its own
     */
    Dataset read(@Nullable WantedPart part, Rows perClass) {
        DataKind kind = source.kind();
        if ((model.columns() != null) != (kind == DataKind.TABLE)) {
            throw new IllegalArgumentException(
                    file + (model.columns() == null ? " is not a model of a table" : " is a model of a table")
                            + ", but --data " + source.data() + " is " + kind + "."
                            + (model.columns() == null ? "" : " Give a table with its columns: --data FILE.csv."));
        }
        Dataset all = model.columns() != null
                ? EvaluatedTable.read(source, model.columns(), model.network().type(), part)
                : kind == DataKind.DRAWINGS || kind == DataKind.IMAGES ? ofClasses(perClass) : source.load();
        // Of examples in another shape the evaluation says more than their class names would.
        boolean asItIs = model.columns() != null
                || !all.inputShapes().equals(model.network().inputShapes());
        return asItIs ? all : ClassNumbers.as(model.classNames(), all, source.data());
    }

    /** In the shape that the network takes, unless the user says another. */
    private Dataset ofClasses(Rows perClass) {
        return ClassFolder.of(
                        source,
                        source.exampleShape() == null
                                ? model.network().inputShapes().get(0)
                                : source.exampleShape())
                .rows(perClass);
    }

    /** With targets in the form that the model's loss takes, and numbers in the type of its network. */
    Dataset prepared(Dataset rows) {
        return new TaskChoice(model.task(), model.loss())
                .prepare(rows, model.network().outputShape())
                .as(model.network().type());
    }
}
