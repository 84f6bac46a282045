package dev.nnkit.api.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that are not in use, for any number of threads: whoever needs one takes it and gives it back. So there are as
 * many as there were takers at one time, at most {@link #KEPT} are kept, and none hangs on a thread. A thread finds the one
 * again that it gave back last: in its core's cache it is, and fetching it from another core's would take as long as using it.
 */
public final class Spares<T> {
    private static final int KEPT = 64;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(KEPT);
    private final Supplier<T> maker;

    /** @param maker makes a buffer when all are in use */
    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /** A buffer with undefined contents. */
    public T take() {
        int first = first();
        for (int i = 0; i < KEPT; i++) {
            int slot = (first + i) % KEPT;
            if (slots.getPlain(slot) != null) {
                T spare = slots.getAndSet(slot, null);
                if (spare != null) {
                    return spare;
                }
            }
        }
        return maker.get();
    }

    /** For others to take; whoever gives it back must not use it any more. */
    public void giveBack(T buffer) {
        int first = first();
        for (int i = 0; i < KEPT; i++) {
            int slot = (first + i) % KEPT;
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, buffer)) {
                return;
            }
        }
    }

    /** Where this thread begins to look. */
    private static int first() {
        return (int) (Thread.currentThread().getId() % KEPT);
    }
}
