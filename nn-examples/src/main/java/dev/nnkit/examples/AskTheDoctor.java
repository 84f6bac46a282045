package dev.nnkit.examples;

import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.diagnosis.Doctor;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.Trainer;
import java.util.List;

/** A learning rate that is far too high, and what the doctor says to it. */
public final class AskTheDoctor {
    private AskTheDoctor() {}

    static List<Finding> run() {
        Dataset moons = Generators.moons(500, 1);
        Network network = Network.build(Sequential.parse("dense(16) tanh dense(2)"), Shape.of(2), 1);
        Doctor doctor = new Doctor();
        Trainer.of(network, softmaxCrossEntropy(), adam(2))
                .epochs(10)
                .listener(doctor)
                .fit(moons);
        return doctor.findings();
    }

    public static void main(String[] args) {
        run().forEach(System.out::println);
    }
}
