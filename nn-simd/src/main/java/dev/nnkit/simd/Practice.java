package dev.nnkit.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes loops on the Vector API fast within a fifth of a second, by calling them as HotSpot's second compiler wants it.
 *
 * <p>A method is compiled for good after 5,000 calls, or after 600 with 15,000 rounds of its loop. Until then each operation
 * on a vector takes half a microsecond, since vectors are objects; a tile has hundreds in a few rounds. So nearly all calls
 * have no rounds, and take nothing. Some have a few, for the compiler must have seen that a loop runs: some of a hundred is
 * enough, and with fewer it has made code in which vectors stayed objects, for good.
 *
 * <p>All loops take turns, so that the compiler has the next one while a first is being compiled, and no time for the Vector
 * API's own methods, of which it needs none.
 */
final class Practice {
    /** A loop in a method that does nothing on vectors where it has no rounds. */
    @FunctionalInterface
    interface Loop {
        void run(int rounds);
    }

    static final int ROUNDS = 26;

    /** After so many calls HotSpot begins to count what happens in a method. */
    private static final int UNTIL_COUNTED = 250;

    private static final int TURNS = 100;
    private static final int EMPTY_CALLS_A_TURN = 50;
    /** Together with the turns, more than what it takes. */
    private static final int EMPTY_CALLS_A_LOOK = 20_000;
    /** Vectors as objects take at least twice as long. */
    private static final long FAST_NANOS = 1500;

    private Practice() {}

    /**
     * Calls the loops until all are fast.
     *
     * @param end when to give up, by {@link System#nanoTime()}
     * @return whether they are
     */
    static boolean makeFast(List<Loop> loops, long end) {
        loops.forEach(loop -> callEmpty(loop, UNTIL_COUNTED));
        for (int i = 0; i < TURNS; i++) {
            for (Loop loop : loops) {
                callEmpty(loop, EMPTY_CALLS_A_TURN);
                loop.run(ROUNDS);
            }
        }
        List<Loop> slow = new ArrayList<>(loops);
        while (!slow.isEmpty() && System.nanoTime() - end < 0) {
            slow.removeIf(Practice::isFast);
        }
        return slow.isEmpty();
    }

    private static void callEmpty(Loop loop, int times) {
        for (int i = 0; i < times; i++) {
            loop.run(0);
        }
    }

    private static boolean isFast(Loop loop) {
        callEmpty(loop, EMPTY_CALLS_A_LOOK);
        long start = System.nanoTime();
        loop.run(ROUNDS);
        return System.nanoTime() - start <= FAST_NANOS;
    }
}
