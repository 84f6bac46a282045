package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Trainer;

/** Recognises digits that the program draws itself. */
public final class Digits {
    private Digits() {}

    /** The accuracy on digits that were not trained on. */
    static double run(int rows, int epochs) {
        return train(Generators.digits(rows, 1), Generators.digits(1000, 2), epochs);
    }

    /** A network with one hidden layer; the accuracy on {@code test} after training. */
    static double train(Dataset training, Dataset test, int epochs) {
        Network network = Network.build(sequential(flatten(), dense(128), relu(), dense(10)), training.inputShape(), 1);
        return Trainer.of(network, softmaxCrossEntropy(), adam(0.001))
                .epochs(epochs)
                .batch(64)
                .metric(new Accuracy())
                .validation(test)
                .fit(training)
                .last()
                .validationMetric("accuracy");
    }

    public static void main(String[] args) {
        System.out.println("accuracy: " + run(10_000, 5));
    }
}
