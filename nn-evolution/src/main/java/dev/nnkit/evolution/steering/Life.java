package dev.nnkit.evolution.steering;

import java.util.List;

/**
 * What became of one animal in one world.
 *
 * @param path where it was, step by step, the start first
 * @param foodEaten the pieces it ate
 * @param poisonEaten the pieces it ate
 */
public record Life(World world, List<Place> path, List<Place> foodEaten, List<Place> poisonEaten) {
    public Life {
        path = List.copyOf(path);
        foodEaten = List.copyOf(foodEaten);
        poisonEaten = List.copyOf(poisonEaten);
    }

    /** Pieces of food less pieces of poison. */
    public int score() {
        return foodEaten.size() - poisonEaten.size();
    }
}
