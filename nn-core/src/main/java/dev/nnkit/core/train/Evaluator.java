package dev.nnkit.core.train;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.StepContext;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    public Scores evaluate(Examples data, List<? extends Metric> metrics) {
        objective.check(data.inputShapes(), data.targetShapes());
        Examples typed = data.as(objective.network().type());
        double[] weights = new double[objective.terms().size()];
        forEachPart(typed, part -> objective.addWeights(part, weights));
        metrics.forEach(Metric::reset);
        double[] loss = new double[1];
        forEachPart(typed, part -> {
            Objective.Evaluation evaluation = objective.infer(part, weights, step);
            loss[0] += evaluation.value();
            for (Metric metric : metrics) {
                metric.add(evaluation.predictions().get(0), part.targets().get(0));
            }
        });
        return new Scores(loss[0], values(metrics));
    }

    private void forEachPart(Examples data, Consumer<Batch> action) {
        try (Examples.Pass pass = data.open(false, 0, 0)) {
            for (Examples.Selection rows = pass.next(PART); rows != null; rows = pass.next(PART)) {
                step.begin(0, 0);
                action.accept(Batch.gather(rows, rows.from(), rows.to(), step));
            }
        }
    }

    static Map<String, Double> values(List<? extends Metric> metrics) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), metric.value()));
        return values;
    }
}
