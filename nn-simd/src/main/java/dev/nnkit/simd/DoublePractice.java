package dev.nnkit.simd;

import dev.nnkit.simd.Practice.Full;
import dev.nnkit.simd.Practice.InTurns;
import dev.nnkit.simd.Practice.Loop;
import dev.nnkit.simd.WarmUp.Work;
import java.util.ArrayList;
import java.util.List;

/** The loops on vectors in double, for {@link Practice}, each with operands of its own size in numbers of no meaning. */
final class DoublePractice {
    private static final int LANES = DoubleTiles.LANES;
    private static final int COLUMNS = DoubleTiles.COLUMNS;
    private static final int STEPS = Practice.ROUNDS;
    /** More than any of them reads or writes. */
    private static final int SIZE = 1 << 14;

    private final double[] a = new double[SIZE];
    private final double[] b = new double[SIZE];
    private final double[] c = new double[SIZE];

    List<Loop> of(Work work) {
        return switch (work) {
            case PRODUCTS -> products();
            case FEW_ROWS -> fewRows();
            case CONVOLUTIONS -> convolutions();
            case POOLING ->
                List.of(
                        stores(),
                        k -> DoublePools.largest(a, 0, 2 * LANES * k, LANES, c, 0, k),
                        k -> DoublePools.spread(a, 0, 2 * LANES * k, LANES, b, b, c, 0, k));
            case EXP -> List.of(stores(), new Full(k -> DoubleVectors.exp(a, c, 0, elements(k))));
            case LOG -> List.of(stores(), new Full(k -> DoubleVectors.log(a, c, 0, elements(k))));
            case TANH -> List.of(stores(), new Full(k -> DoubleVectors.tanh(a, c, 0, elements(k))));
            case SIGMOID -> List.of(stores(), new Full(k -> DoubleVectors.sigmoid(a, c, 0, elements(k))));
            case ERF -> List.of(stores(), new Full(k -> DoubleVectors.erf(a, c, 0, elements(k))));
        };
    }

    /** Some vectors, and one element that is left over. */
    private static int elements(int rounds) {
        return rounds == 0 ? 0 : rounds * LANES + 1;
    }

    private List<Loop> products() {
        List<Loop> loops = new ArrayList<>();
        loops.add(stores());
        loops.add(fourByOne());
        loops.add(fourByTwo());
        if (DoubleTiles.EIGHT_ROWS) {
            loops.add(new InTurns((k, add) -> DoubleTiles.eightByTwo(a, 0, 4 * STEPS, b, 0, c, 0, COLUMNS, k, add)));
        }
        return loops;
    }

    private List<Loop> fewRows() {
        return List.of(
                stores(),
                fourByTwo(),
                new InTurns((k, add) -> DoubleTiles.oneByOne(a, 0, 1, b, 0, LANES, c, 0, k, add)),
                new InTurns((k, add) -> DoubleTiles.oneByFour(a, 0, 1, b, 0, 4 * LANES, c, 0, k, add)));
    }

    private List<Loop> convolutions() {
        return List.of(
                stores(),
                fourByOne(),
                fourByTwo(),
                new InTurns((k, add) -> DoubleFilterTiles.alongSteps(
                        a, 0, STEPS, b, 0, LANES, add ? c : null, 0, LANES, c, 0, LANES, k)),
                new InTurns((k, add) -> DoubleFilterTiles.alongRows(
                        a, 0, DoubleFilterTiles.ROWS, b, 0, LANES, add ? c : null, 0, LANES, c, 0, LANES, k)),
                k -> DoubleFilterTiles.copyToRows(a, 0, c, 0, COLUMNS, k),
                k -> DoubleBlock.lines(a, 0, 2 * LANES, LANES + 1, k, c, 0),
                k -> DoubleBlock.shifted(a, 0, STEPS, 5, 0, k, 2 * LANES, c, 0),
                k -> DoubleImageGradient.add(a, 0, 2 * LANES, c, 0, 2 * LANES, k, 2 * LANES - 1, 2 * LANES * k - 1));
    }

    private Loop stores() {
        return new Full(k -> DoublePacking.wide(b, 0, COLUMNS, k, c, 0));
    }

    private Loop fourByOne() {
        return new InTurns((k, add) -> DoubleTiles.fourByOne(a, 0, 1, 2, 3, 4, b, 0, LANES, c, 0, LANES, k, add));
    }

    private Loop fourByTwo() {
        return new InTurns((k, add) -> DoubleTiles.fourByTwo(a, 0, 1, 2, 3, 4, b, 0, COLUMNS, c, 0, COLUMNS, k, add));
    }
}
