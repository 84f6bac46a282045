package dev.nnkit.core.train;

import dev.nnkit.api.DataType;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some examples: one tensor for each input of the network and one target for each loss, all with the same first axis.
 */
public record Batch(List<Tensor> inputs, List<Target> targets) {
    /** Collects rows from <= i < to of a selection into scratch of {@code step}. */
    static Batch gather(Examples.Selection rows, int from, int to, StepContext step) {
        Dataset data = rows.data();
        int[] order = rows.order();
        List<Tensor> inputs = new ArrayList<>(data.inputs().size());
        for (Tensor input : data.inputs()) {
            inputs.add(gather(input, order, from, to, step));
        }
        Tensor weights = data.exampleWeights();
        Tensor batchWeights = weights == null ? null : gather(weights, order, from, to, step);
        return new Batch(inputs, targets(data, order, from, to, step, batchWeights));
    }

    private static List<Target> targets(
            Dataset data, int[] order, int from, int to, StepContext step, @Nullable Tensor weights) {
        List<Target> targets = new ArrayList<>(data.targets().size());
        for (Tensor target : data.targets()) {
            targets.add(new Target(gather(target, order, from, to, step), weights));
        }
        return targets;
    }

    private static Tensor gather(Tensor source, int[] order, int from, int to, StepContext step) {
        Tensor rows = step.scratch(source.type(), source.shape().withoutFirst().withBatch(to - from));
        for (int i = from; i < to; i++) {
            rows.setRows(i - from, source, order[i], 1);
        }
        return rows;
    }

    /** The inputs with floating ones in the type of a network. */
    static List<Tensor> as(DataType type, List<Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.type() == DataType.INT32 ? tensor : tensor.as(type))
                .toList();
    }
}
