package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A property that does not hold, for {@link TensorsTest} to see how its counterexample shrinks. */
class ShrinkingSample {
    static String smallest = "";

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
