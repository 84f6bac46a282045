package dev.nnkit.core.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a line of numbers for each epoch into a CSV file: epoch, step, loss and metrics on training and validation
 * data, seconds. The file is replaced at the first epoch and complete after each. For one run.
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
        List<String> names = new ArrayList<>(List.of("epoch", "step", "rateFactor", "trainLoss"));
        List<String> values = new ArrayList<>(List.of(
                String.valueOf(report.epoch()),
                String.valueOf(report.step()),
                String.valueOf(report.rateFactor()),
                String.valueOf(report.trainLoss())));
        add(names, values, "train", report.trainMetrics());
        Scores validation = report.validation();
        if (validation != null) {
            names.add("validationLoss");
            values.add(String.valueOf(validation.loss()));
            add(names, values, "validation", validation.metrics());
        }
        names.addAll(List.of("seconds", "samplesPerSecond"));
        values.addAll(List.of(String.valueOf(report.seconds()), String.valueOf(report.samplesPerSecond())));
        write(report.epoch() == 1, names, values);
    }

    private static void add(List<String> names, List<String> values, String prefix, Map<String, Double> metrics) {
        metrics.forEach((name, value) -> {
            names.add(prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1));
            values.add(String.valueOf(value));
        });
    }

    private void write(boolean first, List<String> names, List<String> values) {
        String line = String.join(",", values) + "\n";
        try {
            if (first) {
                Files.writeString(file, String.join(",", names) + "\n" + line, StandardCharsets.UTF_8);
            } else {
                Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
