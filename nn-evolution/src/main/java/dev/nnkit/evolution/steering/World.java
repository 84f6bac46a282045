package dev.nnkit.evolution.steering;

import dev.nnkit.api.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A unit square with food and poison in it. An animal starts in the middle and heads for a random side; in each step it
 * turns, moves by at most {@value #SPEED}, and eats whatever lies within {@value #REACH}. What is eaten does not come back.
 * Walls stop it, and it slides along them.
 *
 * <p>A function of its seed. Thread-safe: immutable.
 *
 * @param food where food lies
 * @param poison where poison lies
 * @param headingX the first heading, a vector of length 1
 */
public record World(List<Place> food, List<Place> poison, double headingX, double headingY) {
    /** How many pieces of food there are. */
    public static final int FOOD = 20;

    /** How many pieces of poison there are: twice as many, so that eating without looking does harm. */
    public static final int POISON = 40;

    /** How many steps a life has: at full speed, enough to cross the square four times. */
    public static final int STEPS = 400;

    static final double SPEED = 0.01;
    static final double REACH = 0.02;

    /** Nothing lies nearer to the start than this. */
    private static final double CLEARING = 0.1;

    static final Place START = new Place(0.5, 0.5);

    public World {
        food = List.copyOf(food);
        poison = List.copyOf(poison);
    }

    /** The world of this seed and number. */
    public static World of(long seed, long number) {
        RandomStream random = RandomStream.of(seed, "steering world", number);
        List<Place> food = scattered(FOOD, random);
        List<Place> poison = scattered(POISON, random);
        double angle = 2 * Math.PI * random.nextDouble();
        return new World(food, poison, StrictMath.cos(angle), StrictMath.sin(angle));
    }

    private static List<Place> scattered(int count, RandomStream random) {
        List<Place> places = new ArrayList<>();
        while (places.size() < count) {
            Place place = new Place(random.nextDouble(), random.nextDouble());
            if (place.distance(START) > CLEARING) {
                places.add(place);
            }
        }
        return places;
    }
}
