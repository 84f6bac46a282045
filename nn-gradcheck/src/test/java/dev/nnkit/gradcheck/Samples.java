package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;

/** Tensors to check at. */
final class Samples {
    private Samples() {}

    static Tensor normal(long seed, int... axes) {
        RandomStream random = RandomStream.of(seed, "sample");
        Tensor tensor = Tensor.zeros(DataType.FLOAT64, Shape.of(axes));
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextGaussian());
        }
        return tensor;
    }
}
