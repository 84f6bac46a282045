package dev.nnkit.experiment.trial;

import dev.nnkit.api.DataType;

/** A trial as JSON, with its keys in one order: identities are hashes of it. */
final class TrialJson {
    private TrialJson() {}

    static void write(Trial trial, JsonText out) {
        out.object(() -> properties(trial, out));
    }

    static void properties(Trial trial, JsonText out) {
        TrainingSettings settings = trial.settings();
        out.put("network", trial.network());
        out.put("optimizer", settings.optimizer());
        out.put("learningRate", settings.learningRate());
        out.put("schedule", settings.schedule());
        out.texts("transforms", settings.transforms());
        out.put("loss", settings.loss());
        out.put("epochs", settings.epochs());
        out.put("batchSize", settings.batchSize());
        out.put("validationShare", settings.validationShare());
        out.put("precision", settings.precision().name());
        out.put("score", settings.score().name());
        out.put("dataName", trial.data().name());
        out.put("dataSha256", trial.data().sha256());
        out.put("seed", trial.seed());
        out.put("purpose", trial.purpose().name());
    }

    static Trial trial(JsonTree tree) {
        TrainingSettings settings = new TrainingSettings(
                tree.text("optimizer"),
                tree.number("learningRate"),
                tree.text("schedule"),
                tree.texts("transforms"),
                tree.text("loss"),
                tree.integer("epochs"),
                tree.integer("batchSize"),
                tree.number("validationShare"),
                tree.constant("precision", DataType.class),
                tree.constant("score", Score.class));
        return new Trial(
                tree.text("network"),
                settings,
                new DataReference(tree.text("dataName"), tree.text("dataSha256")),
                tree.whole("seed"),
                tree.constant("purpose", Purpose.class));
    }
}
