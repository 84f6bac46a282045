package dev.nnkit.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * The loops of {@link DoubleTiles} and {@link DoublePacking} one by one, for {@link WarmUp}: none waits until others, slow
 * as they all are at first, have been called as often as its turn in a whole product comes.
 */
final class DoublePractice {
    /** HotSpot compiles a loop for good after 600 calls with 15,000 rounds in all; so many rounds a call meet both at once. */
    private static final int STEPS = 26;

    private final double[] a = new double[2 * DoubleTiles.ROWS * STEPS];
    private final double[] b = new double[STEPS * 4 * DoubleTiles.LANES];
    private final double[] c = new double[2 * DoubleTiles.ROWS * 4 * DoubleTiles.LANES];
    /** Turns with each call: both ways through a loop have to be seen. */
    private boolean add;

    /** Of products with many rows. */
    List<Runnable> tiles() {
        int columns = DoubleTiles.COLUMNS;
        int lanes = DoubleTiles.LANES;
        List<Runnable> loops = new ArrayList<>();
        loops.add(() -> DoublePacking.columns(b, 0, columns, 1, STEPS, columns, b, 0, columns));
        loops.add(() -> DoubleTiles.fourByOne(a, 0, 1, 2, 3, 4, b, 0, lanes, c, 0, lanes, STEPS, turn()));
        loops.add(() -> DoubleTiles.fourByTwo(a, 0, 1, 2, 3, 4, b, 0, columns, c, 0, columns, STEPS, turn()));
        if (DoubleTiles.EIGHT_ROWS) {
            loops.add(() -> DoubleTiles.eightByTwo(a, 0, 4 * STEPS, b, 0, c, 0, columns, STEPS, turn()));
        }
        return loops;
    }

    /** Of products with few rows. */
    List<Runnable> rows() {
        int lanes = DoubleTiles.LANES;
        return List.of(
                () -> DoubleTiles.oneByOne(a, 0, 1, b, 0, lanes, c, 0, STEPS, turn()),
                () -> DoubleTiles.oneByFour(a, 0, 1, b, 0, 4 * lanes, c, 0, STEPS, turn()));
    }

    private boolean turn() {
        add = !add;
        return add;
    }
}
