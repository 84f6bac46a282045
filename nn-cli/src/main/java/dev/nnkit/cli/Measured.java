package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.metric.Calibration;
import dev.nnkit.core.metric.ConfusionMatrix;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.metric.Metrics;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.train.Evaluator;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Scores;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How good a model is on some rows.
 *
 * @param confusion null where there are no classes
 * @param calibration null where the network gives no probabilities
 */
record Measured(
        long rows,
        Scores scores,
        @Nullable ConfusionMatrix confusion,
        @Nullable Calibration calibration,
        List<String> classNames) {
    static Measured of(Model model, Examples data, Kernels kernels) {
        boolean classes = model.task() != Task.REGRESSION;
        ConfusionMatrix confusion = classes ? Metrics.confusionMatrix(model.classNames()) : null;
        Calibration calibration = classes && model.loss().expectsLogits() ? new Calibration() : null;
        List<Metric> metrics = new ArrayList<>(metrics(model.task(), model.columns()));
        if (confusion != null) {
            metrics.add(confusion);
        }
        if (calibration != null) {
            metrics.add(calibration);
        }
        Scores scores = new Evaluator(Objective.of(model.network(), model.loss()), kernels).evaluate(data, metrics);
        return new Measured(data.count(), scores, confusion, calibration, model.classNames());
    }

    /** What is worth looking at; numbers from a table in the unit of the table. */
    static List<Metric> metrics(Task task, @Nullable Columns columns) {
        return Metrics.of(task).stream()
                .map(metric -> columns == null ? metric : columns.inUnits(metric))
                .toList();
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

    /** Bins with rows, in a table. */
    void printCalibration(PrintWriter out) {
        if (calibration == null) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.rows() > 0) {
                lines.add(List.of(
                        String.format(Locale.ROOT, "%.1f to %.1f", bin.from(), bin.to()),
                        Long.toString(bin.rows()),
                        share(bin.meanConfidence()),
                        share(bin.accuracy())));
            }
        }
        out.println(String.format(
                Locale.ROOT, "calibration: is it as sure as it is right? Expected error %.4f", calibration.value()));
        out.println(Tables.of(List.of("confidence", "rows", "mean confidence", "accuracy"), lines));
        out.println();
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
