package dev.nnkit.examples;

import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One network, eight activations: the accuracy of each on two interleaved spirals. */
public final class SwapActivations {
    private SwapActivations() {}

    static Map<String, Double> run() {
        Dataset training = Generators.spirals(1000, 1);
        Dataset validation = Generators.spirals(500, 2);
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (String activation : List.of("relu", "leakyRelu", "elu", "selu", "gelu", "silu", "tanh", "sigmoid")) {
            Sequential layers = Sequential.parse("dense(32) ? dense(32) ? dense(2)".replace("?", activation));
            EpochReport last = Trainer.of(Network.build(layers, Shape.of(2), 1), softmaxCrossEntropy(), adam(0.01))
                    .epochs(30)
                    .metric(new Accuracy())
                    .validation(validation)
                    .fit(training)
                    .last();
            accuracies.put(activation, last.validationMetric("accuracy"));
        }
        return accuracies;
    }

    public static void main(String[] args) {
        run().forEach((activation, accuracy) ->
                System.out.println(String.format(Locale.ROOT, "%-10s %.3f", activation, accuracy)));
    }
}
