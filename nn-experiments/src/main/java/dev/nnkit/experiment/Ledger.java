package dev.nnkit.experiment;

import dev.nnkit.experiment.execution.TrialExecutor;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the records of trials: those in the store, and those that it has had run, which it stores as they end. */
final class Ledger {
    private final Supplies supplies;
    private final TrialExecutor executor;
    private final @Nullable TrialStore store;
    private final ComparisonListener listener;
    private final Map<String, TrialRecord> records = new HashMap<>();
    private int ran;
    private int reused;

    Ledger(Supplies supplies, TrialExecutor executor, @Nullable TrialStore store, ComparisonListener listener) {
        this.supplies = supplies;
        this.executor = executor;
        this.store = store;
        this.listener = listener;
    }

    /** Sees to it that there are records of all of them. */
    void require(List<Trial> trials) {
        List<Trial> missing = new ArrayList<>();
        for (Trial trial : trials) {
            Optional<TrialRecord> stored = store == null ? Optional.empty() : store.find(trial.identity());
            if (stored.isPresent()) {
                reused++;
                keep(trial, stored.get(), true);
            } else {
                missing.add(trial);
            }
        }
        executor.execute(missing, supplies, record -> {
            if (store != null) {
                store.add(record);
            }
            ran++;
            keep(record.trial(), record, false);
        });
    }

    private void keep(Trial trial, TrialRecord record, boolean wasThere) {
        records.put(trial.identity(), record);
        listener.onTrial(record, wasThere);
    }

    TrialRecord record(Trial trial) {
        return Objects.requireNonNull(records.get(trial.identity()));
    }

    int ran() {
        return ran;
    }

    int reused() {
        return reused;
    }
}
