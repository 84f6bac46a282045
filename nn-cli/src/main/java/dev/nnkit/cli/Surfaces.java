package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.plot.Field;
import dev.nnkit.core.plot.SurfacePlot;
import dev.nnkit.core.plot.Window;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Scale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws what a model of two inputs answers, with some examples on it.
 *
 * @param window on them, and on many others
 */
record Surfaces(Model model, String title, Dataset examples, Window window) {
    /** More marks would hide what is below them. */
    private static final int MARKS = 300;
    /** So many examples say where the others lie. */
    private static final int PLACES = 10_000;

    static Surfaces of(Model model, String data, Examples examples) {
        requireFit(model);
        Dataset some = examples.sample(PLACES, 1);
        return new Surfaces(
                model,
                "What the network answers: " + data,
                some.slice(0, Math.min(MARKS, some.size())),
                Window.around(some.inputs().get(0)));
    }

    /** Whether the answer is a surface. */
    static boolean fits(Model model) {
        Network network = model.network();
        return network.inputShapes().equals(List.of(Shape.of(2)))
                && network.outputShapes().size() == 1
                && network.outputShape().rank() == 1
                && (model.task() != Task.REGRESSION || network.outputShape().last() == 1);
    }

    /** @throws IllegalArgumentException if its answer is no surface */
    static void requireFit(Model model) {
        Network network = model.network();
        if (!fits(model)) {
            throw new IllegalArgumentException("a surface is drawn of networks that take two numbers and answer with"
                    + " classes or one number, but this one takes " + network.inputShapes() + " and gives "
                    + network.outputShapes()
                    + ". Of the data that nn makes itself, spirals, circles, moons and xor have two"
                    + " inputs.");
        }
    }

    /** The surface as the network is now. */
    SurfacePlot now() {
        Field field = Field.of(model.network(), reading(), window, SurfacePlot.SIDE);
        return SurfacePlot.of(title, field)
                .labels(label(0), label(1))
                .classNames(model.classNames())
                .marks(examples.inputs().get(0), targets());
    }

    private Field.Reading reading() {
        if (!model.loss().expectsLogits()) {
            return Field.Reading.PLAIN;
        }
        return switch (model.task()) {
            case CLASSES -> Field.Reading.SOFTMAX;
            case BINARY -> Field.Reading.SIGMOID;
            case REGRESSION -> Field.Reading.PLAIN;
        };
    }

    /** One number an example: where the loss takes a column for each class, the number of the class. */
    private Tensor targets() {
        Tensor targets = examples.targets().get(0);
        if (targets.size() == examples.size()) {
            return targets;
        }
        int width = targets.shape().last();
        int[] classes = new int[examples.size()];
        for (int i = 0; i < targets.size(); i++) {
            classes[i / width] = targets.get(i) > 0.5 ? i % width : classes[i / width];
        }
        return Tensor.ofInts(Shape.of(classes.length), classes);
    }

    private String label(int index) {
        Columns columns = model.columns();
        Feature feature = columns == null ? null : feature(columns, index);
        if (feature == null) {
            return index == 0 ? "x" : "y";
        }
        boolean scaled =
                feature instanceof Feature.Numeric number && number.scaling().scale() != Scale.NONE;
        return feature.name() + (scaled ? ", scaled" : "");
    }

    private static @Nullable Feature feature(Columns columns, int index) {
        return columns.features().size() == 2 ? columns.features().get(index) : null;
    }
}
