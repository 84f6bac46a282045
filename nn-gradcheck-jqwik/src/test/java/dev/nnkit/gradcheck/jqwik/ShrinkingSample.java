package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties that do not hold, for {@link TensorsTest} to see how their counterexamples shrink. */
class ShrinkingSample {
    static String smallest = "";
    static String smallestOfAnyShape = "";
    static String smallestDenormal = "";
    static String smallestShape = "";

    @Property(seed = "42")
    void noElementOfAnyShapeIsAboveFive(@ForAll Tensor x) {
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) > 5) {
                smallestOfAnyShape = TensorFormat.java(x);
                throw new AssertionError("above five");
            }
        }
    }

    /** Met by an edge value alone. */
    @Property(seed = "42")
    void noElementIsDenormal(@ForAll @TensorOf(shape = 4) Tensor x) {
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) != 0 && Math.abs(x.get(i)) < Double.MIN_NORMAL) {
                smallestDenormal = TensorFormat.java(x);
                throw new AssertionError("denormal");
            }
        }
    }

    @Property(seed = "42")
    boolean shapesHaveFewElements(@ForAll Shape shape) {
        boolean bad = shape.size() > 5;
        smallestShape = bad ? shape.toString() : smallestShape;
        return !bad;
    }

    @Property(seed = "42")
    void noElementIsAboveFive(
            @ForAll
                    @TensorOf(
                            shape = {2, 3},
                            min = -100,
                            max = 100)
                    Tensor x) {
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) > 5) {
                smallest = TensorFormat.java(x);
                throw new AssertionError("above five");
            }
        }
    }
}
