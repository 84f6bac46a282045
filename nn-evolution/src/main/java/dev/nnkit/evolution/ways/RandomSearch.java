package dev.nnkit.evolution.ways;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.RandomStream;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Network;
import dev.nnkit.evolution.Genetics;
import dev.nnkit.evolution.Mutation;

/**
 * Draws all weights and biases of a network anew, again and again, from a normal distribution of standard deviation
 * {@value #DEVIATION}, and keeps those with the fewest wrong answers.
 *
 * @see <a href="https://doi.org/10.1287/opre.6.2.244">Brooks 1958, A discussion of random methods for seeking maxima</a>
 */
public record RandomSearch(LayerSpec network) implements Way {
    private static final double DEVIATION = 2;

    @Override
    public String name() {
        return "random search";
    }

    @Override
    public String scope() {
        return "Finds anything that a few weights in lucky places can do, and needs no derivative. It learns nothing"
                + " from what it saw, so each further weight makes luck rarer.";
    }

    @Override
    public Trail search(Problem problem, int budget, long seed) {
        Dataset data = problem.training();
        Trail.Notes notes = new Trail.Notes(budget);
        RandomStream random = RandomStream.of(seed, "random search");
        Network blank = Network.build(network, data.inputShape(), seed);
        blank.parameters().forEach(parameter -> parameter.value().fill(0));
        Network best = blank;
        double least = Double.POSITIVE_INFINITY;
        while (notes.allow(FORWARD)) {
            Network drawn = Genetics.mutate(blank, new Mutation(1, DEVIATION), random);
            double error = Problem.error(drawn.predict(data.inputs().get(0)), data);
            if (error < least) {
                best = drawn;
                least = error;
            }
            notes.spend(FORWARD);
            notes.note(least);
        }
        Network found = best;
        return notes.end(found::predict);
    }
}
