package dev.nnkit.experiment.store;

import dev.nnkit.api.DataType;
import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.experiment.trial.DataReference;
import dev.nnkit.experiment.trial.EpochScores;
import dev.nnkit.experiment.trial.Failure;
import dev.nnkit.experiment.trial.Provenance;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrainingSettings;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns records into rows of the four tables. */
final class TrialRows {
    private TrialRows() {}

    /** Adds a record, unless one of that identity is there. */
    static boolean insert(Connection connection, TrialRecord record) throws SQLException {
        String identity = record.trial().identity();
        if (insertTrial(connection, identity, record) == 0) {
            return false;
        }
        TrialResult result = record.result();
        try (Row row = Row.into(connection, "epoch", 6)) {
            for (EpochScores epoch : result.curve()) {
                row.add(identity).add(epoch.epoch());
                row.add(epoch.trainLoss()).add(epoch.trainScore());
                row.add(epoch.validationLoss()).add(epoch.validationScore()).insert();
            }
        }
        try (Row row = Row.into(connection, "health", 15)) {
            for (EpochHealth epoch : result.health()) {
                for (int i = 0; i < epoch.layers().size(); i++) {
                    row.add(identity)
                            .add(epoch.epoch())
                            .add(i)
                            .add(epoch.examples())
                            .add(epoch.loss());
                    addLayer(row, epoch.layers().get(i)).insert();
                }
            }
        }
        try (Row row = Row.into(connection, "finding", 8)) {
            for (int i = 0; i < result.findings().size(); i++) {
                Finding finding = result.findings().get(i);
                row.add(identity).add(i).add(finding.symptom().name()).add(finding.layer());
                row.add(finding.epoch())
                        .add(finding.figure())
                        .add(finding.seen())
                        .add(finding.advice());
                row.insert();
            }
        }
        return true;
    }

    private static Row addLayer(Row row, LayerHealth layer) throws SQLException {
        LayerHealth.Units units = layer.units();
        row.add(layer.path()).add(layer.layer());
        row.add(units.count()).add(units.dead()).add(units.saturated());
        row.add(layer.mean()).add(layer.variance()).add(layer.gradientNorm());
        return row.add(layer.weightGradientNorm()).add(layer.updateRatio());
    }

    private static int insertTrial(Connection connection, String identity, TrialRecord record) throws SQLException {
        Trial trial = record.trial();
        TrainingSettings settings = trial.settings();
        TrialResult result = record.result();
        TestScore test = result.test();
        Failure failure = result.failure();
        Provenance provenance = record.provenance();
        try (Row row = Row.into(connection, "trial", 37)) {
            row.add(identity).add(trial.configuration()).add(trial.network());
            row.add(settings.optimizer()).add(settings.learningRate()).add(settings.schedule());
            row.add(String.join("\n", settings.transforms())).add(settings.loss());
            row.add(settings.epochs()).add(settings.batchSize()).add(settings.validationShare());
            row.add(settings.precision().name()).add(settings.score().name());
            row.add(trial.data().name()).add(trial.data().sha256());
            row.add(trial.seed()).add(trial.purpose().name());
            row.add(result.validationScore());
            row.add(test == null ? Double.NaN : test.loss()).add(result.testScore());
            row.add(test == null ? Double.NaN : test.standardError());
            row.add(test == null ? null : (long) test.rows());
            row.add(test == null ? null : test.right());
            row.add(failure == null ? null : (long) failure.epoch());
            row.add(failure == null ? null : (Long) failure.step());
            row.add(failure == null ? null : failure.reason());
            row.add(provenance.version()).add(provenance.commit()).add(provenance.jvm());
            row.add(String.join("\n", provenance.flags())).add(provenance.kernels());
            row.add(provenance.processors()).add(provenance.architecture()).add(provenance.system());
            row.add(record.started()).add(record.seconds());
            return row.add(test == null ? null : test.shares()).insert();
        }
    }

    /** @param row of {@code SELECT * FROM trial} */
    static TrialRecord read(Connection connection, Row.Reader row) throws SQLException {
        String identity = row.text("identity");
        TrainingSettings settings = new TrainingSettings(
                row.text("optimizer"),
                row.number("learning_rate"),
                row.text("schedule"),
                lines(row.text("transforms")),
                row.text("loss"),
                row.integer("epochs"),
                row.integer("batch_size"),
                row.number("validation_share"),
                row.constant("precision", DataType.class),
                row.constant("score", Score.class));
        Trial trial = new Trial(
                row.text("network"),
                settings,
                new DataReference(row.text("data_name"), row.text("data_sha256")),
                row.whole("seed"),
                row.constant("purpose", Purpose.class));
        TrialResult result = new TrialResult(
                ResultRows.curve(connection, identity),
                ResultRows.health(connection, identity),
                ResultRows.findings(connection, identity),
                test(row),
                failure(row));
        return new TrialRecord(trial, result, provenance(row), row.text("started"), row.number("seconds"));
    }

    private static @Nullable TestScore test(Row.Reader row) throws SQLException {
        return row.isNull("test_rows")
                ? null
                : new TestScore(
                        row.number("test_loss"),
                        row.number("test_score"),
                        row.number("test_standard_error"),
                        row.integer("test_rows"),
                        row.text("test_right"),
                        row.isNull("test_shares") ? "" : row.text("test_shares"));
    }

    private static @Nullable Failure failure(Row.Reader row) throws SQLException {
        return row.isNull("failure")
                ? null
                : new Failure(row.integer("failure_epoch"), row.whole("failure_step"), row.text("failure"));
    }

    private static Provenance provenance(Row.Reader row) throws SQLException {
        return new Provenance(
                row.text("version"),
                row.isNull("git_commit") ? null : row.text("git_commit"),
                row.text("jvm"),
                lines(row.text("flags")),
                row.text("kernels"),
                row.integer("processors"),
                row.text("architecture"),
                row.text("system"));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
