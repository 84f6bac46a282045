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
    /** Of copying an element that lies in main memory. */
    private static final double COST = 8;

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
        Tensor weights = data.exampleWeights();
        Tensor batchWeights = weights == null ? null : gather(weights, rows, from, to, step);
        List<Tensor> sources = data.targets();
        if (data.inputs().size() == 1 && sources.size() == 1) { // nearly always: lists that need no array
            Tensor input = gather(data.inputs().get(0), rows, from, to, step);
            Target target = new Target(gather(sources.get(0), rows, from, to, step), batchWeights);
            return new Batch(List.of(input), List.of(target));
        }
        List<Tensor> inputs = new ArrayList<>(data.inputs().size());
        for (Tensor input : data.inputs()) {
            inputs.add(gather(input, rows, from, to, step));
        }
        List<Target> targets = new ArrayList<>(sources.size());
        for (Tensor target : sources) {
            targets.add(new Target(gather(target, rows, from, to, step), batchWeights));
        }
        return new Batch(inputs, targets);
    }

    private static Tensor gather(Tensor source, Examples.Selection rows, int from, int to, StepContext step) {
        int count = to - from;
        Tensor gathered = step.scratchWithFirst(source, count);
        double cost = COST * source.size() / source.batch();
        if (step.kernels().isWorthSplitting(count, cost)) {
            step.kernels().split(count, cost, (first, end) -> copy(source, rows, from, first, end, gathered));
        } else {
            copy(source, rows, from, 0, count, gathered);
        }
        return gathered;
    }

    private static void copy(Tensor source, Examples.Selection rows, int from, int first, int end, Tensor gathered) {
        for (int i = first; i < end; i++) {
            gathered.setRows(i, source, rows.row(from + i), 1);
        }
    }
}
