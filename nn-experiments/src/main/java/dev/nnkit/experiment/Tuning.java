package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which learning rate is best for each variant, on validation rows. Every variant gets as many rates: where the best of one
 * lies at an end of the grid, and the grid may be extended, it is extended there for all of them.
 *
 * @param variants with all rates that were tried
 * @param notes how the grid was extended, a sentence each
 */
record Tuning(List<PlannedVariant> variants, List<Long> seeds, Ledger ledger, List<String> notes) {
    /** Runs the trials; the listener is told how many there are, those on test rows included. */
    static Tuning of(
            List<PlannedVariant> planned,
            LearningRates rates,
            List<Long> seeds,
            Ledger ledger,
            ComparisonListener listener) {
        Tuning tuning = new Tuning(planned, seeds, ledger, List.of());
        listener.onStart(tuning.trials().size() + planned.size() * seeds.size());
        ledger.require(tuning.trials());
        LearningRates grid = rates;
        Set<String> down = new LinkedHashSet<>();
        Set<String> up = new LinkedHashSet<>();
        while (grid.steps() > 0) {
            List<String> lowest = tuning.bestAt(true);
            List<String> highest = tuning.bestAt(false);
            if (lowest.isEmpty() && highest.isEmpty()) {
                break;
            }
            down.addAll(lowest);
            up.addAll(highest);
            grid = grid.extended(!lowest.isEmpty(), !highest.isEmpty());
            tuning = tuning.withRates(grid, listener);
        }
        List<String> notes = new ArrayList<>();
        addNote(notes, grid.below(), "lower", "lowest", down);
        addNote(notes, grid.above(), "higher", "highest", up);
        return new Tuning(tuning.variants, seeds, ledger, notes);
    }

    private static void addNote(List<String> notes, int count, String side, String end, Set<String> variants) {
        if (count > 0) {
            notes.add("The grid of learning rates got " + count + " " + side + (count == 1 ? " rate" : " rates")
                    + ", for every variant alike, because the " + end + " was the best of "
                    + String.join("; ", variants) + ".");
        }
    }

    private Tuning withRates(LearningRates grid, ComparisonListener listener) {
        Set<Trial> before = new HashSet<>(trials());
        Tuning more = new Tuning(
                variants.stream().map(variant -> variant.withRates(grid)).toList(), seeds, ledger, notes);
        List<Trial> added = new ArrayList<>(more.trials());
        added.removeAll(before);
        listener.onMore(added.size());
        ledger.require(added);
        return more;
    }

    private List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        variants.forEach(variant -> trials.addAll(variant.tuning(seeds)));
        return trials;
    }

    /** The labels of the variants for which the rate at that end is the best. */
    private List<String> bestAt(boolean lowEnd) {
        return variants.stream()
                .filter(variant -> chosenRate(variant)
                        == variant.rates().get(lowEnd ? 0 : variant.rates().size() - 1))
                .map(variant -> variant.variant().label())
                .toList();
    }

    /** Of what was tried; the only one where there is nothing to choose. */
    double chosenRate(PlannedVariant variant) {
        return variant.isTuned()
                ? VariantResult.choose(grid(variant), variant.settings().score())
                        .learningRate()
                : variant.rates().get(0);
    }

    /** By rate, in ascending order. */
    List<RateResult> grid(PlannedVariant variant) {
        return variant.rates().stream()
                .map(rate -> new RateResult(
                        rate,
                        seeds.stream()
                                .map(seed -> ledger.record(variant.trial(rate, seed, Purpose.TUNING)))
                                .toList()))
                .toList();
    }
}
