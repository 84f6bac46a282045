package dev.nnkit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.layer.Layers;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposedTest {
    private static final Shape EXAMPLE = Shape.of(3);

    private final Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
    private final Layer dense = Layers.dense(3).build(EXAMPLE, initialization.child("a"));
    private final Layer tanh = Activations.tanh().build(EXAMPLE, initialization.child("b"));
    private final Tensor input = Tensor.of(Shape.of(2, 3), 1.0, -2, 3, 0.5, 0.1, -0.3);

    @Test
    void aValueUsedThreeTimesAndALayerUsedTwice() {
        Layer block = Composed.of("block", List.of(dense, tanh), List.of(), x -> {
            Traced hidden = x.through(dense).through(tanh);
            return hidden.plus(hidden.through(dense)).plus(x);
        });
        assertEquals(EXAMPLE, block.outputShape(EXAMPLE));
        assertEquals(2, block.parameters().size());
        GradientCheck.of(block).on(input).verify();
    }

    @Test
    void aBranchThatIsNotUsedCostsNothingAndChangesNothing() {
        Layer block = Composed.of("block", List.of(dense, tanh), List.of(), x -> {
            x.through(dense);
            return x.through(tanh);
        });
        GradientCheck.of(block).on(input).verify();
    }

    @Test
    void shapesAreCheckedWithoutTensors() {
        Layer narrow = Layers.dense(2).build(EXAMPLE, initialization.child("c"));
        Layer block = Composed.of("block", List.of(narrow), List.of(), x -> x.plus(x.through(narrow)));
        assertEquals(
                "plus: all inputs must have the same shape but their shapes are [[3], [2]]. To put them side by side,"
                        + " use concatenate.",
                assertThrows(ShapeMismatchException.class, () -> block.outputShape(EXAMPLE))
                        .getMessage());
    }

    @Test
    void valuesOfAnotherCallAreRefused() {
        List<Traced> kept = new ArrayList<>();
        Layer block = Composed.of("block", List.of(tanh), List.of(), x -> {
            kept.add(x);
            return x.plus(kept.get(0));
        });
        StepContext step = StepContext.inference(Kernels.reference());
        block.forward(input, step);
        assertEquals(
                "a value of another call was used. A wiring uses the values that it is given and those made from them,"
                        + " and keeps none.",
                assertThrows(IllegalArgumentException.class, () -> block.forward(input, step))
                        .getMessage());
    }
}
