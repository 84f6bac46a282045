package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.metric.ConfusionMatrix;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.metric.Metrics;
import dev.nnkit.core.train.Evaluator;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Scores;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How good a model is on some rows. */
record Measured(int rows, Scores scores, @Nullable ConfusionMatrix confusion, List<String> classNames) {
    static Measured of(Model model, Dataset data, Kernels kernels) {
        ConfusionMatrix confusion =
                model.task() == Task.REGRESSION ? null : Metrics.confusionMatrix(model.classNames());
        List<Metric> metrics = new ArrayList<>(Metrics.of(model.task()));
        if (confusion != null) {
            metrics.add(confusion);
        }
        Scores scores = new Evaluator(Objective.of(model.network(), model.loss()), kernels).evaluate(data, metrics);
        return new Measured(data.size(), scores, confusion, model.classNames());
    }

    void print(PrintWriter out, String prefix) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%s: %,d rows, loss %.4f", prefix, rows, scores.loss()));
        scores.metrics().forEach((name, value) -> line.append(String.format(Locale.ROOT, ", %s %.4f", name, value)));
        out.println(line);
        if (confusion != null) {
            out.println();
            out.println("rows: what it is; columns: what the network says");
            out.println(table(confusion));
            out.println();
        }
    }

    private String table(ConfusionMatrix matrix) {
        int classes = matrix.classes();
        List<String> header = new ArrayList<>(List.of(""));
        List<List<String>> lines = new ArrayList<>();
        for (int actual = 0; actual < classes; actual++) {
            header.add(name(actual));
            List<String> line = new ArrayList<>(List.of(name(actual)));
            for (int predicted = 0; predicted < classes; predicted++) {
                long count = matrix.count(actual, predicted);
                line.add(count == 0 ? "." : Long.toString(count));
            }
            line.add(share(matrix.precision(actual)));
            line.add(share(matrix.recall(actual)));
            line.add(share(matrix.f1(actual)));
            lines.add(line);
        }
        header.addAll(List.of("precision", "recall", "F1"));
        return Tables.of(header, lines);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    String name(int index) {
        return index < classNames.size() ? classNames.get(index) : Integer.toString(index);
    }
}
