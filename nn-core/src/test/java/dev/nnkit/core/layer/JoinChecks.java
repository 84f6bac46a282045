package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What holds for every join, at drawn shapes and values. */
final class JoinChecks {
    private JoinChecks() {}

    static void verify(JoinSpec spec, long seed, Tensor... inputs) {
        assertEquals(spec, Samples.REGISTRY.parse(JoinSpec.class, spec.toString()), "text");
        Join join = build(spec, DataType.FLOAT64, seed, inputs);
        GradientCheck.of(join).on(inputs).seed(seed).verify();
        List<Shape> examples =
                Stream.of(inputs).map(input -> input.shape().withoutFirst()).toList();
        assertEquals(
                join.outputShape(examples).withBatch(inputs[0].batch()),
                join.forward(List.of(inputs), Samples.training()).output().shape());
        List<double[]> doubles = run(spec, DataType.FLOAT64, seed, inputs);
        List<double[]> floats = run(spec, DataType.FLOAT32, seed, inputs);
        for (int i = 0; i < doubles.size(); i++) {
            assertArrayEquals(doubles.get(i), floats.get(i), 1e-4, spec + ": float32 differs from float64");
        }
    }

    static Join build(JoinSpec spec, DataType type, long seed, Tensor... inputs) {
        List<Shape> examples =
                Stream.of(inputs).map(input -> input.shape().withoutFirst()).toList();
        return spec.build(examples, Initialization.of(type, seed));
    }

    private static List<double[]> run(JoinSpec spec, DataType type, long seed, Tensor... inputs) {
        Join join = build(spec, type, seed, inputs);
        List<Tensor> converted = Stream.of(inputs)
                .map(input -> input.type().isFloating() ? input.as(type) : input)
                .toList();
        Gradients gradients = Gradients.of(join.parameters());
        Join.Forward forward = join.forward(converted, StepContext.training(Kernels.reference(), 1));
        Tensor dy = Samples.normal(5, forward.output().shape()).as(type);
        List<double[]> results = new ArrayList<>(List.of(Samples.values(forward.output())));
        for (Tensor gradient : forward.pullback().apply(dy, gradients)) {
            if (gradient != null) {
                results.add(Samples.values(gradient));
            }
        }
        join.parameters().forEach(p -> results.add(Samples.values(gradients.sum(p))));
        return results;
    }
}
