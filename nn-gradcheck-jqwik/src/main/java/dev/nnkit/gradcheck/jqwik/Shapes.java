package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Shape;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary shapes; they shrink towards few axes of length 1. */
public final class Shapes {
    private Shapes() {}

    /** Shapes of {@code rank} axes, each 1 to {@code longest}. */
    public static Arbitrary<Shape> ofRank(int rank, int longest) {
        return axes(rank, longest).map(Shape::of);
    }

    /** Shapes of {@code least} to {@code most} axes, each 1 to {@code longest}. */
    public static Arbitrary<Shape> ofRanks(int least, int most, int longest) {
        // with all axes drawn, a shape that loses one keeps the others
        Arbitrary<Integer> ranks = Arbitraries.integers().between(least, most);
        return Combinators.combine(ranks, axes(most, longest)).as((rank, axes) -> Shape.of(Arrays.copyOf(axes, rank)));
    }

    private static Arbitrary<int[]> axes(int rank, int longest) {
        return Arbitraries.integers().between(1, longest).array(int[].class).ofSize(rank);
    }

    /** Shapes of a batch of vectors, sequences or images: 2 to 4 axes, each 1 to 5. */
    public static Arbitrary<Shape> ofBatches() {
        return ofRanks(2, 4, 5);
    }
}
