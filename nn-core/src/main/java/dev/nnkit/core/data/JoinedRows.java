package dev.nnkit.core.data;

import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Puts the rows of two datasets one behind the other. */
final class JoinedRows {
    private JoinedRows() {}

    static List<Tensor> join(List<Tensor> first, List<Tensor> second) {
        if (!kinds(first).equals(kinds(second))) {
            throw new ShapeMismatchException("dataset: two datasets to join must have examples of the same types and"
                    + " shapes but have " + kinds(first) + " and " + kinds(second) + ".");
        }
        return IntStream.range(0, first.size())
                .mapToObj(i -> join(first.get(i), second.get(i)))
                .toList();
    }

    static Tensor join(Tensor first, Tensor second) {
        int rows = Math.addExact(first.batch(), second.batch());
        Tensor result = Tensor.zeros(first.type(), first.shape().withoutFirst().withBatch(rows));
        // a tensor without rows does not tell how wide they would be
        if (first.batch() > 0) {
            result.setRows(0, first, 0, first.batch());
        }
        if (second.batch() > 0) {
            result.setRows(first.batch(), second, 0, second.batch());
        }
        return result;
    }

    private static List<String> kinds(List<Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.type() + " " + tensor.shape().withoutFirst())
                .toList();
    }
}
