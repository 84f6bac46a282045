package dev.nnkit.experiment;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.TrialData;
import dev.nnkit.experiment.trial.TrialRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be known to be wrong with a comparison before hours of training. */
final class PlanChecks {
    private PlanChecks() {}

    /** Networks whose text cannot be read, by that text. */
    static Supplies supplies(TrialData data, List<PlannedVariant> variants) {
        Map<String, LayerSpec> given = new HashMap<>();
        for (PlannedVariant variant : variants) {
            LayerSpec spec = variant.given();
            if (spec != null) {
                given.put(variant.network(), spec);
            }
        }
        return new Supplies(data, given);
    }

    static void requireSound(List<PlannedVariant> variants, String baseline, List<Long> seeds) {
        List<String> problems = new ArrayList<>();
        Map<String, String> labels = new HashMap<>();
        for (PlannedVariant planned : variants) {
            String label = planned.variant().label();
            String same = labels.put(
                    planned.trial(planned.rates()[0], 0, Purpose.FINAL).configuration(), label);
            if (same != null) {
                problems.add(same + " and " + label + " are the same: " + planned.network() + ", "
                        + planned.settings().optimizer() + ".");
            }
            try {
                TrialRunner.objective(
                        planned.trial(planned.rates()[0], seeds.get(0), Purpose.FINAL),
                        supplies(planned.data(), List.of(planned)));
            } catch (IllegalArgumentException e) {
                problems.add(label + ": " + e.getMessage());
            }
        }
        List<String> all =
                variants.stream().map(planned -> planned.variant().label()).toList();
        if (!all.contains(baseline)) {
            problems.add("there is no variant \"" + baseline + "\" to be the baseline, only " + all + ".");
        }
        requireNone(problems);
    }

    static void requireNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("comparison: " + String.join("\n", problems));
        }
    }
}
