package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;

/**
 * A drawn network, or a single layer, and the shape of an example that goes into it.
 *
 * @param spec can be built on {@code example}
 * @param example without a batch axis
 */
public record RandomNetwork(LayerSpec spec, Shape example) {
    private static final double SHIFT = 0.1;

    /**
     * Builds it in FLOAT64. Trainable parameters are moved off their first values by normal numbers of deviation 0.1:
     * biases of 0 put kinks where the numbers are, and hide mistakes.
     */
    public Layer build(long seed) {
        Layer layer = spec.build(example, Initialization.of(DataType.FLOAT64, seed));
        RandomStream random = RandomStream.of(seed, "random network");
        for (Parameter parameter : layer.parameters()) {
            double[] values = parameter.value().doubles();
            double shift = parameter.role() == Role.STATISTIC ? 0 : SHIFT;
            for (int i = 0; i < parameter.size(); i++) {
                values[i] += shift * random.nextGaussian();
            }
        }
        return layer;
    }

    /** A batch of normal numbers, FLOAT64. */
    public Tensor input(int batch, long seed) {
        RandomStream random = RandomStream.of(seed, "random network input");
        Tensor input = Tensor.zeros(DataType.FLOAT64, example.withBatch(batch));
        double[] values = input.doubles();
        for (int i = 0; i < input.size(); i++) {
            values[i] = random.nextGaussian();
        }
        return input;
    }

    /** As in a message: {@code sequential(dense(3) relu) on [2]}. */
    @Override
    public String toString() {
        return spec + " on " + example;
    }
}
