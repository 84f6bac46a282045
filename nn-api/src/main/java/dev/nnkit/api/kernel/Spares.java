package dev.nnkit.api.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that are not in use, for any number of threads: whoever needs one takes it and gives it back. So there are as
 * many as there were takers at one time, at most {@link #KEPT} are kept, and none hangs on a thread.
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
        for (int i = 0; i < KEPT; i++) {
            if (slots.getPlain(i) != null) {
                T spare = slots.getAndSet(i, null);
                if (spare != null) {
                    return spare;
                }
            }
        }
        return maker.get();
    }

    /** For others to take; whoever gives it back must not use it any more. */
    public void giveBack(T buffer) {
        for (int i = 0; i < KEPT; i++) {
            if (slots.getPlain(i) == null && slots.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
