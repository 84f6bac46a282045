package dev.nnkit.core.file;

import dev.nnkit.api.Loss;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network and what must be known to use it: all that a model file holds.
 *
 * @param network its weights are saved as they are when it is written
 * @param task what its answers mean
 * @param loss that it was trained with
 * @param classNames by index; empty where they have none. Throws IllegalArgumentException if their number does not fit
 *     the task and the network
 * @param columns what makes its inputs of rows of a table; null where they are no such rows. Throws
 *     IllegalArgumentException if they do not fit the network, the task or the class names
 */
public record Model(
        Network network,
        Task task,
        Loss loss,
        List<String> classNames,
        @Nullable Columns columns) {
    public Model {
        classNames = List.copyOf(classNames);
        if (columns != null) {
            requireFitting(network, task, classNames, columns);
        }
        int outputs = network.outputShapes().get(0).last();
        int expected = switch (task) {
            case CLASSES -> outputs;
            case BINARY -> 2;
            case REGRESSION -> 0;
        };
        if (!classNames.isEmpty() && classNames.size() != expected) {
            throw new IllegalArgumentException("model: the task " + task + " with " + outputs + " outputs has "
                    + expected + " classes but there are " + classNames.size() + " class names: " + classNames + ".");
        }
    }

    /** A model of something other than tables. */
    public Model(Network network, Task task, Loss loss, List<String> classNames) {
        this(network, task, loss, classNames, null);
    }

    /** A model of rows of a table, whose columns say what its answers mean. */
    public Model(Network network, Loss loss, Columns columns) {
        this(network, columns.task(), loss, columns.classNames(), columns);
    }

    private static void requireFitting(Network network, Task task, List<String> classNames, Columns columns) {
        if (!network.inputShapes().equals(List.of(columns.shape()))) {
            throw new IllegalArgumentException("model: the network takes inputs of shapes " + network.inputShapes()
                    + " but the columns make one of shape " + columns.shape() + ".");
        }
        if (task != columns.task() || !classNames.equals(columns.classNames())) {
            throw new IllegalArgumentException("model: its task is " + task + " with the classes " + classNames
                    + " but by its columns it is " + columns.task() + " with the classes " + columns.classNames()
                    + ".");
        }
    }
}
