package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.JoinSpec;
import java.util.List;

/** The tests that every join passes; all that is said of {@link LayerContract} holds here. */
public abstract non-sealed class JoinContract extends NetworkContract {
    /** For subclasses. */
    protected JoinContract() {}

    /** What to test. */
    protected abstract JoinCases cases();

    @Override
    final List<Case> list() {
        return cases().list();
    }

    /** The text of the spec is parsed, and the join that it builds is given copies of the parameters by their paths. */
    @Override
    final Network reload(Trial trial, Network network) {
        Storage storage = new Storage(network.parameters());
        JoinSpec spec =
                (JoinSpec) Texts.parse(registry(), trial.of().kind(), trial.of().spec());
        Network loaded =
                new Network.OfJoin(spec.build(trial.of().shapes(), Initialization.loading(DataType.FLOAT64, storage)));
        storage.requireAllUsed();
        return loaded;
    }
}
