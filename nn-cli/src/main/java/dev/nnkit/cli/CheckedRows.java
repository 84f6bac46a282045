package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Graph;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A few rows at which the gradients of a model are checked. */
record CheckedRows(Model model, Path file, DataOptions source, int count) {
    /** Drawn from the user's data, or all of them if there are fewer. */
    Dataset ofData() {
        ModelRows known = new ModelRows(model, file, source);
        Dataset all = model.network().spec() instanceof Graph graph
                        && graph.inputs().size() > 1
                ? ClassNumbers.as(model.classNames(), new NamedArrays(graph.inputs(), source).read(), source.data())
                : known.read(WantedPart.ALL, new Rows(0, count));
        int[] order = IntStream.range(0, all.size()).toArray();
        random("rows").shuffle(order);
        return known.prepared(all.rows(Arrays.copyOf(order, Math.min(count, order.length))));
    }

    /** Inputs with answers that the task may have. */
    Dataset random() {
        List<Tensor> inputs = new RandomInputs(model.network(), count, source.seed()).draw();
        Shape answer = model.network().outputShape();
        int classes = model.task() == Task.BINARY ? 2 : answer.last();
        Dataset rows = model.task() == Task.REGRESSION
                ? Dataset.of(
                        inputs,
                        List.of(RandomInputs.normal(DataType.FLOAT64, answer.withBatch(count), random("targets"))))
                : Dataset.of(inputs, List.of(RandomInputs.whole(classes, Shape.of(count), random("classes"))))
                        .withClassNames(names(classes));
        return new ModelRows(model, file, source).prepared(rows);
    }

    private static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }

    private RandomStream random(String what) {
        return RandomStream.of(source.seed(), "check-gradients " + what);
    }
}
