package dev.nnkit.experiment;

import dev.nnkit.experiment.execution.TrialExecutor;
import dev.nnkit.experiment.store.TrialStore;
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
 *
 * @param warnings about what is known before the first trial
 */
record ComparisonRun(
        List<PlannedVariant> variants,
        LearningRates rates,
        List<Long> seeds,
        String baseline,
        Supplies supplies,
        List<String> warnings) {
    Comparison run(TrialExecutor executor, @Nullable TrialStore store, ComparisonListener listener) {
        Ledger ledger = new Ledger(supplies, executor, store, listener);
        Tuning tuning = Tuning.of(variants, rates, seeds, ledger, listener);
        List<List<Trial>> finals = new ArrayList<>();
        for (PlannedVariant variant : tuning.variants()) {
            finals.add(variant.finals(tuning.chosenRate(variant), seeds));
        }
        ledger.require(finals.stream().flatMap(List::stream).toList());

        List<VariantResult> results = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            results.add(result(tuning, tuning.variants().get(i), finals.get(i), ledger));
        }
        return comparison(results, tuning, ledger);
    }

    private static Score score(PlannedVariant variant) {
        return variant.settings().score();
    }

    private static VariantResult result(Tuning tuning, PlannedVariant variant, List<Trial> finals, Ledger ledger) {
        List<TrialRecord> records = finals.stream().map(ledger::record).toList();
        List<RateResult> grid = variant.isTuned()
                ? tuning.grid(variant)
                : List.of(new RateResult(variant.rates().get(0), records));
        return new VariantResult(variant.variant(), grid, VariantResult.choose(grid, score(variant)), records);
    }

    private Comparison comparison(List<VariantResult> results, Tuning tuning, Ledger ledger) {
        List<String> all = new ArrayList<>(tuning.notes());
        results.stream()
                .map(VariantResult::edgeWarning)
                .flatMap(Optional::stream)
                .forEach(all::add);
        if (!variants.get(0).isTuned()) {
            all.add("No learning rate was tuned: a variant that needs another one than "
                    + variants.get(0).rates().get(0) + " is at a disadvantage.");
        }
        all.addAll(warnings);
        return new Comparison(
                supplies.data().reference(),
                score(variants.get(0)),
                seeds,
                baseline,
                results,
                all,
                ledger.ran(),
                ledger.reused());
    }
}
