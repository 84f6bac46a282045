package dev.nnkit.evolution.steering;

import java.util.ArrayList;
import java.util.List;

/** An animal while it lives in one world. Used by one thread. */
final class Animal {
    /** The tangent of half of the largest turn in a step, which is about 23 degrees. */
    private static final double TURN = 0.2;

    private final World world;
    private final Pieces food;
    private final Pieces poison;
    /** x and y by turns: a list of places would be most of the work. */
    private final double[] path = new double[2 * (World.STEPS + 1)];

    private int steps;
    private double x = World.START.x();
    private double y = World.START.y();
    private double headingX;
    private double headingY;

    Animal(World world) {
        this.world = world;
        this.food = new Pieces(world.food(), World.START);
        this.poison = new Pieces(world.poison(), World.START);
        this.headingX = world.headingX();
        this.headingY = world.headingY();
        path[0] = x;
        path[1] = y;
    }

    /** Writes {@link Steering#SENSES} numbers. */
    void perceive(float[] senses, int from) {
        food.perceive(headingX, headingY, senses, from);
        poison.perceive(headingX, headingY, senses, from + Steering.SENSES / 2);
    }

    /**
     * Turns, moves, eats.
     *
     * @param turn from -1, right, to 1, left
     * @param speed from -1, stop, to 1, full speed
     */
    void act(double turn, double speed) {
        // A turn by twice the angle whose tangent is t, without sine and cosine, whose last bits are the platform's.
        double t = TURN * turn;
        double cosine = (1 - t * t) / (1 + t * t);
        double sine = 2 * t / (1 + t * t);
        double turnedX = cosine * headingX - sine * headingY;
        double turnedY = sine * headingX + cosine * headingY;
        double length = Math.sqrt(turnedX * turnedX + turnedY * turnedY);
        headingX = turnedX / length;
        headingY = turnedY / length;
        double way = World.SPEED * (1 + speed) / 2;
        x = Math.min(1, Math.max(0, x + way * headingX));
        y = Math.min(1, Math.max(0, y + way * headingY));
        food.eatAround(x, y);
        poison.eatAround(x, y);
        steps++;
        path[2 * steps] = x;
        path[2 * steps + 1] = y;
    }

    int score() {
        return food.eaten().size() - poison.eaten().size();
    }

    Life life() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            places.add(new Place(path[2 * i], path[2 * i + 1]));
        }
        return new Life(world, places, food.eaten(), poison.eaten());
    }
}
