package dev.nnkit.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes loops on the Vector API fast soon, by calling them as HotSpot's second compiler wants it.
 *
 * <p>A method is compiled for good after 5,000 calls, or after 600 with 15,000 rounds of its loop. Until then each operation
 * on a vector takes half a microsecond, since vectors are objects; a tile has hundreds in a few rounds. So nearly all calls
 * have no rounds, and take nothing; one of fifty has some, for the compiler must have seen that the loop runs. A tile is fast
 * after a fifth of a second.
 *
 * <p>What must be known by then is which class of vectors is stored: a sum that is stored after its loop would stay an object
 * for good. So a loop that stores in each round comes first, with all its rounds. The elementary functions have all theirs, too:
 * their many operations are inlined where the compiler has seen them often in a call, and they become fast after a second. The
 * others take turns, so that the compiler has the next one while a first is being compiled, and no time for the Vector API's own
 * methods, of which it needs none.
 */
final class Practice {
    /**
     * A loop in a method that does nothing, or next to nothing, where it has no rounds. What a method with a mask or a constant
     * does before its loop is done without rounds too: done seldom, it would stay an object for good.
     */
    @FunctionalInterface
    interface Loop {
        void run(int rounds);

        /** Whether most calls may be without rounds. */
        default boolean mayBeEmpty() {
            return true;
        }
    }

    /** A tile that begins with what stood there, or with zeros. */
    @FunctionalInterface
    interface Tile {
        void run(int rounds, boolean add);
    }

    /** Both ways through a tile have to be seen: what was never taken is not compiled, and taking it starts all over. */
    static final class InTurns implements Loop {
        private final Tile tile;
        private boolean add;

        InTurns(Tile tile) {
            this.tile = tile;
        }

        @Override
        public void run(int rounds) {
            if (rounds > 0) {
                add = !add;
            }
            tile.run(rounds, add);
        }
    }

    /** A loop that is to be seen each time. */
    record Full(Loop loop) implements Loop {
        @Override
        public void run(int rounds) {
            loop.run(rounds);
        }

        @Override
        public boolean mayBeEmpty() {
            return false;
        }
    }

    /** More than twenty, and 600 times as many are more than 15,000. */
    static final int ROUNDS = 26;

    /** After so many calls HotSpot begins to count what happens in a method. */
    private static final int UNTIL_COUNTED = 250;

    private static final int TURNS = 100;
    private static final int EMPTY_CALLS_A_TURN = 50;
    private static final int EMPTY_CALLS_A_LOOK = 20_000;
    /** The longest loops take half a microsecond, or three on a slow processor; with vectors as objects, far longer. */
    private static final long FAST_NANOS = 4000;

    private Practice() {}

    /**
     * Calls the loops until all are fast.
     *
     * @param end when to give up, by {@link System#nanoTime()}
     * @return whether they are
     */
    static boolean makeFast(List<Loop> loops, long end) {
        // A loop with all its rounds is called by looking.
        return loops.stream().filter(loop -> !loop.mayBeEmpty()).allMatch(loop -> look(List.of(loop), end))
                && makeTilesFast(loops.stream().filter(Loop::mayBeEmpty).toList(), end);
    }

    private static boolean makeTilesFast(List<Loop> tiles, long end) {
        tiles.forEach(tile -> callEmpty(tile, UNTIL_COUNTED));
        for (int i = 0; i < TURNS; i++) {
            for (Loop tile : tiles) {
                callEmpty(tile, EMPTY_CALLS_A_TURN);
                tile.run(ROUNDS);
            }
        }
        return look(tiles, end);
    }

    private static boolean look(List<Loop> loops, long end) {
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
        if (loop.mayBeEmpty()) {
            callEmpty(loop, EMPTY_CALLS_A_LOOK);
        }
        long start = System.nanoTime();
        loop.run(ROUNDS);
        return System.nanoTime() - start <= FAST_NANOS;
    }
}
