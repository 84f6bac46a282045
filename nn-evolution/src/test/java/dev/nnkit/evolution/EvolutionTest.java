package dev.nnkit.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final Tensor XOR = Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1);

    private static double xorFitness(Network network) {
        Tensor answers = network.predict(XOR);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double wanted = i == 1 || i == 2 ? 1 : 0;
            sum += (answers.get(i) - wanted) * (answers.get(i) - wanted);
        }
        return -sum;
    }

    private static List<Network> population(int count, long seed) {
        return Genetics.population(Sequential.parse("dense(4) tanh dense(1)"), Shape.of(2), count, seed);
    }

    @Property(tries = 50)
    void theBestNeverFallsWithAnElite(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int elite,
            @ForAll @IntRange(min = 4, max = 9) int size) {
        Evolved evolved = Evolution.of(EvolutionTest::xorFitness)
                .generations(8)
                .elite(elite)
                .mutation(new Mutation(1, 2))
                .seed(seed)
                .run(population(size, seed));
        double before = Double.NEGATIVE_INFINITY;
        for (Generation generation : evolved.generations()) {
            assertTrue(generation.best() >= before, evolved.generations().toString());
            assertTrue(generation.mean() <= generation.best(), generation.toString());
            before = generation.best();
        }
        assertEquals(evolved.fitness(), before);
        assertEquals(evolved.fitness(), xorFitness(evolved.best()), "the elite is what was measured");
        Generation last = evolved.generations().get(7);
        assertEquals(size + 7L * (size - elite), last.evaluations());
    }

    @Property(tries = 25)
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads(@ForAll long seed, @ForAll Crossover crossover) {
        Evolution evolution = Evolution.of(EvolutionTest::xorFitness)
                .generations(6)
                .crossover(crossover, 0.7)
                .seed(seed);
        Evolved one = evolution.run(population(10, seed));
        Evolved two = evolution.threads(2).run(population(10, seed));
        assertEquals(one.generations(), two.generations());
        assertTrue(Networks.sameBits(Networks.values(one.best()), Networks.values(two.best())));
        Evolved other = evolution.seed(seed + 1).run(population(10, seed));
        assertTrue(
                !Networks.sameBits(Networks.values(one.best()), Networks.values(other.best()))
                        || one.fitness() == one.generations().get(0).best(),
                "another seed, the same network");
    }

    @Test
    void theGivenNetworksStayAsTheyAre() {
        List<Network> first = population(8, 1);
        List<List<Tensor>> before = first.stream().map(Networks::values).toList();
        Evolved evolved = Evolution.of(EvolutionTest::xorFitness).generations(1).run(first);
        Evolution.of(EvolutionTest::xorFitness).generations(5).run(first);
        for (int i = 0; i < first.size(); i++) {
            assertTrue(Networks.sameBits(before.get(i), Networks.values(first.get(i))), "network " + i);
            assertTrue(evolved.best() != first.get(i), "the result is not one of those that were given");
        }
    }

    @Test
    void exclusiveOrIsFound() {
        Evolved evolved =
                Evolution.of(EvolutionTest::xorFitness).generations(100).run(population(50, 1));
        assertTrue(evolved.fitness() > -0.02, "squared error " + -evolved.fitness());
    }

    @Test
    void frozenPartsAndStatisticsNeverMove() {
        Network ancestor = Networks.of("frozen(dense(3)) batchNorm dense(1)", DataType.FLOAT32, 1);
        List<Network> first = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            first.add(ancestor);
        }
        Evolved evolved = Evolution.of(
                        network -> network.parameters().get(4).value().get(0))
                .generations(5)
                .run(first);
        for (int i = 0; i < ancestor.parameters().size(); i++) {
            if (!ancestor.parameters().get(i).isTrainable()) {
                assertTrue(
                        ancestor.parameters()
                                .get(i)
                                .value()
                                .sameBits(evolved.best().parameters().get(i).value()),
                        ancestor.parameters().get(i).path());
            }
        }
    }

    @Test
    void theObserverSeesEveryGeneration() {
        List<Generation> seen = new ArrayList<>();
        List<Network> bests = new ArrayList<>();
        Evolved evolved = Evolution.of(EvolutionTest::xorFitness)
                .generations(7)
                .observer((generation, best) -> {
                    seen.add(generation);
                    bests.add(best);
                    assertEquals(generation.best(), xorFitness(best));
                })
                .run(population(6, 1));
        assertEquals(evolved.generations(), seen);
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7),
                seen.stream().map(Generation::number).toList());
        assertSame(evolved.best(), bests.get(6));
    }

    @Test
    void theScheduleScalesMutations() {
        List<Double> observed = new ArrayList<>();
        Evolved evolved = Evolution.of(EvolutionTest::xorFitness)
                .generations(4)
                .mutation(new Mutation(1, 1))
                .crossover(Crossover.NODES, 0)
                .schedule(horizon -> {
                    assertEquals(3, horizon.totalSteps());
                    return new Schedule.Course() {
                        @Override
                        public double factor(long step) {
                            return 0;
                        }

                        @Override
                        public void observe(double metric) {
                            observed.add(metric);
                        }
                    };
                })
                .run(population(6, 1));
        double best = evolved.generations().get(0).best();
        assertEquals(List.of(-best, -best, -best, -best), observed, "children that do not differ are no better");
    }

    @Test
    void notANumberIsTheWorst() {
        Evolved evolved = Evolution.of(network -> network.predict(XOR).get(0) > 0 ? Double.NaN : 1)
                .generations(3)
                .mutation(new Mutation(1, 3))
                .run(population(10, 1));
        assertEquals(1, evolved.fitness());
    }

    @Test
    void whatAFitnessThrowsArrives() {
        for (int threads = 1; threads <= 2; threads++) {
            Evolution evolution = Evolution.of(network -> {
                        throw new UnsupportedOperationException("no measure");
                    })
                    .threads(threads);
            assertEquals(
                    "no measure",
                    assertThrows(UnsupportedOperationException.class, () -> evolution.run(population(4, 1)))
                            .getMessage());
        }
    }

    @Test
    void anInterruptEndsIt() {
        Evolution evolution = Evolution.of(EvolutionTest::xorFitness).threads(2);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> evolution.run(population(4, 1)));
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        Evolution fine = Evolution.of(EvolutionTest::xorFitness);
        assertRefused("the first generation must have 1 network or more but has none.", fine, List.of());
        assertRefused("elite must be 0 or more and less than the population, 2, but is 2.", fine, population(2, 1));
        assertRefused(
                "generations must be 1 or more but is 0.",
                Evolution.of(EvolutionTest::xorFitness).generations(0),
                population(3, 1));
        assertRefused(
                "tournament must be 1 or more but is 0.",
                Evolution.of(EvolutionTest::xorFitness).tournament(0),
                population(3, 1));
        assertRefused(
                "the probability of crossover must be between 0 and 1 but is 2.0.",
                Evolution.of(EvolutionTest::xorFitness).crossover(Crossover.NODES, 2),
                population(3, 1));
        assertRefused(
                "threads must be 1 or more but is 0.",
                Evolution.of(EvolutionTest::xorFitness).threads(0),
                population(3, 1));
    }

    private static void assertRefused(String sentence, Evolution evolution, List<Network> first) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> evolution.run(first));
        assertEquals("evolution: " + sentence, e.getMessage());
    }
}
