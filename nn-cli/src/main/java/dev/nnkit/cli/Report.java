package dev.nnkit.cli;

import dev.nnkit.api.Parameter;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.metric.Calibration;
import dev.nnkit.core.metric.ConfusionMatrix;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is printed, as JSON: numbers with all their digits; NaN and infinity as text, since JSON has no such numbers. */
final class Report {
    private final Map<String, Object> content = new LinkedHashMap<>();

    Report(Map<String, Object> settings) {
        content.put("nnkit", ModelFile.libraryVersion());
        content.put("settings", settings);
    }

    /** What was decided about the data. */
    Report notes(List<String> notes) {
        content.put("notes", notes);
        return this;
    }

    /** What a straight line achieves, where that is known. */
    Report leastSquares(OptionalDouble r2) {
        r2.ifPresent(value -> content.put("leastSquaresTestR2", number(value)));
        return this;
    }

    /** What looks wrong. */
    Report doctor(List<Finding> findings) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("symptom", finding.symptom().toString());
            line.put("layer", finding.layer());
            line.put("epoch", finding.epoch());
            line.put("figure", number(finding.figure()));
            line.put("seen", finding.seen());
            line.put("advice", finding.advice());
            lines.add(line);
        }
        content.put("doctor", lines);
        return this;
    }

    Report training(History history) {
        List<Map<String, Object>> epochs = new ArrayList<>();
        for (EpochReport epoch : history.epochs()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("epoch", epoch.epoch());
            line.put("trainLoss", number(epoch.trainLoss()));
            line.put("trainMetrics", numbers(epoch.trainMetrics()));
            if (epoch.validation() != null) {
                line.put("validationLoss", number(epoch.validation().loss()));
                line.put("validationMetrics", numbers(epoch.validation().metrics()));
            }
            line.put("rateFactor", epoch.rateFactor());
            line.put("seconds", epoch.seconds());
            epochs.add(line);
        }
        content.put(
                "trainLoss",
                history.epochs().stream()
                        .map(epoch -> number(epoch.trainLoss()))
                        .toList());
        content.put("epochs", epochs);
        content.put("stopReason", history.stopReason());
        content.put("seconds", history.seconds());
        content.put("samplesPerSecond", history.samplesPerSecond());
        return this;
    }

    /** Under names with a prefix: {@code testLoss}, {@code testAccuracy}. */
    Report measured(String prefix, Measured measured) {
        content.put(prefix + "Rows", measured.rows());
        content.put(prefix + "Loss", number(measured.scores().loss()));
        measured.scores()
                .metrics()
                .forEach((name, value) ->
                        content.put(prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1), number(value)));
        Calibration calibration = measured.calibration();
        if (calibration != null) {
            content.put("calibration", bins(calibration));
        }
        ConfusionMatrix confusion = measured.confusion();
        if (confusion != null) {
            List<Map<String, Object>> classes = new ArrayList<>();
            for (int i = 0; i < confusion.classes(); i++) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", measured.name(i));
                one.put("precision", number(confusion.precision(i)));
                one.put("recall", number(confusion.recall(i)));
                one.put("f1", number(confusion.f1(i)));
                List<Long> counts = new ArrayList<>();
                for (int j = 0; j < confusion.classes(); j++) {
                    counts.add(confusion.count(i, j));
                }
                one.put("predictedAs", counts);
                classes.add(one);
            }
            content.put("classes", classes);
        }
        return this;
    }

    private static List<Map<String, Object>> bins(Calibration calibration) {
        List<Map<String, Object>> bins = new ArrayList<>();
        for (Calibration.Bin bin : calibration.bins()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", bin.from());
            one.put("to", bin.to());
            one.put("rows", bin.rows());
            one.put("meanConfidence", number(bin.meanConfidence()));
            one.put("accuracy", number(bin.accuracy()));
            bins.add(one);
        }
        return bins;
    }

    Report model(Network network, Path file) {
        content.put(
                "parameters",
                network.parameters().stream().mapToLong(Parameter::size).sum());
        content.put("modelSha256", ModelFile.sha256(file));
        return this;
    }

    void write(Path file) {
        String json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(content);
        AtomicFile.write(file, json + "\n");
    }

    private static Map<String, Object> numbers(Map<String, Double> values) {
        Map<String, Object> result = new LinkedHashMap<>();
        values.forEach((name, value) -> result.put(name, number(value)));
        return result;
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
}
