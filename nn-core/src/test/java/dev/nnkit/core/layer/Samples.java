package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.CorePlugin;
import java.util.List;

/** Tensors, contexts and layers for the tests of this package. */
final class Samples {
    static final Registry REGISTRY = Registry.of(List.of(new CorePlugin()));

    private Samples() {}

    /** FLOAT64 numbers from a normal distribution. */
    static Tensor normal(long seed, Shape shape) {
        RandomStream random = RandomStream.of(seed, "sample");
        Tensor tensor = Tensor.zeros(DataType.FLOAT64, shape);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextGaussian());
        }
        return tensor;
    }

    /** INT32 numbers from 0 to bound - 1. */
    static Tensor ints(long seed, int bound, Shape shape) {
        RandomStream random = RandomStream.of(seed, "ids");
        Tensor tensor = Tensor.zeros(DataType.INT32, shape);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextInt(bound));
        }
        return tensor;
    }

    static Layer build(LayerSpec spec, Shape example, long seed) {
        return spec.build(example, Initialization.of(DataType.FLOAT64, seed));
    }

    static StepContext training() {
        return StepContext.checking(Kernels.reference(), true, 1);
    }

    static StepContext inference() {
        return StepContext.checking(Kernels.reference(), false, 1);
    }

    static Parameter parameter(List<Parameter> parameters, String path) {
        return parameters.stream()
                .filter(p -> p.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + " is none of " + parameters));
    }

    static void set(Tensor tensor, double... values) {
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, values[i]);
        }
    }

    static double[] values(Tensor tensor) {
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
        }
        return values;
    }
}
