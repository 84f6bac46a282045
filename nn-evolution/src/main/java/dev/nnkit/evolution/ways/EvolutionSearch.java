package dev.nnkit.evolution.ways;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Network;
import dev.nnkit.evolution.Evolution;
import dev.nnkit.evolution.Evolved;
import dev.nnkit.evolution.Genetics;

/**
 * {@link Evolution} of a population of {@value #POPULATION}, with the mean squared error, negated, as fitness.
 *
 * @see <a href="https://www.ijcai.org/Proceedings/89-1/Papers/122.pdf">Montana, Davis 1989</a>
 */
public record EvolutionSearch(LayerSpec network) implements Way {
    private static final int POPULATION = 20;
    private static final int ELITE = 2;

    @Override
    public String name() {
        return "evolution";
    }

    @Override
    public String scope() {
        return "Finds what can be reached by small changes that each help, in any network and for any measure, smooth"
                + " or not. It tries all directions to find one that is downhill, which backpropagation calculates.";
    }

    @Override
    public Trail search(Problem problem, int budget, long seed) {
        Dataset data = problem.training();
        Trail.Notes notes = new Trail.Notes(budget);
        int population = Math.min(budget, POPULATION);
        int children = population - Math.min(ELITE, population - 1);
        Evolved evolved = Evolution.of(
                        one -> -Problem.squaredError(one.predict(data.inputs().get(0)), data))
                .generations(1 + (budget - population) / children)
                .elite(population - children)
                .seed(seed)
                .observer((generation, best) -> {
                    notes.spend(generation.number() == 1 ? population : children);
                    notes.note(Problem.error(best.predict(data.inputs().get(0)), data));
                })
                .run(Genetics.population(network, data.inputShape(), population, seed));
        Network best = evolved.best();
        return notes.end(best::predict);
    }
}
