package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.evolution.Evolution;
import dev.nnkit.evolution.Evolved;
import dev.nnkit.evolution.Genetics;
import java.util.List;

/** Exclusive or without a gradient: evolution only asks how good a network is. */
public final class EvolveXor {
    private static final Tensor INPUTS = Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1);
    private static final double[] TARGETS = {0, 1, 1, 0};

    private EvolveXor() {}

    /** The sum of squared errors after evolution. */
    static double run() {
        List<Network> first = Genetics.population(sequential(dense(4), tanh(), dense(1)), Shape.of(2), 50, 1);
        Evolved evolved =
                Evolution.of(EvolveXor::fitness).generations(100).seed(1).run(first);
        return -evolved.fitness();
    }

    private static double fitness(Network network) {
        Tensor answers = network.predict(INPUTS);
        double error = 0;
        for (int i = 0; i < TARGETS.length; i++) {
            error += (answers.get(i) - TARGETS[i]) * (answers.get(i) - TARGETS[i]);
        }
        return -error;
    }

    public static void main(String[] args) {
        System.out.println("sum of squared errors: " + run());
    }
}
