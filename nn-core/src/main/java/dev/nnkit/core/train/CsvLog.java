package dev.nnkit.core.train;

import dev.nnkit.core.io.AtomicFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a line of numbers for each epoch into a CSV file: epoch, step, loss and metrics on training and validation
 * data, seconds. The file is written anew after each epoch, with all epochs of the run, also those before it was resumed.
 *
 * <p>Throws UncheckedIOException when the file cannot be written.
 */
public final class CsvLog implements TrainingListener {
    private final Path file;

    public CsvLog(Path file) {
        this.file = file;
    }

    @Override
    public void onEpoch(EpochReport report, Control control) {
        StringBuilder text = new StringBuilder(String.join(",", cells(report).keySet())).append('\n');
        for (EpochReport epoch : control.epochs()) {
            text.append(String.join(",", cells(epoch).values())).append('\n');
        }
        AtomicFile.write(file, text.toString());
    }

    private static Map<String, String> cells(EpochReport report) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("epoch", String.valueOf(report.epoch()));
        cells.put("step", String.valueOf(report.step()));
        cells.put("rateFactor", String.valueOf(report.rateFactor()));
        cells.put("trainLoss", String.valueOf(report.trainLoss()));
        add(cells, "train", report.trainMetrics());
        Scores validation = report.validation();
        if (validation != null) {
            cells.put("validationLoss", String.valueOf(validation.loss()));
            add(cells, "validation", validation.metrics());
        }
        cells.put("seconds", String.valueOf(report.seconds()));
        cells.put("samplesPerSecond", String.valueOf(report.samplesPerSecond()));
        return cells;
    }

    private static void add(Map<String, String> cells, String prefix, Map<String, Double> metrics) {
        metrics.forEach((name, value) ->
                cells.put(prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1), String.valueOf(value)));
    }
}
