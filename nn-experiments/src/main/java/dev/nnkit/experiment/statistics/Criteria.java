package dev.nnkit.experiment.statistics;

import java.util.OptionalDouble;

/**
 * What has to be settled before the scores are seen.
 *
 * @param level how often, at most, a family of comparisons may claim a difference where there is none; in (0, 1);
 *     default 0.05
 * @param power how surely a difference that matters shall be seen, for {@link PairedComparison#seedsToSee}; in (0, 1);
 *     default 0.8
 * @param relevantDifference the smallest difference that matters, in the unit of the scores, above 0; empty where not
 *     stated
 */
public record Criteria(double level, double power, OptionalDouble relevantDifference) {
    public Criteria {
        requireShare("level", level);
        requireShare("power", power);
        if (relevantDifference.isPresent() && !(relevantDifference.getAsDouble() > 0)) {
            throw new IllegalArgumentException("criteria: the relevant difference must be above 0 but is "
                    + relevantDifference.getAsDouble() + ". Leave it out where none can be stated.");
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("criteria: " + name + " must lie between 0 and 1 but is " + value + ".");
        }
    }

    /** Level 0.05, power 0.8, no relevant difference. */
    public static Criteria standard() {
        return new Criteria(0.05, 0.8, OptionalDouble.empty());
    }

    /** The same with a smallest difference that matters. */
    public Criteria withRelevantDifference(double difference) {
        return new Criteria(level, power, OptionalDouble.of(difference));
    }
}
