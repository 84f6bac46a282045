package dev.nnkit.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.evolution.Networks.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GeneticsTest {
    @Provide
    Arbitrary<Pair> pairs() {
        return Networks.pairs();
    }

    @Property
    void aCopyIsTheSameAndSharesNothing(@ForAll("pairs") Pair pair) {
        Network network = pair.first();
        List<Tensor> before = Networks.values(network);
        Network copy = Genetics.copy(network);
        assertTrue(Networks.sameBits(before, Networks.values(copy)));
        assertEquals(kinds(network), kinds(copy));
        for (int i = 0; i < before.size(); i++) {
            assertNotSame(
                    network.parameters().get(i).value(),
                    copy.parameters().get(i).value());
            copy.parameters().get(i).value().fill(-7);
        }
        assertTrue(Networks.sameBits(before, Networks.values(network)));
    }

    private static List<String> kinds(Network network) {
        return network.parameters().stream()
                .map(parameter -> parameter + " " + parameter.role() + " " + parameter.isFrozen())
                .toList();
    }

    @Property
    void aCopyAnswersAlike(@ForAll("pairs") Pair pair) {
        Tensor input = Tensor.of(Shape.of(2, 3), 0.1f, -0.2f, 0.3f, 0.4f, 0.5f, -0.6f);
        assertTrue(
                pair.first().predict(input).sameBits(Genetics.copy(pair.first()).predict(input)));
    }

    @Property
    void mutationWithProbabilityOrDeviationZeroChangesNothing(
            @ForAll("pairs") Pair pair, @ForAll @DoubleRange(min = 0, max = 1) double probability, @ForAll long seed) {
        List<Tensor> before = Networks.values(pair.first());
        for (Mutation none : List.of(new Mutation(0, 5), new Mutation(probability, 0))) {
            Network same = Genetics.mutate(pair.first(), none, RandomStream.of(seed, "test"));
            assertTrue(Networks.sameBits(before, Networks.values(same)));
        }
    }

    @Property
    void mutationMovesAllThatMayBeTrainedAndNothingElse(@ForAll("pairs") Pair pair, @ForAll long seed) {
        Network network = pair.first();
        List<Tensor> before = Networks.values(network);
        Network child = Genetics.mutate(network, new Mutation(1, 1), RandomStream.of(seed, "test"));
        assertTrue(Networks.sameBits(before, Networks.values(network)), "the given network was changed");
        for (int i = 0; i < before.size(); i++) {
            Parameter parameter = child.parameters().get(i);
            boolean moved = !parameter.value().sameBits(before.get(i));
            assertEquals(parameter.isTrainable(), moved, parameter.path());
        }
        Network again = Genetics.mutate(network, new Mutation(1, 1), RandomStream.of(seed, "test"));
        assertTrue(Networks.sameBits(Networks.values(child), Networks.values(again)), "same seed, other bits");
    }

    @Test
    void mutationIsAsLargeAndAsFrequentAsItSays() {
        Network network = Networks.of("dense(2000, bias=false)", DataType.FLOAT64, 1);
        Network child = Genetics.mutate(network, new Mutation(0.25, 0.5), RandomStream.of(1, "test"));
        int moved = 0;
        double squares = 0;
        for (int i = 0; i < 6000; i++) {
            double difference = child.parameters().get(0).value().get(i)
                    - network.parameters().get(0).value().get(i);
            moved += difference == 0 ? 0 : 1;
            squares += difference * difference;
        }
        // Four standard deviations of the share, and about as many of the deviation.
        assertEquals(0.25, moved / 6000.0, 0.023);
        assertEquals(0.5, Math.sqrt(squares / moved), 0.04);
    }

    @Property
    void crossoverTakesEachWeightFromOneParent(
            @ForAll("pairs") Pair pair, @ForAll Crossover crossover, @ForAll long seed) {
        List<Tensor> first = Networks.values(pair.first());
        List<Tensor> second = Networks.values(pair.second());
        Network child = Genetics.crossover(pair.first(), pair.second(), crossover, RandomStream.of(seed, "test"));
        for (int i = 0; i < first.size(); i++) {
            Parameter parameter = child.parameters().get(i);
            for (int j = 0; j < parameter.size(); j++) {
                double value = parameter.value().get(j);
                boolean fromFirst = value == first.get(i).get(j);
                boolean fromSecond =
                        parameter.isTrainable() && value == second.get(i).get(j);
                assertTrue(fromFirst || fromSecond, parameter + " element " + j + " is " + value);
            }
        }
        assertTrue(Networks.sameBits(first, Networks.values(pair.first())), "a parent was changed");
        assertTrue(Networks.sameBits(second, Networks.values(pair.second())), "a parent was changed");
    }

    @Property
    void nodesAreInheritedAsAWhole(@ForAll long seed) {
        Network zeros = filled(0);
        Network ones = filled(1);
        Network child = Genetics.crossover(zeros, ones, Crossover.NODES, RandomStream.of(seed, "test"));
        Tensor weight = child.parameters().get(0).value();
        Tensor bias = child.parameters().get(1).value();
        for (int i = 0; i < weight.size(); i++) {
            assertEquals(bias.get(i % 6), weight.get(i), "element " + i);
        }
    }

    private static Network filled(double value) {
        Network network = Networks.of("dense(6) tanh dense(1)", DataType.FLOAT32, 1);
        network.parameters().forEach(parameter -> parameter.value().fill(value));
        return network;
    }

    @Test
    void bothParentsAreEquallyLikely() {
        Map<Double, Integer> counts = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            Network child = Genetics.crossover(filled(0), filled(1), Crossover.WEIGHTS, RandomStream.of(i, "test"));
            counts.merge(child.parameters().get(0).value().get(0), 1, Integer::sum);
        }
        assertEquals(200, counts.get(1.0), 40);
    }

    @Test
    void aSharedParameterStaysShared() {
        Network tied = Networks.of("dense(5, bias=false) tiedDense(\"0.weight\", bias=false)", DataType.FLOAT64, 1);
        Network child = Genetics.mutate(tied, new Mutation(1, 1), RandomStream.of(1, "test"));
        assertEquals(1, child.parameters().size());
        // With w = 1 everywhere: x W W^T = 5 (x1 + x2 + x3) in each place, only if both layers see the same weight.
        child.parameters().get(0).value().fill(1);
        Tensor answer = child.predict(Tensor.of(Shape.of(1, 3), 1.0, 2, 3));
        assertEquals(30, answer.get(0), 1e-12);
    }

    @Test
    void parentsOfDifferentKindsAreRefused() {
        Network small = Networks.of("dense(1)", DataType.FLOAT32, 1);
        Network large = Networks.of("dense(2)", DataType.FLOAT32, 1);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Genetics.crossover(small, large, Crossover.NODES, RandomStream.of(1, "test")));
        assertEquals(
                "evolution: all networks must have the same parameters but one has [0.weight [3, 1] FLOAT32, 0.bias"
                        + " [1] FLOAT32] and another [0.weight [3, 2] FLOAT32, 0.bias [2] FLOAT32]. Build them from the"
                        + " same spec.",
                e.getMessage());
    }

    @Test
    void aPopulationHasManyDifferentMembers() {
        List<Network> population = Genetics.population(Sequential.parse("dense(2)"), Shape.of(3), 10, 1);
        List<Network> again = Genetics.population(Sequential.parse("dense(2)"), Shape.of(3), 12, 1);
        for (int i = 0; i < 10; i++) {
            assertTrue(Networks.sameBits(Networks.values(population.get(i)), Networks.values(again.get(i))));
            for (int j = 0; j < i; j++) {
                assertFalse(Networks.sameBits(Networks.values(population.get(i)), Networks.values(population.get(j))));
            }
        }
    }

    @Test
    void mutationsOutOfRangeAreRefused() {
        assertEquals(
                "mutation: probability must be between 0 and 1 but is 1.5.",
                assertThrows(IllegalArgumentException.class, () -> new Mutation(1.5, 1))
                        .getMessage());
        assertEquals(
                "mutation: deviation must be 0 or more and finite but is NaN.",
                assertThrows(IllegalArgumentException.class, () -> new Mutation(1, Double.NaN))
                        .getMessage());
    }
}
