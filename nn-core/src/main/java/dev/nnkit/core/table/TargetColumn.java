package dev.nnkit.core.table;

import dev.nnkit.core.data.Task;
import java.util.HashSet;
import java.util.List;

/**
 * What was decided about the column to predict. Immutable.
 *
 * @param name the column
 * @param task what it asks for
 * @param classNames by number; two where the task is BINARY, none where it is REGRESSION
 * @param scaling of the numbers of a REGRESSION: networks learn and answer in this unit, metrics and predictions are
 *     given in the file's
 */
public record TargetColumn(String name, Task task, List<String> classNames, Scaling scaling) {
    public TargetColumn {
        classNames = List.copyOf(classNames);
        boolean fits = switch (task) {
            case CLASSES -> !classNames.isEmpty();
            case BINARY -> classNames.size() == 2;
            case REGRESSION -> classNames.isEmpty();
        };
        if (!fits || new HashSet<>(classNames).size() < classNames.size()) {
            throw new IllegalArgumentException(
                    "target \"" + name + "\": these classes do not fit the task " + task + ": " + classNames + ".");
        }
        if (task != Task.REGRESSION && scaling.scale() != Scale.NONE) {
            throw new IllegalArgumentException("target \"" + name + "\": classes have no scale.");
        }
    }

    /** Classes by name. */
    public static TargetColumn classes(String name, List<String> classNames) {
        return new TargetColumn(name, Task.CLASSES, classNames, Scaling.NONE);
    }
}
