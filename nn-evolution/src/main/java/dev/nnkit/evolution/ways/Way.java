package dev.nnkit.evolution.ways;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Optimizer;
import java.util.List;

/**
 * A way to find weights.
 *
 * <p>Ways are compared by <em>evaluations</em>, which measure work, not time: one evaluation is one pass forward over all
 * training rows, whatever the model. A pass backward, which finds out how to correct each weight, counts as two, for all
 * models alike: in a network it takes two products where forward takes one. What a way does between its passes is free.
 */
public interface Way {
    /** What a pass forward over all training rows costs. */
    int FORWARD = 1;

    /** What a pass backward, or of corrections, over all training rows costs. */
    int BACKWARD = 2;

    /** So much the closed form takes for two features. */
    int LEAST_BUDGET = 4;

    /** A word or two. */
    String name();

    /** In a sentence or two: what it can find, what it cannot, and what it needs. */
    String scope();

    /**
     * Looks for weights.
     *
     * @param budget evaluations that it may use, {@value #LEAST_BUDGET} or more, which throws IllegalArgumentException otherwise; it
     *     need not use them all
     * @param seed of its random numbers
     */
    Trail search(Problem problem, int budget, long seed);

    /**
     * All ways: first those that find a straight line, then those that find the weights of a network.
     *
     * @param network what the last three search
     * @param optimizer of backpropagation
     */
    static List<Way> all(LayerSpec network, Optimizer optimizer) {
        return List.of(
                new Perceptron(),
                new LinearDescent(),
                new ClosedForm(),
                new RandomSearch(network),
                new EvolutionSearch(network),
                new Backpropagation(network, optimizer));
    }
}
