package dev.nnkit.core.train;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.StepContext;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a network on data, in parts of {@value #PART} examples. Keeps its memory from one call to the next. Not
 * thread-safe.
 */
public final class Evaluator {
    private static final int PART = 256;

    private final Objective objective;
    private final StepContext step;

    public Evaluator(Objective objective, Kernels kernels) {
        this.objective = objective;
        this.step = StepContext.inference(kernels);
    }

    /**
     * The mean loss on {@code data}, and what {@code metrics}, reset first, say of the first output.
     *
     * @throws dev.nnkit.api.ShapeMismatchException if the data do not fit the network
     */
    public Scores evaluate(Dataset data, List<? extends Metric> metrics) {
        objective.check(data.inputShapes(), data.targetShapes());
        int[] order = Orders.identity(data.size());
        double[] weights = new double[objective.terms().size()];
        for (int from = 0; from < order.length; from += PART) {
            objective.addWeights(part(data, order, from), weights);
        }
        metrics.forEach(Metric::reset);
        double loss = 0;
        for (int from = 0; from < order.length; from += PART) {
            Batch part = part(data, order, from);
            Objective.Evaluation evaluation = objective.infer(part, weights, step);
            loss += evaluation.value();
            for (Metric metric : metrics) {
                metric.add(evaluation.predictions().get(0), part.targets().get(0));
            }
        }
        return new Scores(loss, values(metrics));
    }

    private Batch part(Dataset data, int[] order, int from) {
        step.begin(0, 0);
        Batch raw = Batch.gather(data, order, from, Math.min(order.length, from + PART), step);
        return new Batch(Batch.as(objective.network().type(), raw.inputs()), new ArrayList<>(raw.targets()));
    }

    static Map<String, Double> values(List<? extends Metric> metrics) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), metric.value()));
        return values;
    }
}
