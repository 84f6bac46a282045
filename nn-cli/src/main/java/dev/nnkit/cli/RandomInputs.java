package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs of a standard normal distribution, or 0 and 1 where a network takes whole numbers: ids or lengths. A model's
 * file does not say which inputs those are, so the network is asked.
 */
record RandomInputs(Network network, int count, long seed) {
    /** More inputs than anybody has, so that trying all ways ends. */
    private static final int MOST = 12;

    List<Tensor> draw() {
        int ways = 1 << Math.min(MOST, network.inputShapes().size());
        for (int way = 0; way < ways; way++) {
            List<Tensor> inputs = draw(way);
            if (isTaken(inputs)) {
                return inputs;
            }
        }
        return draw(0);
    }

    /** @param whole has bit i set where input i is INT32 */
    private List<Tensor> draw(int whole) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < network.inputShapes().size(); i++) {
            Shape shape = network.inputShapes().get(i).withBatch(count);
            inputs.add((whole >> i & 1) == 1 ? whole(2, shape, random(i)) : normal(network.type(), shape, random(i)));
        }
        return inputs;
    }

    /** Numbers of a standard normal distribution. */
    static Tensor normal(DataType type, Shape shape, RandomStream random) {
        Tensor values = Tensor.zeros(type, shape);
        for (int i = 0; i < values.size(); i++) {
            values.set(i, random.nextGaussian());
        }
        return values;
    }

    /** Whole numbers from 0 to {@code bound - 1}. */
    static Tensor whole(int bound, Shape shape, RandomStream random) {
        Tensor values = Tensor.zeros(DataType.INT32, shape);
        for (int i = 0; i < values.size(); i++) {
            values.ints()[i] = random.nextInt(bound);
        }
        return values;
    }

    private RandomStream random(int input) {
        return RandomStream.of(seed, "check-gradients input", input);
    }

    private boolean isTaken(List<Tensor> inputs) {
        try {
            network.infer(inputs, StepContext.inference(Kernels.reference()));
            return true;
        } catch (ShapeMismatchException e) {
            return false; // this is how layers say that they want the other kind of numbers
        }
    }
}
