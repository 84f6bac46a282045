package dev.nnkit.core.train;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.StepStrategy;
import dev.nnkit.core.metric.Metric;
import java.util.List;
import java.util.function.Predicate;

/** The settings of a run, checked. What they mean stands at the methods of {@link Trainer}. */
record TrainingPlan(
        Optimizer optimizer,
        int epochs,
        int batch,
        int microBatch,
        long seed,
        boolean shuffle,
        Schedule schedule,
        List<GradientTransform> transforms,
        StepStrategy strategy,
        Predicate<Parameter> trainable,
        List<Metric> metrics) {
    TrainingPlan {
        require(epochs >= 1, "epochs must be 1 or more but is " + epochs);
        require(batch >= 1, "batch must be 1 example or more but is " + batch);
        require(
                microBatch >= 0,
                "microBatch must be 1 example or more, or 0 for the whole batch, but is " + microBatch);
        transforms = List.copyOf(transforms);
        metrics = List.copyOf(metrics);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("trainer: " + message + ".");
        }
    }
}
