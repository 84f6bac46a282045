package dev.nnkit.cli;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import java.util.List;

/** Classes have numbers by their place among the names, which may be another in other data. */
final class ClassNumbers {
    private ClassNumbers() {}

    /**
     * The same examples with the numbers that a model gives to the names.
     *
     * @throws IllegalArgumentException if the model does not know a name
     */
    static Dataset as(List<String> known, Dataset data, String source) {
        List<String> names = data.classNames();
        if (!data.isClassification() || known.isEmpty() || names.isEmpty() || known.equals(names)) {
            return data;
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("--data " + source + " has the class \"" + name
                        + "\", which the model does not know. It knows: " + String.join(", ", known) + ".");
            }
        }
        Tensor numbers = data.targets().get(0).copy();
        for (int i = 0; i < numbers.size(); i++) {
            numbers.ints()[i] = known.indexOf(names.get(numbers.ints()[i]));
        }
        Dataset renumbered = Dataset.of(data.inputs(), List.of(numbers)).withClassNames(known);
        return data.exampleWeights() == null ? renumbered : renumbered.withExampleWeights(data.exampleWeights());
    }
}
