package dev.nnkit.core.file;

import dev.nnkit.api.Loss;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.network.Network;
import java.util.List;

/**
 * A network and what must be known to use it: all that a model file holds.
 *
 * @param network its weights are saved as they are when it is written
 * @param task what its answers mean
 * @param loss that it was trained with
 * @param classNames by index; empty where they have none. Throws IllegalArgumentException if their number does not fit
 *     the task and the network
 */
public record Model(Network network, Task task, Loss loss, List<String> classNames) {
    public Model {
        classNames = List.copyOf(classNames);
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
}
