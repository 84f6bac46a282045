package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;

/** Points, tensors and parameters to look at exhibits with, drawn by seed. */
final class Draw {
    private Draw() {}

    /** From the normal distribution. */
    static Tensor normal(long seed, int... axes) {
        return scaled(seed, 1, axes);
    }

    /** From the normal distribution with this deviation. */
    static Tensor scaled(long seed, double deviation, int... axes) {
        RandomStream random = RandomStream.of(seed, "catalogue tensor");
        Tensor tensor = Tensor.zeros(DataType.FLOAT64, Shape.of(axes));
        double[] values = tensor.doubles();
        for (int i = 0; i < tensor.size(); i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return tensor;
    }

    /** Whole numbers from 0 to {@code bound - 1}. */
    static Tensor ids(long seed, int bound, int... axes) {
        RandomStream random = RandomStream.of(seed, "catalogue ids");
        Tensor tensor = Tensor.zeros(DataType.INT32, Shape.of(axes));
        for (int i = 0; i < tensor.size(); i++) {
            tensor.ints()[i] = random.nextInt(bound);
        }
        return tensor;
    }

    /** Twelve points of [-3, 3], none of which is a whole number. */
    static double[] points(long seed) {
        return points(seed, 12, 3);
    }

    static double[] points(long seed, int count, double range) {
        RandomStream random = RandomStream.of(seed, "catalogue points");
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = range * (2 * random.nextDouble() - 1);
        }
        return points;
    }

    /** Normal, with deviation 0.7. */
    static Parameter parameter(long seed, String path, int... axes) {
        return parameter(seed, 0.7, path, axes);
    }

    static Parameter parameter(long seed, double deviation, String path, int... axes) {
        return new Parameter(path, Role.WEIGHT, scaled(seed + RandomStream.hash(path), deviation, axes));
    }
}
