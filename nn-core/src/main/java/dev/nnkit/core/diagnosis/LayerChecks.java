package dev.nnkit.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What goes wrong in layers: units that no longer learn, gradients that grow or shrink on their way back. */
final class LayerChecks {
    /** From this share of a layer's units on. */
    private static final double DEAD = 0.4;

    private static final double SATURATED = 0.5;
    /** The gradient at the first layer with weights, as a share of that at the last. */
    private static final double VANISHED = 0.01;

    private static final double EXPLODED = 100;
    /** Where so many units pass nothing on, it is known why gradients vanish. */
    private static final double WALL = 0.9;

    private LayerChecks() {}

    static List<Finding> look(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        if (!evidence.health().isEmpty()) {
            addGradients(evidence, findings);
            addUnits(evidence, findings);
        }
        return findings;
    }

    private static void addGradients(Evidence evidence, List<Finding> findings) {
        EpochHealth last = evidence.health().get(evidence.health().size() - 1);
        boolean explained = last.layers().stream()
                .anyMatch(layer ->
                        layer.units().deadShare() >= WALL || layer.units().saturatedShare() >= WALL);
        if (evidence.mostly(epoch -> growth(epoch) > EXPLODED)) {
            findings.add(gradients(
                    Symptom.EXPLODING_GRADIENTS,
                    extreme(evidence, LayerChecks::growth),
                    "Give the weights a smaller start (the default keeps signals the same size; else"
                            + " initializer=heNormal or glorotNormal), put batchNorm or layerNorm between the layers, or"
                            + " clip: --transform \"clipByNorm(1)\"."));
        } else if (!explained && evidence.mostly(epoch -> growth(epoch) < VANISHED)) {
            findings.add(gradients(
                    Symptom.VANISHING_GRADIENTS,
                    extreme(evidence, epoch -> -growth(epoch)),
                    "The first layers hardly learn. Use relu or gelu in place of sigmoid or tanh, put batchNorm or"
                            + " layerNorm between the layers or residual(...) around them, or take fewer layers."));
        }
    }

    private static EpochHealth extreme(Evidence evidence, ToDoubleFunction<EpochHealth> size) {
        EpochHealth extreme = evidence.health().get(0);
        for (EpochHealth epoch : evidence.health()) {
            extreme = size.applyAsDouble(epoch) > size.applyAsDouble(extreme) ? epoch : extreme;
        }
        return extreme;
    }

    /** The gradient at the first layer with weights over that at the last: 1 if it stays as it is; NaN if there is none. */
    private static double growth(EpochHealth epoch) {
        List<LayerHealth> layers = Evidence.weighted(epoch);
        return layers.size() < 2
                ? Double.NaN
                : layers.get(0).gradientNorm() / layers.get(layers.size() - 1).gradientNorm();
    }

    private static Finding gradients(Symptom symptom, EpochHealth epoch, String advice) {
        List<LayerHealth> layers = Evidence.weighted(epoch);
        LayerHealth first = layers.get(0);
        LayerHealth last = layers.get(layers.size() - 1);
        String seen = String.format(
                Locale.ROOT,
                "%s: in epoch %d the norm of the gradient was %s at %s, and %s at %s, %d layers with weights before"
                        + " it.",
                symptom == Symptom.EXPLODING_GRADIENTS ? "Exploding gradients" : "Vanishing gradients",
                epoch.epoch(),
                Evidence.number(last.gradientNorm()),
                last.name(),
                Evidence.number(first.gradientNorm()),
                first.name(),
                layers.size() - 1);
        return new Finding(symptom, first.path(), epoch.epoch(), growth(epoch), seen, advice);
    }

    private static void addUnits(Evidence evidence, List<Finding> findings) {
        EpochHealth last = evidence.health().get(evidence.health().size() - 1);
        for (int i = 0; i < last.layers().size(); i++) {
            LayerHealth layer = last.layers().get(i);
            LayerHealth.Units units = layer.units();
            if (units.deadShare() >= DEAD) {
                findings.add(units(
                        Symptom.DEAD_UNITS,
                        evidence,
                        i,
                        units.dead(),
                        "had slope 0 for all of the " + last.examples() + " examples looked at",
                        "They are dead: nothing flows back through them, and they cannot recover. Lower the learning"
                                + " rate (--optimizer), or use leakyRelu(0.01) or gelu in their place."));
            } else if (units.saturatedShare() >= SATURATED) {
                findings.add(units(
                        Symptom.SATURATED_UNITS,
                        evidence,
                        i,
                        units.saturated(),
                        "lay where the slope is below " + Evidence.percent(Tally.FLAT)
                                + " of the steepest, for at least " + Evidence.percent(Tally.NEARLY_ALL)
                                + " of the examples",
                        "They are saturated and hardly learn. Scale the inputs, lower the learning rate"
                                + " (--optimizer), start with smaller weights (the default fits the activation),"
                                + " or put batchNorm before them."));
            }
        }
    }

    private static Finding units(Symptom symptom, Evidence evidence, int index, int count, String what, String advice) {
        boolean dead = symptom == Symptom.DEAD_UNITS;
        int since = 0;
        for (int i = evidence.health().size() - 1; i >= 0; i--) {
            EpochHealth epoch = evidence.health().get(i);
            LayerHealth.Units units = epoch.layers().get(index).units();
            if (dead ? units.deadShare() < DEAD : units.saturatedShare() < SATURATED) {
                break;
            }
            since = epoch.epoch();
        }
        EpochHealth last = evidence.health().get(evidence.health().size() - 1);
        LayerHealth layer = last.layers().get(index);
        double share = dead ? layer.units().deadShare() : layer.units().saturatedShare();
        String seen = String.format(
                Locale.ROOT,
                "%s, %s: %d of %d units (%s) %s; so many since epoch %d.",
                dead ? "Dead units" : "Saturated units",
                layer.name(),
                count,
                layer.units().count(),
                Evidence.percent(share),
                what,
                since);
        return new Finding(symptom, layer.path(), since, share, seen, advice);
    }
}
