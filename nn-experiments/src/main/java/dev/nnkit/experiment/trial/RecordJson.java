package dev.nnkit.experiment.trial;

import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.core.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.List;

/** A trial that was run, as JSON. */
final class RecordJson {
    private RecordJson() {}

    static void write(TrialRecord record, JsonText out) {
        TrialResult result = record.result();
        out.object(() -> {
            out.put("identity", record.trial().identity());
            out.object("trial", () -> TrialJson.properties(record.trial(), out));
            out.objects("curve", result.curve(), epoch -> curve(epoch, out));
            out.objects("health", result.health(), epoch -> health(epoch, out));
            out.objects("findings", result.findings(), finding -> finding(finding, out));
            TestScore test = result.test();
            if (test != null) {
                out.object("test", () -> test(test, out));
            }
            Failure failure = result.failure();
            if (failure != null) {
                out.object("failure", () -> {
                    out.put("epoch", failure.epoch());
                    out.put("step", failure.step());
                    out.put("reason", failure.reason());
                });
            }
            out.object("provenance", () -> provenance(record.provenance(), out));
            out.put("started", record.started());
            out.put("seconds", record.seconds());
        });
    }

    private static void curve(EpochScores epoch, JsonText out) {
        out.put("epoch", epoch.epoch());
        out.put("trainLoss", epoch.trainLoss());
        out.put("trainScore", epoch.trainScore());
        out.put("validationLoss", epoch.validationLoss());
        out.put("validationScore", epoch.validationScore());
    }

    private static void health(EpochHealth epoch, JsonText out) {
        out.put("epoch", epoch.epoch());
        out.put("examples", epoch.examples());
        out.put("loss", epoch.loss());
        out.objects("layers", epoch.layers(), layer -> {
            out.put("path", layer.path());
            out.put("layer", layer.layer());
            out.put("units", layer.units().count());
            out.put("dead", layer.units().dead());
            out.put("saturated", layer.units().saturated());
            out.put("mean", layer.mean());
            out.put("variance", layer.variance());
            out.put("gradientNorm", layer.gradientNorm());
            out.put("weightGradientNorm", layer.weightGradientNorm());
            out.put("updateRatio", layer.updateRatio());
        });
    }

    private static void finding(Finding finding, JsonText out) {
        out.put("symptom", finding.symptom().name());
        out.put("layer", finding.layer());
        out.put("epoch", finding.epoch());
        out.put("figure", finding.figure());
        out.put("seen", finding.seen());
        out.put("advice", finding.advice());
    }

    private static void test(TestScore test, JsonText out) {
        out.put("loss", test.loss());
        out.put("score", test.score());
        out.put("standardError", test.standardError());
        out.put("rows", test.rows());
        out.put("right", test.right());
        out.put("shares", test.shares());
    }

    private static void provenance(Provenance provenance, JsonText out) {
        out.put("version", provenance.version());
        String commit = provenance.commit();
        if (commit != null) {
            out.put("commit", commit);
        }
        out.put("jvm", provenance.jvm());
        out.texts("flags", provenance.flags());
        out.put("kernels", provenance.kernels());
        out.put("processors", provenance.processors());
        out.put("architecture", provenance.architecture());
        out.put("system", provenance.system());
    }

    static TrialRecord read(JsonTree tree) {
        return new TrialRecord(
                TrialJson.trial(tree.object("trial")),
                result(tree),
                provenance(tree.object("provenance")),
                tree.text("started"),
                tree.number("seconds"));
    }

    private static TrialResult result(JsonTree tree) {
        List<EpochScores> curve = new ArrayList<>();
        for (JsonTree epoch : tree.objects("curve")) {
            curve.add(new EpochScores(
                    epoch.integer("epoch"),
                    epoch.number("trainLoss"),
                    epoch.number("trainScore"),
                    epoch.number("validationLoss"),
                    epoch.number("validationScore")));
        }
        return new TrialResult(
                curve,
                tree.objects("health").stream().map(RecordJson::health).toList(),
                tree.objects("findings").stream().map(RecordJson::finding).toList(),
                tree.has("test") ? test(tree.object("test")) : null,
                tree.has("failure") ? failure(tree.object("failure")) : null);
    }

    private static EpochHealth health(JsonTree epoch) {
        List<LayerHealth> layers = new ArrayList<>();
        for (JsonTree layer : epoch.objects("layers")) {
            layers.add(new LayerHealth(
                    layer.text("path"),
                    layer.text("layer"),
                    new LayerHealth.Units(layer.integer("units"), layer.integer("dead"), layer.integer("saturated")),
                    layer.number("mean"),
                    layer.number("variance"),
                    layer.number("gradientNorm"),
                    layer.number("weightGradientNorm"),
                    layer.number("updateRatio")));
        }
        return new EpochHealth(epoch.integer("epoch"), epoch.integer("examples"), epoch.number("loss"), layers);
    }

    private static Finding finding(JsonTree finding) {
        return new Finding(
                finding.constant("symptom", Symptom.class),
                finding.text("layer"),
                finding.integer("epoch"),
                finding.number("figure"),
                finding.text("seen"),
                finding.text("advice"));
    }

    private static TestScore test(JsonTree test) {
        return new TestScore(
                test.number("loss"),
                test.number("score"),
                test.number("standardError"),
                test.integer("rows"),
                test.text("right"),
                test.text("shares"));
    }

    private static Failure failure(JsonTree failure) {
        return new Failure(failure.integer("epoch"), failure.whole("step"), failure.text("reason"));
    }

    private static Provenance provenance(JsonTree tree) {
        return new Provenance(
                tree.text("version"),
                tree.textOrNull("commit"),
                tree.text("jvm"),
                tree.texts("flags"),
                tree.text("kernels"),
                tree.integer("processors"),
                tree.text("architecture"),
                tree.text("system"));
    }
}
