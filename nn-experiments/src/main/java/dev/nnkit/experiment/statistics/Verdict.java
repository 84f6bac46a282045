package dev.nnkit.experiment.statistics;

import dev.nnkit.experiment.statistics.PairedComparison.Finding;
import dev.nnkit.experiment.statistics.PairedComparison.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a comparison says, in sentences: the finding first, then failed trials, then the error of the test set.
 *
 * <pre>
 * gelu is better than relu by 0.4 ± 0.2 points (10 paired seeds, p = 0.003 after correction). On these 2,000 rows, ± 0.25
 * points: as much could change with other test rows.
 * </pre>
 *
 * @param text sentences on one line
 */
public record Verdict(Finding finding, String text) {
    /**
     * Thread-safe, as all of this package: pure functions of values.
     *
     * @param testSet the error of the <em>difference</em> on the test rows
     */
    public static Verdict of(PairedComparison comparison, TestSetError testSet) {
        Writer writer = new Writer(comparison);
        Finding finding = comparison.finding();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                switch (finding) {
                    case BETTER -> writer.claim("better");
                    case WORSE -> writer.claim("worse");
                    case NOT_SHOWN -> writer.notShown();
                    case TOO_FEW_SEEDS -> writer.tooFew();
                });
        sentences.addAll(writer.failures());
        sentences.add(writer.testSet(testSet));
        return new Verdict(finding, String.join(" ", sentences));
    }

    private record Writer(PairedComparison comparison) {
        private static final Pattern ROUNDS_TO_ZERO = Pattern.compile("[0.]+ ");

        private Pairs pairs() {
            return comparison.pairs();
        }

        private Measure measure() {
            return pairs().baseline().measure();
        }

        private String variant() {
            return pairs().variant().variant();
        }

        private String baseline() {
            return pairs().baseline().variant();
        }

        private boolean byT() {
            return comparison.test() == Test.PAIRED_T;
        }

        String claim(String word) {
            String claim = variant() + " is " + word + " than " + baseline();
            if (!byT()) {
                return claim + ": " + record() + " (" + p() + ").";
            }
            String by = size(Math.abs(comparison.meanAdvantage()));
            return claim + " by " + by + " (" + seeds() + ", " + p() + ").";
        }

        String notShown() {
            String nothing = "no difference between " + variant() + " and " + baseline() + " is shown";
            if (!byT()) {
                return nothing + ": " + record() + " (" + p() + ").";
            }
            return nothing + " (" + signed() + ", " + seeds() + ", " + p() + "); " + excluded() + ".";
        }

        private String excluded() {
            double bound = comparison.simultaneousInterval().largestMagnitude();
            String most = unit(Wording.upTo(bound));
            if (comparison.criteria().relevantDifference().isEmpty()) {
                return "one larger than " + most + " is excluded, a smaller one is not";
            }
            double relevant = comparison.criteria().relevantDifference().getAsDouble();
            String asked = "one of the " + unit(Wording.plain(relevant)) + " that matter ";
            if (relevant > bound) {
                return asked + "is excluded: it is at most " + most;
            }
            OptionalInt needed = comparison.seedsToSee(relevant);
            return asked + "cannot be excluded: it is at most " + most
                    + (needed.isPresent()
                            ? ", and " + Wording.count(needed.getAsInt(), "seed") + " would show it with power "
                                    + comparison.criteria().power()
                            : "");
        }

        String tooFew() {
            String few = Wording.count(pairs().seeds(), "seed")
                    + (pairs().seeds() == 1 ? " is" : " are") + " too few to tell " + variant() + " from " + baseline()
                    + " at the level " + comparison.criteria().level()
                    + (comparison.family() > 1 ? " over " + comparison.family() + " comparisons" : "")
                    + ": even if all agree they cannot reach it, " + comparison.seedsToReachLevel() + " can.";
            return byT()
                    ? few + " So far: " + signed() + " (" + p() + ", if the differences are normal)."
                    : few + " So far, " + record() + ".";
        }

        /** Failures by name, and what is left to compare; nothing where nothing failed. */
        List<String> failures() {
            if (!pairs().hasFailures()) {
                return List.of();
            }
            List<String> sentences = new ArrayList<>(Stream.of(pairs().variant(), pairs().baseline())
                    .map(Outcomes::failureText)
                    .filter(text -> !text.isEmpty())
                    .map(text -> text + ".")
                    .toList());
            sentences.add("A failed trial counts as worse than any that ended.");
            int finished = pairs().advantages().length;
            if (finished > 0) {
                sentences.add("Over " + (finished == 1 ? "the seed" : "the " + finished + " seeds")
                        + " where both ended: " + signed() + ".");
            }
            return sentences;
        }

        String testSet(TestSetError error) {
            String rows = Wording.count(error.rows(), "row");
            if (error.halfWidth().isEmpty()) {
                return "What other test rows than these " + rows
                        + " would change is not known: it takes the score of each row.";
            }
            double half = error.halfWidth().getAsDouble();
            String on = "On these " + rows + ", ± " + unit(Wording.upTo(half)) + (error.bound() ? " at most" : "");
            boolean claimed = comparison.finding() == Finding.BETTER || comparison.finding() == Finding.WORSE;
            return claimed && half >= Math.abs(comparison.meanAdvantage())
                    ? on + ": with other test rows the difference could vanish."
                    : on + ": as much could change with other test rows.";
        }

        private String record() {
            int ties = pairs().ties();
            return variant() + " wins " + pairs().wins() + (ties > 0 ? ", ties " + ties : "") + " and loses "
                    + pairs().losses() + " of " + seeds();
        }

        private String seeds() {
            return Wording.count(pairs().seeds(), "paired seed");
        }

        private String p() {
            return (byT() ? "" : "exact signed-rank ")
                    + Wording.p(comparison.correctedP(), comparison.criteria().level())
                    + (comparison.family() > 1 ? " after correction" : "");
        }

        /** The mean advantage with the one it favours; nobody where it rounds to 0. */
        private String signed() {
            double mean = comparison.meanAdvantage();
            String figure = size(Math.abs(mean));
            String favoured = " in favour of " + (mean > 0 ? variant() : baseline());
            return ROUNDS_TO_ZERO.matcher(figure).lookingAt() ? figure : figure + favoured;
        }

        private String size(double mean) {
            return unit(Wording.plusMinus(mean, comparison.interval().halfWidth()));
        }

        private String unit(String figure) {
            return Wording.withUnit(figure, measure());
        }
    }
}
