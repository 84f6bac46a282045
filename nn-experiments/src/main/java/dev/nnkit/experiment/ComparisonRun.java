package dev.nnkit.experiment;

import dev.nnkit.experiment.execution.TrialExecutor;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comparison from the first trial to the last: all rates of all variants, then the choices, then the trials that see the
 * test rows. Those see them after everything was chosen, and nothing is chosen afterwards.
 */
record ComparisonRun(List<PlannedVariant> variants, List<Long> seeds, String baseline, Supplies supplies) {
    Comparison run(TrialExecutor executor, @Nullable TrialStore store, ComparisonListener listener) {
        Ledger ledger = new Ledger(supplies, executor, store, listener);
        List<Trial> tuning = new ArrayList<>();
        variants.forEach(variant -> tuning.addAll(variant.tuning(seeds)));
        listener.onStart(tuning.size() + variants.size() * seeds.size());
        ledger.require(tuning);

        List<List<RateResult>> grids = new ArrayList<>();
        List<List<Trial>> finals = new ArrayList<>();
        for (PlannedVariant variant : variants) {
            List<RateResult> grid = grid(variant, ledger);
            grids.add(grid);
            double rate = variant.isTuned()
                    ? VariantResult.choose(grid, score(variant)).learningRate()
                    : variant.rates()[0];
            finals.add(variant.finals(rate, seeds));
        }
        ledger.require(finals.stream().flatMap(List::stream).toList());

        List<VariantResult> results = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            results.add(result(variants.get(i), grids.get(i), finals.get(i), ledger));
        }
        return comparison(results, ledger);
    }

    private static Score score(PlannedVariant variant) {
        return variant.settings().score();
    }

    private List<RateResult> grid(PlannedVariant variant, Ledger ledger) {
        List<RateResult> grid = new ArrayList<>();
        if (variant.isTuned()) {
            for (double rate : variant.rates()) {
                grid.add(new RateResult(
                        rate,
                        seeds.stream()
                                .map(seed -> ledger.record(variant.trial(rate, seed, Purpose.TUNING)))
                                .toList()));
            }
        }
        return grid;
    }

    private static VariantResult result(
            PlannedVariant variant, List<RateResult> tuned, List<Trial> finals, Ledger ledger) {
        List<TrialRecord> records = finals.stream().map(ledger::record).toList();
        List<RateResult> grid = variant.isTuned() ? tuned : List.of(new RateResult(variant.rates()[0], records));
        return new VariantResult(variant.variant(), grid, VariantResult.choose(grid, score(variant)), records);
    }

    private Comparison comparison(List<VariantResult> results, Ledger ledger) {
        List<String> warnings = new ArrayList<>(results.stream()
                .map(VariantResult::edgeWarning)
                .flatMap(Optional::stream)
                .toList());
        if (!variants.get(0).isTuned()) {
            warnings.add("No learning rate was tuned: a variant that needs another one than "
                    + variants.get(0).rates()[0] + " is at a disadvantage.");
        }
        return new Comparison(
                supplies.data().reference(),
                score(variants.get(0)),
                seeds,
                baseline,
                results,
                warnings,
                ledger.ran(),
                ledger.reused());
    }
}
