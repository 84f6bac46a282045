package dev.nnkit.core.train;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.StepStrategy;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        List<Metric> metrics,
        Keeping keeping) {
    TrainingPlan {
        require(epochs >= 1, "epochs must be 1 or more but is " + epochs);
        require(batch >= 1, "batch must be 1 example or more but is " + batch);
        require(
                microBatch >= 0,
                "microBatch must be 1 example or more, or 0 for the whole batch, but is " + microBatch);
        transforms = List.copyOf(transforms);
        metrics = List.copyOf(metrics);
    }

    /** What decides the bits of a run, by name: it must be the same when the run is resumed. Threads do not. */
    Map<String, String> settings(
            Objective objective,
            Examples data,
            @Nullable Examples validation,
            List<TrainingListener> listeners,
            Kernels kernels) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("network", objective.network().toString());
        settings.put("type", objective.network().type().toString());
        settings.put("losses", described(objective.terms()));
        settings.put("optimizer", described(optimizer));
        settings.put("epochs", Integer.toString(epochs));
        settings.put("batch", Integer.toString(batch));
        settings.put("microBatch", Integer.toString(microBatch));
        settings.put("seed", Long.toString(seed));
        settings.put("shuffle", Boolean.toString(shuffle));
        settings.put("schedule", described(schedule));
        settings.put(
                "transforms",
                String.join(
                        " ", transforms.stream().map(TrainingPlan::described).toList()));
        settings.put("strategy", described(strategy));
        settings.put(
                "metrics", String.join(" ", metrics.stream().map(Metric::name).toList()));
        settings.put(
                "listeners",
                listeners.stream()
                        .filter(Remembering.class::isInstance)
                        .map(TrainingPlan::described)
                        .collect(Collectors.joining(" ")));
        settings.put("arithmetic", kernels.arithmetic());
        settings.put("data", data + ", " + Long.toHexString(data.fingerprint()));
        settings.put(
                "validation",
                validation == null ? "none" : validation + ", " + Long.toHexString(validation.fingerprint()));
        return settings;
    }

    /** What is written in code only has no text that stays the same: its class stands for it, or nothing does. */
    private static String described(Object setting) {
        if (setting.getClass().isHidden()) {
            return "code";
        }
        String name = setting.getClass().getName();
        String text = setting.toString();
        return text.startsWith(name + "@") ? name : text;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("trainer: " + message + ".");
        }
    }
}
