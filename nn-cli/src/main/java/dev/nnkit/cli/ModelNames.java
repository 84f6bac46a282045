package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.explain.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the numbers mean that go into a model and come out of it. */
final class ModelNames {
    private ModelNames() {}

    static Names of(Model model) {
        return new Names(inputs(model), outputs(model));
    }

    /** Columns; pixels by row, column and channel, counted from 0; otherwise nothing. */
    private static List<String> inputs(Model model) {
        if (model.columns() != null) {
            return features(model.columns());
        }
        Shape shape = model.network().inputShape();
        if (shape.rank() != 3) {
            return List.of();
        }
        List<String> pixels = new ArrayList<>();
        for (int row = 0; row < shape.axis(0); row++) {
            for (int column = 0; column < shape.axis(1); column++) {
                for (int channel = 0; channel < shape.axis(2); channel++) {
                    String place = "pixel " + row + "," + column;
                    pixels.add(shape.axis(2) == 1 ? place : place + "," + channel);
                }
            }
        }
        return pixels;
    }

    private static List<String> features(Columns columns) {
        List<String> names = new ArrayList<>();
        for (Feature feature : columns.features()) {
            if (feature instanceof Feature.Categories categories) {
                categories.values().forEach(value -> names.add(feature.name() + "=" + value));
            } else {
                names.add(feature.name());
            }
        }
        return names;
    }

    /** Classes; the target's column; otherwise nothing. One output for two classes speaks for the second. */
    private static List<String> outputs(Model model) {
        int count = model.network().outputShape().size();
        if (model.task() == Task.REGRESSION) {
            return model.columns() == null
                    ? List.of()
                    : List.of(model.columns().target().name());
        }
        List<String> classes = IntStream.range(0, Math.max(2, count))
                .mapToObj(i -> "class "
                        + (i < model.classNames().size() ? model.classNames().get(i) : Integer.toString(i)))
                .toList();
        return count == 1 ? classes.subList(1, 2) : classes;
    }
}
