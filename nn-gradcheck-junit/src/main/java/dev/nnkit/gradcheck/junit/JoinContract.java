package dev.nnkit.gradcheck.junit;

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
}
