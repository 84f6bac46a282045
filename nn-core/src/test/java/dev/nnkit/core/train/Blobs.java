package dev.nnkit.core.train;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;

/** Small data for the tests of this package: clouds of points around as many corners as there are classes. */
final class Blobs {
    private Blobs() {}

    static Dataset of(int rows, int features, int classes, DataType type) {
        Tensor inputs = Tensor.zeros(type, Shape.of(rows, features));
        int[] labels = new int[rows];
        RandomStream random = RandomStream.of(1, "blobs");
        for (int row = 0; row < rows; row++) {
            labels[row] = row % classes;
            for (int f = 0; f < features; f++) {
                double center = f % classes == labels[row] ? 2 : 0;
                inputs.set(row * features + f, center + 0.7 * random.nextGaussian());
            }
        }
        return Dataset.of(inputs, Tensor.ofInts(Shape.of(rows), labels));
    }
}
