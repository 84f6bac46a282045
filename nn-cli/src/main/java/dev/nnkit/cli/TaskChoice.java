package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.data.Transformation;
import dev.nnkit.core.loss.Losses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learned, decided from the targets and the width of the network's output: whole classes and a width of 2
 * or more, classes; two target values and a width of 1, binary; otherwise numbers.
 */
record TaskChoice(Task task, Loss loss) {
    /**
     * @param output the shape that the network gives for one example
     * @param lossText a loss that the user asks for, or null for the one that fits the task
     */
    static TaskChoice of(Dataset data, Shape output, @Nullable String lossText) {
        Task task = task(data, output);
        return new TaskChoice(task, loss(task, lossText));
    }

    /** Of numbers of classes that nobody has looked at one by one. */
    static TaskChoice ofClasses(int classes, Shape output, @Nullable String lossText) {
        Task task = task(classes, output);
        return new TaskChoice(task, loss(task, lossText));
    }

    /** @param text a loss that the user asks for, or null for the one that fits the task */
    static Loss loss(Task task, @Nullable String text) {
        return text == null ? standard(task) : Registry.installed().parse(Loss.class, text);
    }

    private static Task task(Dataset data, Shape output) {
        Tensor targets = data.targets().get(0);
        if (data.isClassification()) {
            return task(classes(targets), output);
        }
        if (targets.shape().withoutFirst().size() == 1 && onlyZeroAndOne(targets)) {
            return output.last() > 1 ? Task.CLASSES : Task.BINARY;
        }
        return Task.REGRESSION;
    }

    private static Task task(int classes, Shape output) {
        if (output.last() == 1 && classes <= 2) {
            return Task.BINARY;
        }
        if (output.last() < classes) {
            throw new IllegalArgumentException("the data have " + classes + " classes but the network gives "
                    + output.last() + " outputs. Let the last layer have " + classes + ": dense(" + classes + ").");
        }
        return Task.CLASSES;
    }

    private static Loss standard(Task task) {
        return switch (task) {
            case CLASSES -> Losses.softmaxCrossEntropy();
            case BINARY -> Losses.binaryCrossEntropy();
            case REGRESSION -> Losses.meanSquaredError();
        };
    }

    private static int classes(Tensor targets) {
        int largest = -1;
        for (int i = 0; i < targets.size(); i++) {
            largest = Math.max(largest, targets.ints()[i]);
        }
        return largest + 1;
    }

    private static boolean onlyZeroAndOne(Tensor targets) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) != 0 && targets.get(i) != 1) {
                return false;
            }
        }
        return true;
    }

    /** The same examples with targets in the form that the loss takes: numbers of classes, 0 and 1, or one column a class. */
    Dataset prepare(Dataset data, Shape output) {
        Tensor targets = data.targets().get(0);
        Tensor form = switch (task) {
            case REGRESSION -> targets;
            case BINARY -> targets.as(DataType.FLOAT32).withShape(Shape.of(data.size(), 1));
            case CLASSES -> {
                Tensor classes = targets.as(DataType.INT32).withShape(Shape.of(data.size()));
                yield takesClasses(output) ? classes : oneHot(classes, output.last());
            }
        };
        Dataset prepared = Dataset.of(data.inputs(), List.of(form)).withClassNames(data.classNames());
        return data.exampleWeights() == null ? prepared : prepared.withExampleWeights(data.exampleWeights());
    }

    /** The same for examples that come one after the other; those that have the form already stay as they are. */
    Examples stream(Examples examples, Shape output) {
        Shape target = examples.targetShapes().get(0);
        boolean hasForm = switch (task) {
            case REGRESSION -> true;
            case BINARY -> target.equals(Shape.of(1));
            case CLASSES -> takesClasses(output);
        };
        Transformation form = data -> prepare(data, output);
        return hasForm ? examples : form.over(examples);
    }

    /** Asked of the loss itself, so that it holds for a third party's too. */
    private boolean takesClasses(Shape output) {
        try {
            loss.check(output, Shape.of());
            return true;
        } catch (ShapeMismatchException e) {
            return false;
        }
    }

    private static Tensor oneHot(Tensor classes, int width) {
        Tensor columns = Tensor.zeros(DataType.FLOAT32, Shape.of(classes.size(), width));
        for (int i = 0; i < classes.size(); i++) {
            columns.floats()[i * width + classes.ints()[i]] = 1;
        }
        return columns;
    }
}
