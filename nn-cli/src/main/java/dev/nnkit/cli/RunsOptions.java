package dev.nnkit.cli;

import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.trial.Purpose;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which trials of a store are meant. */
final class RunsOptions {
    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--network", paramLabel = "TEXT", description = "Those whose network has this in its text.")
    private @Nullable String network;

    @Option(names = "--optimizer", paramLabel = "TEXT", description = "Those whose optimizer has this in its text.")
    private @Nullable String optimizer;

    @Option(names = "--data", paramLabel = "TEXT", description = "Those whose data have this in their name.")
    private @Nullable String data;

    @Option(names = "--seed", paramLabel = "N", description = "Those of this seed.")
    private @Nullable Long seed;

    @Option(names = "--purpose", paramLabel = "WHAT", description = "tuning or final: those that were for this.")
    private @Nullable Purpose purpose;

    @Option(names = "--failed", description = "Those that diverged.")
    private boolean failed;

    StoreOption store() {
        return store;
    }

    boolean isAny() {
        return network != null || optimizer != null || data != null || seed != null || purpose != null || failed;
    }

    TrialFilter filter() {
        TrialFilter filter = TrialFilter.all()
                .network(network)
                .optimizer(optimizer)
                .data(data)
                .seed(seed)
                .purpose(purpose);
        return failed ? filter.failed() : filter;
    }
}
