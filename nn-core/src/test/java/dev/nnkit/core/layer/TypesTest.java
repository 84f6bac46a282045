package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids where numbers belong are refused at the border, by the layer's own name, learning and predicting. */
class TypesTest {
    private static final String REFUSAL = ": input must be FLOAT32 or FLOAT64 but is INT32. Ids go into an embedding.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(2)        | 3",
                "softmax         | 3",
                "dropout(0.5)    | 3",
                "batchNorm       | 3",
                "conv2d(2, 2)    | 2 2 1",
                "maxPool2d(2)    | 2 2 1",
                "lstm(2)         | 4 3"
            })
    void layers(String text, String axes) {
        Layer layer = Samples.build(Samples.REGISTRY.parse(LayerSpec.class, text), shape(axes), 1);
        Tensor ids = Samples.ints(1, 2, shape(axes).withBatch(2));
        StepContext training = Samples.training();
        StepContext inference = Samples.inference();
        assertRefused(text, () -> layer.forward(ids, training));
        assertRefused(text, () -> layer.infer(ids, training));
        assertRefused(text, () -> layer.forward(ids, inference));
        assertRefused(text, () -> layer.infer(ids, inference));
    }

    /** Whichever of the inputs it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"concatenate      | 3, 2", "scaledDotProduct | 2 3, 4 3, 4 2", "maskedLstm(2)    | 4 3"})
    void joins(String text, String examples) {
        List<Shape> shapes = new ArrayList<>();
        for (String axes : examples.split(", ", -1)) {
            shapes.add(shape(axes));
        }
        int floating = shapes.size();
        List<Tensor> inputs = new ArrayList<>();
        shapes.forEach(shape -> inputs.add(Samples.normal(1, shape.withBatch(2))));
        if (floating == 1) {
            shapes.add(Shape.of());
            inputs.add(Tensor.ofInts(Shape.of(2), 4, 4));
        }
        Join join = Samples.REGISTRY.parse(JoinSpec.class, text).build(shapes, Initialization.of(DataType.FLOAT64, 1));
        StepContext step = Samples.training();
        join.forward(inputs, step);
        for (int i = 0; i < floating; i++) {
            List<Tensor> wrong = new ArrayList<>(inputs);
            wrong.set(i, Samples.ints(1, 2, inputs.get(i).shape()));
            assertRefused(text, () -> join.forward(wrong, step));
        }
    }

    private static void assertRefused(String text, Runnable call) {
        assertEquals(
                text + REFUSAL,
                assertThrows(ShapeMismatchException.class, call::run).getMessage());
    }

    private static Shape shape(String axes) {
        String[] numbers = axes.split(" ", -1);
        int[] sizes = new int[numbers.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Integer.parseInt(numbers[i]);
        }
        return Shape.of(sizes);
    }
}
