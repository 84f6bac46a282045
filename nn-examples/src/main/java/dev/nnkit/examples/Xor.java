package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Trainer;

/** Exclusive or, learned in ten lines. */
public final class Xor {
    private Xor() {}

    /** The four answers, after training. */
    static float[] run() {
        Tensor inputs = Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1);
        Tensor targets = Tensor.of(Shape.of(4, 1), 0f, 1, 1, 0);
        Network network = Network.build(sequential(dense(4), tanh(), dense(1)), Shape.of(2), 1);
        Trainer.of(network, meanSquaredError(), adam(0.05)).epochs(300).batch(4).fit(Dataset.of(inputs, targets));
        return network.predict(inputs).floats();
    }

    public static void main(String[] args) {
        for (float answer : run()) {
            System.out.println(Math.round(1000 * answer) / 1000.0);
        }
    }
}
