package dev.nnkit.evolution.steering;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.evolution.Fitness;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The fitness of a network as the brain of an animal: pieces of food eaten less pieces of poison, the mean over some worlds,
 * in which all networks are put alike. The most is {@value World#FOOD}; an animal that stands still gets 0, and one that runs
 * about without looking less than 0, since there is twice as much poison as food.
 *
 * <p>The brain is a FLOAT32 network from [{@value #SENSES}] to [{@value #ACTIONS}]. Senses: of the nearest food, the cosine
 * and the sine of the angle from the heading to it (ahead 1, left 1) and how near it is, from 0 to 1; the same of the nearest
 * poison. Actions, each from -1 to 1: turn (right, left) and speed (stop, full). Larger ones are cut off, NaN is 0.
 *
 * <p>Thread-safe: immutable.
 *
 * @param worlds at least one; throws IllegalArgumentException for none
 */
public record Steering(List<World> worlds) implements Fitness {
    /** How many numbers an animal perceives. */
    public static final int SENSES = 6;

    /** How many numbers tell it what to do. */
    public static final int ACTIONS = 2;

    public Steering {
        worlds = List.copyOf(worlds);
        if (worlds.isEmpty()) {
            throw new IllegalArgumentException("steering: there must be at least 1 world but there are none.");
        }
    }

    /** In the worlds of a seed numbered from {@code from} to before {@code to}. */
    public static Steering inWorlds(long seed, long from, long to) {
        return new Steering(LongStream.range(from, to)
                .mapToObj(number -> World.of(seed, number))
                .toList());
    }

    @Override
    public double of(Network brain) {
        return live(brain).stream().mapToDouble(Animal::score).average().orElse(0);
    }

    /**
     * The lives of the animal with this brain, one in each world.
     *
     * @throws IllegalArgumentException if the brain does not take these senses or give these actions
     */
    public List<Life> lives(Network brain) {
        return live(brain).stream().map(Animal::life).toList();
    }

    /** All worlds at once, each a row of the batch. */
    private List<Animal> live(Network brain) {
        requireBrain(brain);
        List<Animal> animals = worlds.stream().map(Animal::new).toList();
        StepContext step = StepContext.inference(KernelChoice.best(1));
        Tensor senses = Tensor.zeros(DataType.FLOAT32, Shape.of(animals.size(), SENSES));
        for (int time = 0; time < World.STEPS; time++) {
            for (int i = 0; i < animals.size(); i++) {
                animals.get(i).perceive(senses.floats(), i * SENSES);
            }
            step.begin(time, 0);
            float[] actions = brain.infer(List.of(senses), step).get(0).floats();
            for (int i = 0; i < animals.size(); i++) {
                animals.get(i).act(cut(actions[i * ACTIONS]), cut(actions[i * ACTIONS + 1]));
            }
        }
        return animals;
    }

    private static double cut(float action) {
        return Float.isNaN(action) ? 0 : Math.max(-1, Math.min(1, action));
    }

    private static void requireBrain(Network brain) {
        boolean fits = brain.type() == DataType.FLOAT32
                && brain.inputShapes().equals(List.of(Shape.of(SENSES)))
                && brain.outputShapes().equals(List.of(Shape.of(ACTIONS)));
        if (!fits) {
            throw new IllegalArgumentException("steering: a brain must be FLOAT32 from [" + SENSES + "] to [" + ACTIONS
                    + "] but " + brain + " is " + brain.type() + " from " + brain.inputShapes() + " to "
                    + brain.outputShapes() + ".");
        }
    }
}
