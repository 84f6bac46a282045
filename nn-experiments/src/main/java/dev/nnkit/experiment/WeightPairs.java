package dev.nnkit.experiment;

import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.TrialRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which variants begin with the weights of the baseline but for their gain. The draws of a weight belong to the path and the
 * shape of its parameter, so another path or shape gets other draws, and of such weights a seed makes no pairs.
 */
final class WeightPairs {
    private WeightPairs() {}

    /** Sentences that say which are not, and why; empty where all are. */
    static List<String> warnings(List<PlannedVariant> variants, String baseline, Supplies supplies) {
        Map<String, Map<String, Shape>> weights = new LinkedHashMap<>();
        variants.forEach(variant -> weights.put(variant.variant().label(), weights(variant, supplies)));
        Map<String, Shape> reference = weights.getOrDefault(baseline, Map.of());
        Map<String, List<String>> labels = new LinkedHashMap<>();
        weights.forEach((label, own) -> {
            String difference = difference(own, reference);
            if (!difference.isEmpty()) {
                labels.computeIfAbsent(difference, unused -> new ArrayList<>()).add(label);
            }
        });
        if (labels.isEmpty()) {
            return List.of();
        }
        List<String> groups = new ArrayList<>();
        labels.forEach((difference, who) -> groups.add(String.join("; ", who) + " (" + difference + ")"));
        return List.of("Not all first weights are paired with those of " + baseline + ": " + String.join("; ", groups)
                + ". Seeds still pair rows and their order. Draws belong to a path and a shape: where layers are the same"
                + " but at another place, name them (head: dense(10)).");
    }

    private static Map<String, Shape> weights(PlannedVariant variant, Supplies supplies) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        TrialRunner.objective(variant.trial(variant.rates().get(0), 0, Purpose.FINAL), supplies)
                .network()
                .parameters()
                .stream()
                .filter(parameter -> parameter.role() == Role.WEIGHT)
                .forEach(parameter ->
                        shapes.put(parameter.path(), parameter.value().shape()));
        return shapes;
    }

    /** The first weight of either that the other does not have as it is; empty where there is none. */
    private static String difference(Map<String, Shape> own, Map<String, Shape> reference) {
        for (Map.Entry<String, Shape> weight : own.entrySet()) {
            Shape other = reference.get(weight.getKey());
            if (other == null || !weight.getValue().equals(other)) {
                return weight.getKey() + " has shape " + weight.getValue()
                        + (other == null ? " and no counterpart there" : ", but " + other + " there");
            }
        }
        for (Map.Entry<String, Shape> weight : reference.entrySet()) {
            if (!own.containsKey(weight.getKey())) {
                return "without the " + weight.getKey() + " that is there";
            }
        }
        return "";
    }
}
