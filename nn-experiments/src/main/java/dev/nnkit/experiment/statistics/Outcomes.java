package dev.nnkit.experiment.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outcomes of one variant, one for each seed. Place i of every variant of an experiment belongs to the same seed.
 *
 * @param variant the name that tables and verdicts use, such as {@code "gelu"}
 * @param bySeed one or more; throws IllegalArgumentException where empty
 */
public record Outcomes(String variant, Measure measure, List<Outcome> bySeed) {
    public Outcomes {
        bySeed = List.copyOf(bySeed);
        if (bySeed.isEmpty()) {
            throw new IllegalArgumentException(variant + ": must have an outcome for at least one seed but has none.");
        }
    }

    /** Outcomes from scores alone; what is not finite counts as a failure. */
    public static Outcomes of(String variant, Measure measure, double... scores) {
        return new Outcomes(
                variant, measure, Arrays.stream(scores).mapToObj(Outcome::of).toList());
    }

    public int seeds() {
        return bySeed.size();
    }

    public int failures() {
        return (int) bySeed.stream().filter(Outcome::isFailure).count();
    }

    /** The scores of the trials that did not fail, in the order of the seeds. */
    public double[] scores() {
        return bySeed.stream()
                .filter(outcome -> !outcome.isFailure())
                .mapToDouble(Outcome::score)
                .toArray();
    }

    /** Such as "3 of 10 seeds of tanh diverged"; empty where none failed. */
    public String failureText() {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Outcome outcome : bySeed) {
            String reason = outcome.failure();
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        if (reasons.isEmpty()) {
            return "";
        }
        String who = failures() + " of " + Wording.count(seeds(), "seed") + " of " + variant + " ";
        if (reasons.size() == 1) {
            return who + reasons.keySet().iterator().next();
        }
        return reasons.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ", who + "failed: ", ""));
    }
}
