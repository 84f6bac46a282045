package dev.nnkit.cli;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.NpzFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Examples of several inputs: an NPZ file with an array for each input, of its name, and one for the answers. */
record NamedArrays(List<String> inputs, DataOptions source) {
    private static final List<String> ANSWERS = List.of("y", "targets", "labels");

    Dataset read() {
        if (source.kind() != DataKind.ARRAYS
                || !source.data().toLowerCase(Locale.ROOT).endsWith(".npz")) {
            throw new IllegalArgumentException("--data " + source.data() + ": the network has the inputs "
                    + String.join(", ", inputs) + ". Give one .npz file with an array of each name, and y.");
        }
        Path file = source.path();
        List<String> names = NpzFile.names(file);
        List<String> answers = ANSWERS.stream().filter(names::contains).toList();
        if (!names.containsAll(inputs) || answers.size() != 1) {
            throw new IllegalArgumentException(file + ": holds the arrays " + String.join(", ", names)
                    + ": expected one for each input, " + String.join(", ", inputs)
                    + ", and one for the answers, y or targets or labels.");
        }
        List<Dataset> each = inputs.stream()
                .map(name -> NpzFile.dataset(file, name, answers.get(0)))
                .toList();
        List<Tensor> tensors = each.stream().map(one -> one.inputs().get(0)).toList();
        return Dataset.of(tensors, each.get(0).targets())
                .withClassNames(each.get(0).classNames());
    }
}
