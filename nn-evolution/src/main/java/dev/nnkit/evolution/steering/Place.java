package dev.nnkit.evolution.steering;

/** A point of the unit square. */
public record Place(double x, double y) {
    double distance(Place other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
    }
}
