package dev.nnkit.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * The loops of {@link FloatTiles} and {@link FloatPacking} one by one, for {@link WarmUp}: none waits until others, slow
 * as they all are at first, have been called as often as its turn in a whole product comes.
 */
final class FloatPractice {
    /** HotSpot compiles a loop for good after 600 calls with 15,000 rounds in all; so many rounds a call meet both at once. */
    private static final int STEPS = 26;

    private final float[] a = new float[2 * FloatTiles.ROWS * STEPS];
    private final float[] b = new float[STEPS * 4 * FloatTiles.LANES];
    private final float[] c = new float[2 * FloatTiles.ROWS * 4 * FloatTiles.LANES];
    /** Turns with each call: both ways through a loop have to be seen. */
    private boolean add;

    /** Of products with many rows. */
    List<Runnable> tiles() {
        int columns = FloatTiles.COLUMNS;
        int lanes = FloatTiles.LANES;
        List<Runnable> loops = new ArrayList<>();
        loops.add(() -> FloatPacking.columns(b, 0, columns, 1, STEPS, columns, b, 0, columns));
        loops.add(() -> FloatTiles.fourByOne(a, 0, 1, 2, 3, 4, b, 0, lanes, c, 0, lanes, STEPS, turn()));
        loops.add(() -> FloatTiles.fourByTwo(a, 0, 1, 2, 3, 4, b, 0, columns, c, 0, columns, STEPS, turn()));
        if (FloatTiles.EIGHT_ROWS) {
            loops.add(() -> FloatTiles.eightByTwo(a, 0, 4 * STEPS, b, 0, c, 0, columns, STEPS, turn()));
        }
        return loops;
    }

    /** Of products with few rows. */
    List<Runnable> rows() {
        int lanes = FloatTiles.LANES;
        return List.of(
                () -> FloatTiles.oneByOne(a, 0, 1, b, 0, lanes, c, 0, STEPS, turn()),
                () -> FloatTiles.oneByFour(a, 0, 1, b, 0, 4 * lanes, c, 0, STEPS, turn()));
    }

    private boolean turn() {
        add = !add;
        return add;
    }
}
