package dev.nnkit.core.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is wrong with the data before anything is learned from them. */
final class DataChecks {
    private static final double LARGE = 10;
    private static final double SMALL = 0.01;
    /** The rarest class as a share of what each class would have if all were equally frequent. */
    private static final double RARE = 0.2;

    private DataChecks() {}

    static List<Finding> look(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        addInputs(evidence, findings);
        addClasses(evidence, findings);
        return findings;
    }

    private static void addInputs(Evidence evidence, List<Finding> findings) {
        InputScale inputs = evidence.inputs();
        if (inputs == null || isNormalised(evidence) || !(inputs.size() > LARGE || inputs.size() < SMALL)) {
            return;
        }
        String which = inputs.feature() < 0 ? "the inputs lie" : "feature " + inputs.feature() + " lies";
        findings.add(Finding.ofWhole(
                Symptom.UNSCALED_INPUTS,
                0,
                inputs.size(),
                String.format(
                        Locale.ROOT,
                        "Inputs not scaled: %s between %s and %s, with a root mean square of %s; first weights and"
                                + " learning rates are made for about 1.",
                        which,
                        Evidence.number(inputs.low()),
                        Evidence.number(inputs.high()),
                        Evidence.number(inputs.size())),
                "For a table --scale standard, in code Transformations.standardise(training) or scale(1.0 / 255) for"
                        + " images; or begin the network with batchNorm."));
    }

    /** Whether the network scales its inputs itself. */
    private static boolean isNormalised(Evidence evidence) {
        return !evidence.health().isEmpty()
                && evidence.health().get(0).layers().stream()
                        .map(LayerHealth::layer)
                        .filter(layer -> !layer.startsWith("flatten"))
                        .findFirst()
                        .filter(layer -> layer.startsWith("batchNorm") || layer.startsWith("layerNorm"))
                        .isPresent();
    }

    private static void addClasses(Evidence evidence, List<Finding> findings) {
        ClassCounts classes = evidence.classes();
        if (classes == null || classes.counts().size() < 2) {
            return;
        }
        List<Integer> counts = classes.counts();
        int total = classes.total();
        int rarest = counts.indexOf(Collections.min(counts));
        int commonest = counts.indexOf(Collections.max(counts));
        double share = (double) counts.get(rarest) / total;
        if (share < RARE / counts.size()) {
            findings.add(Finding.ofWhole(
                    Symptom.UNBALANCED_CLASSES,
                    0,
                    share,
                    String.format(
                            Locale.ROOT,
                            "Classes out of balance: %s has %,d of %,d examples, %s has %,d; always saying %s is right"
                                    + " in %s of them.",
                            classes.name(rarest),
                            counts.get(rarest),
                            total,
                            classes.name(commonest),
                            counts.get(commonest),
                            classes.name(commonest),
                            Evidence.percent((double) counts.get(commonest) / total)),
                    "Look at the recall of each class (nn evaluate), not at accuracy; collect more of the rare ones,"
                            + " or give them more weight: Dataset.withExampleWeights."));
        }
    }
}
