package dev.nnkit.core.diagnosis;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.core.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** A run to look at. */
record Case(Dataset training, @Nullable Dataset validation, String layers, String optimizer, int epochs, long seed) {
    static Case of(Dataset training, String layers, String optimizer, int epochs) {
        return new Case(training, null, layers, optimizer, epochs, 1);
    }

    Case validation(Dataset data) {
        return new Case(training, data, layers, optimizer, epochs, seed);
    }

    Case seed(long other) {
        return new Case(training, validation, layers, optimizer, epochs, other);
    }

    Network network() {
        return Network.build(Sequential.parse(layers), training.inputShape(), seed);
    }

    Network train(TrainingListener... listeners) {
        Network network = network();
        Loss loss = training.isClassification() ? Losses.softmaxCrossEntropy() : Losses.meanSquaredError();
        Trainer trainer = Trainer.of(network, loss, Registry.installed().parse(Optimizer.class, optimizer))
                .epochs(epochs)
                .seed(seed)
                .validation(validation);
        for (TrainingListener listener : listeners) {
            trainer.listener(listener);
        }
        trainer.fit(training);
        return network;
    }

    Doctor examined() {
        Doctor doctor = new Doctor();
        train(doctor);
        return doctor;
    }

    @Override
    public String toString() {
        return training.size() + " examples " + training.inputShape() + ", " + layers + ", " + optimizer + ", " + epochs
                + " epochs, seed " + seed;
    }
}
