package dev.nnkit.cli;

import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.Scores;
import dev.nnkit.core.train.StepReport;
import dev.nnkit.core.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how training goes on: a bar on a terminal, otherwise a line for each epoch. The launcher tells which by the system
 * property {@code nnkit.terminal}, since Java 17 and 25 answer that question differently.
 */
final class Progress implements TrainingListener, AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;

    private final int epochs;
    private final long size;
    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private double loss = Double.NaN;
    private String metrics = "";

    Progress(int epochs, long size, Standard standard) {
        this.epochs = epochs;
        this.size = size;
        this.out = standard.out();
        this.bar = isWanted(standard) ? bar(epochs * size) : null;
    }

    /** Whether a bar can and may be drawn. */
    static boolean isWanted(Standard standard) {
        return Boolean.getBoolean("nnkit.terminal") && !standard.quiet();
    }

    private static ProgressBar bar(long samples) {
        return new ProgressBarBuilder()
                .setTaskName("train")
                .setInitialMax(samples)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setUnit("k", 1000) // thousands of samples: a line of 80 characters has room for the loss
                .showSpeed()
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void onStep(StepReport report, Control control) {
        if (bar != null) {
            loss = Double.isNaN(loss) ? report.loss() : 0.95 * loss + 0.05 * report.loss();
            bar.stepTo((report.epoch() - 1) * size + report.samples());
            bar.setExtraMessage(
                    String.format(Locale.ROOT, "  %d/%d loss %.4f%s", report.epoch(), epochs, loss, metrics));
        }
    }

    @Override
    public void onEpoch(EpochReport report, Control control) {
        Scores validation = report.validation();
        metrics = text("", validation == null ? report.trainMetrics() : validation.metrics());
        if (bar == null) {
            out.println(line(report));
        }
    }

    private String line(EpochReport report) {
        Scores validation = report.validation();
        String watched = validation == null
                ? ""
                : String.format(
                        Locale.ROOT, "  validation loss %.4f%s", validation.loss(), text("", validation.metrics()));
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f%s%s  %,.0f samples/s",
                report.epoch(),
                epochs,
                report.trainLoss(),
                text("", report.trainMetrics()),
                watched,
                report.samplesPerSecond());
    }

    private static String text(String prefix, Map<String, Double> metrics) {
        StringBuilder text = new StringBuilder();
        metrics.forEach((name, value) ->
                text.append(' ').append(prefix).append(name).append(String.format(Locale.ROOT, " %.4f", value)));
        return text.toString();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
