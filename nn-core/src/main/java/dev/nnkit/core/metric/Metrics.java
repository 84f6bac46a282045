package dev.nnkit.core.metric;

import dev.nnkit.api.text.Suggestions;
import dev.nnkit.core.data.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All metrics by the names that reports and the command line know. Each call gives a new one, with nothing added. */
public final class Metrics {
    private static final Map<String, Supplier<Metric>> BY_NAME = byName();

    private Metrics() {}

    private static Map<String, Supplier<Metric>> byName() {
        Map<String, Supplier<Metric>> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", Metrics::accuracy);
        metrics.put("macroPrecision", Metrics::macroPrecision);
        metrics.put("macroRecall", Metrics::macroRecall);
        metrics.put("macroF1", Metrics::macroF1);
        metrics.put("rmse", Metrics::rootMeanSquaredError);
        metrics.put("mae", Metrics::meanAbsoluteError);
        metrics.put("r2", Metrics::rSquared);
        return metrics;
    }

    public static Accuracy accuracy() {
        return new Accuracy();
    }

    /** With numbers for class names. */
    public static ConfusionMatrix confusionMatrix() {
        return new ConfusionMatrix();
    }

    /** With class names. */
    public static ConfusionMatrix confusionMatrix(List<String> classNames) {
        return new ConfusionMatrix(classNames);
    }

    /** {@link ConfusionMatrix#macroPrecision} by itself. */
    public static Metric macroPrecision() {
        return new MacroAverage("macroPrecision", ConfusionMatrix::macroPrecision);
    }

    /** {@link ConfusionMatrix#macroRecall} by itself. */
    public static Metric macroRecall() {
        return new MacroAverage("macroRecall", ConfusionMatrix::macroRecall);
    }

    /** {@link ConfusionMatrix#macroF1} by itself. */
    public static Metric macroF1() {
        return new MacroAverage("macroF1", ConfusionMatrix::macroF1);
    }

    public static RootMeanSquaredError rootMeanSquaredError() {
        return new RootMeanSquaredError();
    }

    public static MeanAbsoluteError meanAbsoluteError() {
        return new MeanAbsoluteError();
    }

    public static RSquared rSquared() {
        return new RSquared();
    }

    /** What is worth looking at for a task: accuracy for classes, rmse and r2 for numbers. */
    public static List<Metric> of(Task task) {
        return switch (task) {
            case CLASSES, BINARY -> List.of(accuracy());
            case REGRESSION -> List.of(rootMeanSquaredError(), rSquared());
        };
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    /** @throws IllegalArgumentException if there is no metric of that name; the message lists those there are */
    public static Metric named(String name) {
        Supplier<Metric> supplier = BY_NAME.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException("no metric is called \"" + name + "\"."
                    + Suggestions.nearest(name, names()) + " Known: " + String.join(", ", names()) + ".");
        }
        return supplier.get();
    }
}
