package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Composed;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Traced;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.ArrayList;
import java.util.List;

/** What holds for every layer, at drawn shapes and values. */
final class LayerChecks {
    private LayerChecks() {}

    /** Derivatives for the input and every parameter: alone, used twice, in a residual. Then all that has no differences. */
    static void verify(LayerSpec spec, Shape example, Tensor input, long seed) {
        assertEquals(spec, Samples.REGISTRY.parse(LayerSpec.class, spec.toString()), "text");
        Layer layer = Samples.build(spec, example, seed);
        GradientCheck.of(layer).on(input).seed(seed).verify();
        GradientCheck.of(layer).on(input).seed(seed).training(false).verify();
        GradientCheck.of(twice(layer, input.type())).on(input).seed(seed).verify();
        if (input.type().isFloating()) {
            GradientCheck.of(Samples.build(residual(spec, example), example, seed))
                    .on(input)
                    .seed(seed)
                    .verify();
        }
        verifyShape(layer, example, input);
        verifyInference(layer, input);
        verifyParametersOnly(layer, input);
        verifyFrozen(spec, example, input);
        verifyFloats(spec, example, input, seed);
        verifyThreads(layer, input);
    }

    /** The second call sees another input, where inputs can be added. */
    private static Layer twice(Layer layer, DataType type) {
        return Composed.of("twice", List.of(layer), List.of(), x -> {
            Traced other = type.isFloating() ? x.plus(x) : x;
            return x.through(layer).plus(other.through(layer));
        });
    }

    private static LayerSpec residual(LayerSpec spec, Shape example) {
        return Residual.of(spec, new Flatten(), Layers.dense(example.size()), new Reshape(example));
    }

    private static void verifyShape(Layer layer, Shape example, Tensor input) {
        Shape expected = layer.outputShape(example).withBatch(input.batch());
        assertEquals(expected, layer.forward(input, Samples.training()).output().shape());
    }

    private static void verifyInference(Layer layer, Tensor input) {
        for (boolean training : new boolean[] {false, true}) {
            Tensor forward = layer.forward(input, StepContext.checking(Kernels.reference(), training, 3))
                    .output();
            Tensor infer = layer.infer(input, StepContext.checking(Kernels.reference(), training, 3));
            assertTrue(infer.sameBits(forward), layer + ": infer gives other numbers than forward");
        }
    }

    private static void verifyParametersOnly(Layer layer, Tensor input) {
        Gradients all = Gradients.of(layer.parameters());
        Gradients only = Gradients.of(layer.parameters());
        StepContext step = Samples.training();
        Layer.Forward forward = layer.forward(input, step);
        Tensor dy = Samples.normal(5, forward.output().shape());
        forward.pullback().apply(dy, all);
        forward.pullback().parametersOnly(dy, only);
        for (Parameter parameter : layer.parameters()) {
            assertTrue(all.rowSums(parameter).sameBits(only.rowSums(parameter)), parameter.path());
        }
    }

    private static void verifyFrozen(LayerSpec spec, Shape example, Tensor input) {
        Layer layer = Samples.build(new Frozen(spec), example, 1);
        Gradients gradients = Gradients.of(layer.parameters());
        StepContext step = Samples.training();
        Layer.Forward forward = layer.forward(input, step);
        List<Tensor> before =
                layer.parameters().stream().map(p -> p.value().copy()).toList();
        forward.pullback().apply(Samples.normal(5, forward.output().shape()), gradients);
        step.commit();
        for (int i = 0; i < before.size(); i++) {
            Parameter parameter = layer.parameters().get(i);
            assertTrue(!parameter.isTrainable() && before.get(i).sameBits(parameter.value()), parameter.path());
            assertArrayEquals(
                    new double[parameter.size()], Samples.values(gradients.rowSums(parameter)), parameter.path());
        }
    }

    /** FLOAT32 gives the numbers of FLOAT64, forwards and backwards, to about single precision. */
    private static void verifyFloats(LayerSpec spec, Shape example, Tensor input, long seed) {
        List<double[]> doubles = run(spec, example, DataType.FLOAT64, input, seed);
        List<double[]> floats = run(spec, example, DataType.FLOAT32, input, seed);
        for (int i = 0; i < doubles.size(); i++) {
            double[] expected = doubles.get(i);
            double scale = 1;
            for (double value : expected) {
                scale = Math.max(scale, Math.abs(value));
            }
            assertArrayEquals(expected, floats.get(i), 1e-4 * scale, spec + ": float32 differs from float64");
        }
    }

    private static List<double[]> run(LayerSpec spec, Shape example, DataType type, Tensor input, long seed) {
        Layer layer = spec.build(example, Initialization.of(type, seed));
        Tensor x = input.type().isFloating() ? input.as(type) : input;
        Gradients gradients = Gradients.of(layer.parameters());
        Layer.Forward forward = layer.forward(x, StepContext.training(Kernels.reference(), 1));
        Tensor dy = Samples.normal(5, forward.output().shape()).as(type);
        List<double[]> results = new ArrayList<>();
        results.add(Samples.values(forward.output()));
        results.add(Samples.values(forward.pullback().apply(dy, gradients)));
        layer.parameters().forEach(p -> results.add(Samples.values(gradients.rowSums(p))));
        return results;
    }

    private static void verifyThreads(Layer layer, Tensor input) {
        List<Tensor> one = bits(layer, input, 1);
        for (int threads = 2; threads <= 3; threads++) {
            List<Tensor> more = bits(layer, input, threads);
            for (int i = 0; i < one.size(); i++) {
                assertTrue(one.get(i).sameBits(more.get(i)), layer + ": bits depend on the number of threads");
            }
        }
    }

    private static List<Tensor> bits(Layer layer, Tensor input, int threads) {
        Gradients gradients = Gradients.of(layer.parameters());
        Layer.Forward forward = layer.forward(input, StepContext.training(KernelChoice.best(threads), 1));
        Tensor dy = Samples.normal(5, forward.output().shape());
        List<Tensor> results = new ArrayList<>(List.of(forward.output().copy()));
        results.add(forward.pullback().apply(dy, gradients).copy());
        layer.parameters().forEach(p -> results.add(gradients.rowSums(p).copy()));
        return results;
    }
}
