package dev.nnkit.evolution.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.evolution.Evolution;
import dev.nnkit.evolution.Evolved;
import dev.nnkit.evolution.Genetics;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {
    private static final Place FAR = new Place(0.9, 0.1);

    private static Network brain(String text, long seed) {
        return Network.build(Sequential.parse(text), Shape.of(Steering.SENSES), seed);
    }

    /** Turns to where the food is and runs: by hand, so that what the senses and the actions mean is held. */
    private static Network hunter() {
        Network hunter = brain("dense(2)", 1);
        hunter.parameters().forEach(parameter -> parameter.value().fill(0));
        hunter.parameters().get(0).value().set(2, 10); // from how far left the food is, to turn
        hunter.parameters().get(1).value().set(1, 1); // full speed
        return hunter;
    }

    private static World world(List<Place> food, List<Place> poison) {
        return new World(food, poison, 1, 0);
    }

    @Test
    void aHunterFindsFoodOnEitherSideAndBehind() {
        for (Place food :
                List.of(new Place(0.5, 0.9), new Place(0.5, 0.1), new Place(0.1, 0.52), new Place(0.9, 0.5))) {
            Life life = new Steering(List.of(world(List.of(food), List.of(FAR))))
                    .lives(hunter())
                    .get(0);
            assertEquals(List.of(food), life.foodEaten(), food.toString());
            assertEquals(1, life.score());
        }
    }

    @Test
    void poisonOnTheWayIsEatenTooAndCounts() {
        World world = world(List.of(new Place(0.9, 0.5)), List.of(new Place(0.7, 0.51), FAR));
        Life life = new Steering(List.of(world)).lives(hunter()).get(0);
        assertEquals(List.of(new Place(0.7, 0.51)), life.poisonEaten());
        assertEquals(0, life.score());
        assertEquals(0, new Steering(List.of(world)).of(hunter()));
    }

    @Property(tries = 30)
    void livesKeepTheRules(@ForAll long seed) {
        Steering steering = Steering.inWorlds(seed, 0, 2);
        Network brain = brain("dense(8) tanh dense(2)", seed);
        double sum = 0;
        for (Life life : steering.lives(brain)) {
            assertEquals(World.STEPS + 1, life.path().size());
            for (int i = 0; i < World.STEPS; i++) {
                Place place = life.path().get(i + 1);
                assertTrue(place.x() >= 0 && place.x() <= 1 && place.y() >= 0 && place.y() <= 1, place.toString());
                assertTrue(place.distance(life.path().get(i)) <= World.SPEED + 1e-12, "step " + i);
            }
            assertTrue(life.world().food().containsAll(life.foodEaten()));
            assertTrue(life.world().poison().containsAll(life.poisonEaten()));
            for (Place eaten : life.foodEaten()) {
                assertTrue(life.path().stream().anyMatch(place -> place.distance(eaten) <= World.REACH + 1e-12));
            }
            sum += life.score();
        }
        assertEquals(sum / 2, steering.of(brain), 1e-12, "the fitness is the mean score");
    }

    @Property(tries = 30)
    void worldsAreFunctionsOfTheirSeedAndNumber(@ForAll long seed) {
        World world = World.of(seed, 0);
        assertEquals(world, World.of(seed, 0));
        assertNotEquals(world, World.of(seed, 1));
        assertEquals(World.FOOD, world.food().size());
        assertEquals(World.POISON, world.poison().size());
    }

    @Test
    void numbersThatAreNoneDoNoHarm() {
        Network broken = hunter();
        broken.parameters().forEach(parameter -> parameter.value().fill(Double.NaN));
        Life life = Steering.inWorlds(1, 0, 1).lives(broken).get(0);
        assertEquals(World.STEPS + 1, life.path().size());
        assertTrue(life.path().stream().allMatch(place -> Double.isFinite(place.x() + place.y())));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5})
    void evolutionImprovesSteering(long seed) {
        List<Network> first = Genetics.population(
                Sequential.parse("dense(6) tanh dense(2) tanh"), Shape.of(Steering.SENSES), 20, seed);
        Evolved evolved = Evolution.of(Steering.inWorlds(seed, 0, 3))
                .generations(10)
                .seed(seed)
                .run(first);
        double before = evolved.generations().get(0).best();
        assertTrue(evolved.fitness() > before + 2, before + " before, " + evolved.fitness() + " after");
    }

    @Test
    void whatIsNoBrainIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Steering.inWorlds(1, 0, 1).of(brain("dense(3)", 1)));
        assertEquals(
                "steering: a brain must be FLOAT32 from [6] to [2] but dense(3) is FLOAT32 from [[6]] to [[3]].",
                e.getMessage());
        assertEquals(
                "steering: there must be at least 1 world but there are none.",
                assertThrows(IllegalArgumentException.class, () -> new Steering(List.of()))
                        .getMessage());
    }

    @Test
    void thePictureIsWellFormedAndSaysWhatWasEaten() {
        World world = world(List.of(new Place(0.9, 0.5)), List.of(FAR));
        Life life = new Steering(List.of(world)).lives(hunter()).get(0);
        String svg = PathPicture.of("a < b").add("one & two", life).toSvg();
        assertTrue(svg.contains("one &amp; two: 1 food, 0 poison"), svg);
        assertTrue(svg.contains("<title>a &lt; b</title>"), svg);
        assertEquals(svg, PathPicture.of("a < b").add("one & two", life).toSvg());
        Svgs.requireWellFormed(svg);
    }
}
