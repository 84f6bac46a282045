package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.List;
import java.util.stream.Stream;

/** Derivatives at drawn shapes and values; the contract does the rest at shapes that are given. */
final class JoinChecks {
    private JoinChecks() {}

    static void verify(JoinSpec spec, long seed, Tensor... inputs) {
        GradientCheck.of(build(spec, seed, inputs)).on(inputs).seed(seed).verify();
    }

    /** In FLOAT64, for examples of the shapes of these inputs. */
    static Join build(JoinSpec spec, long seed, Tensor... inputs) {
        List<Shape> examples =
                Stream.of(inputs).map(input -> input.shape().withoutFirst()).toList();
        return spec.build(examples, Initialization.of(DataType.FLOAT64, seed));
    }
}
