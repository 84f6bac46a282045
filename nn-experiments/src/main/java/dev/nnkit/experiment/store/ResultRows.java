package dev.nnkit.experiment.store;

import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.core.diagnosis.Symptom;
import dev.nnkit.experiment.trial.EpochScores;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what came of a trial, in the order in which it came. */
final class ResultRows {
    private ResultRows() {}

    static List<EpochScores> curve(Connection connection, String identity) throws SQLException {
        return Row.read(
                connection,
                "SELECT * FROM epoch WHERE identity = ? ORDER BY epoch",
                List.of(identity),
                row -> new EpochScores(
                        row.integer("epoch"),
                        row.number("train_loss"),
                        row.number("train_score"),
                        row.number("validation_loss"),
                        row.number("validation_score")));
    }

    static List<EpochHealth> health(Connection connection, String identity) throws SQLException {
        List<EpochHealth> epochs = new ArrayList<>();
        List<LayerHealth> layers = new ArrayList<>();
        Row.read(
                connection,
                "SELECT * FROM health WHERE identity = ? ORDER BY epoch, position DESC",
                List.of(identity),
                row -> {
                    layers.add(0, layer(row));
                    if (row.integer("position") == 0) {
                        epochs.add(new EpochHealth(
                                row.integer("epoch"), row.integer("examples"), row.number("loss"), layers));
                        layers.clear();
                    }
                    return row;
                });
        return epochs;
    }

    private static LayerHealth layer(Row.Reader row) throws SQLException {
        return new LayerHealth(
                row.text("path"),
                row.text("layer"),
                new LayerHealth.Units(row.integer("units"), row.integer("dead"), row.integer("saturated")),
                row.number("mean"),
                row.number("variance"),
                row.number("gradient_norm"),
                row.number("weight_gradient_norm"),
                row.number("update_ratio"));
    }

    static List<Finding> findings(Connection connection, String identity) throws SQLException {
        return Row.read(
                connection,
                "SELECT * FROM finding WHERE identity = ? ORDER BY position",
                List.of(identity),
                row -> new Finding(
                        row.constant("symptom", Symptom.class),
                        row.text("layer"),
                        row.integer("epoch"),
                        row.number("figure"),
                        row.text("seen"),
                        row.text("advice")));
    }
}
