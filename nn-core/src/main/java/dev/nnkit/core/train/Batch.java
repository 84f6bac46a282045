package dev.nnkit.core.train;

import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import java.util.ArrayList;
import java.util.List;

/**
 * Some examples: one tensor for each input of the network and one target for each loss, all with the same first axis.
 */
public record Batch(List<Tensor> inputs, List<Target> targets) {
    /** All examples of a dataset, which are not copied. */
    public static Batch of(Dataset data) {
        Tensor weights = data.exampleWeights();
        return new Batch(
                data.inputs(),
                data.targets().stream()
                        .map(values -> new Target(values, weights))
                        .toList());
    }

    /** Collects rows from <= i < to of a selection into scratch of {@code step}. */
    static Batch gather(Examples.Selection rows, int from, int to, StepContext step) {
        Dataset data = rows.data();
        List<Tensor> inputs = new ArrayList<>(data.inputs().size());
        for (Tensor input : data.inputs()) {
            inputs.add(gather(input, rows, from, to, step));
        }
        Tensor weights = data.exampleWeights();
        Tensor batchWeights = weights == null ? null : gather(weights, rows, from, to, step);
        List<Target> targets = new ArrayList<>(data.targets().size());
        for (Tensor target : data.targets()) {
            targets.add(new Target(gather(target, rows, from, to, step), batchWeights));
        }
        return new Batch(inputs, targets);
    }

    private static Tensor gather(Tensor source, Examples.Selection rows, int from, int to, StepContext step) {
        Tensor gathered =
                step.scratch(source.type(), source.shape().withoutFirst().withBatch(to - from));
        for (int i = from; i < to; i++) {
            gathered.setRows(i - from, source, rows.row(i), 1);
        }
        return gathered;
    }
}
