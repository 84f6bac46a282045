package dev.nnkit.core.train;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When and where snapshots go, and the one that the run begins with.
 *
 * @param everySteps updates from one snapshot to the next; 0 for none
 */
record Keeping(
        long everySteps,
        @Nullable Consumer<Snapshot> keeper,
        @Nullable Snapshot from) {
    static final Keeping NONE = new Keeping(0, null, null);

    boolean isUsed() {
        return keeper != null || from != null;
    }

    void keepIfDue(RunMemory memory, RunState state) {
        if (everySteps > 0 && state.step % everySteps == 0) {
            keep(memory, state);
        }
    }

    void keep(RunMemory memory, RunState state) {
        if (keeper != null) {
            keeper.accept(memory.save(state));
        }
    }
}
