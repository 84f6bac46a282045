package dev.nnkit.api.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many kernels of this JVM are being made fast: called again and again, by a thread beside the program, until HotSpot has
 * compiled them for good. That takes one processor for half a second, and where a program leaves none, far longer; so who shares
 * work among threads leaves one free meanwhile. Thread-safe.
 */
public final class WarmUps {
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private WarmUps() {}

    /** One begins, or waits for its turn. */
    public static void begin() {
        RUNNING.incrementAndGet();
    }

    /** One that began has ended, however it went. */
    public static void end() {
        RUNNING.decrementAndGet();
    }

    /** Whether there is one. */
    public static boolean areRunning() {
        return RUNNING.get() > 0;
    }
}
