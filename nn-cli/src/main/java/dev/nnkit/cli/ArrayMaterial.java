package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose shape is known from the beginning.
 *
 * @param name of the data
 * @param all rows, or some that show all there is
 */
record ArrayMaterial(String name, Dataset all, Split<Dataset> rows) implements Material {
    static ArrayMaterial of(DataOptions source, RowArguments rows) {
        DataKind kind = source.kind();
        if (kind == DataKind.DRAWINGS || kind == DataKind.IMAGES) {
            ClassFolder folder = ClassFolder.of(source, source.exampleShape());
            Split<Dataset> split = rows.perClass(folder::rows, source.seed());
            return new ArrayMaterial(source.data(), split.train(), split);
        }
        Dataset all = source.load();
        return new ArrayMaterial(source.data(), all, rows.of(all, source.seed()));
    }

    @Override
    public Shape inputShape() {
        return all.inputShape();
    }

    @Override
    public String standardNetwork() {
        if (!all.isClassification()) {
            return name.equals("xor") ? "dense(8) tanh dense(1)" : Architecture.ofRows(targetWidth());
        }
        return inputShape().rank() == 3 ? Architecture.ofImages(classes()) : Architecture.ofRows(classes());
    }

    private int targetWidth() {
        Shape target = all.targetShapes().get(0);
        return target.rank() == 0 ? 1 : target.last();
    }

    private int classes() {
        int largest = Math.max(1, all.classNames().size() - 1);
        for (int target : all.targets().get(0).ints()) {
            largest = Math.max(largest, target);
        }
        return largest + 1;
    }

    @Override
    public Prepared prepare(Network network, @Nullable String loss) {
        TaskChoice choice = TaskChoice.of(all, network.outputShape(), loss);
        Split<Dataset> prepared =
                rows.map(part -> choice.prepare(part, network.outputShape()).as(network.type()));
        return new Prepared(prepared, choice, all.classNames(), null, List.of());
    }
}
