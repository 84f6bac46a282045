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

/** Exclusive or without a gradient: the fitness counts right answers, which has no slope that anybody could follow. */
public final class EvolveXor {
    private static final Tensor INPUTS = Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1);
    private static final boolean[] TARGETS = {false, true, true, false};

    private EvolveXor() {}

    /** How many of the four answers are right after evolution. */
    static double run() {
        List<Network> first = Genetics.population(sequential(dense(4), tanh(), dense(1)), Shape.of(2), 30, 1);
        Evolved evolved = Evolution.of(EvolveXor::right).generations(40).seed(1).run(first);
        return evolved.fitness();
    }

    private static double right(Network network) {
        Tensor answers = network.predict(INPUTS);
        int right = 0;
        for (int i = 0; i < TARGETS.length; i++) {
            right += answers.get(i) > 0.5 == TARGETS[i] ? 1 : 0;
        }
        return right;
    }

    public static void main(String[] args) {
        System.out.println(run() + " of 4 are right");
    }
}
