package dev.nnkit.evolution.steering;

import java.util.ArrayList;
import java.util.List;

/** Food, or poison, while an animal lives: what is left of it, and what was eaten. In arrays, since it is looked at often. */
final class Pieces {
    /** How strongly nearness falls with distance: at a twentieth of the square it is a half. */
    private static final double SIGHT = 20;

    private final double[] x;
    private final double[] y;
    private int left;
    private final List<Place> eaten = new ArrayList<>();
    private double nearestX;
    private double nearestY;
    private double nearestSquared;

    Pieces(List<Place> all, Place viewer) {
        x = all.stream().mapToDouble(Place::x).toArray();
        y = all.stream().mapToDouble(Place::y).toArray();
        left = x.length;
        eatAround(viewer.x(), viewer.y());
    }

    List<Place> eaten() {
        return eaten;
    }

    /** Eats what is within reach of a place, and finds what is nearest then. */
    void eatAround(double atX, double atY) {
        nearestSquared = Double.POSITIVE_INFINITY;
        for (int i = left - 1; i >= 0; i--) {
            double dx = x[i] - atX;
            double dy = y[i] - atY;
            double squared = dx * dx + dy * dy;
            if (squared <= World.REACH * World.REACH) {
                eat(i);
            } else if (squared < nearestSquared) {
                nearestSquared = squared;
                nearestX = dx;
                nearestY = dy;
            }
        }
    }

    private void eat(int i) {
        eaten.add(new Place(x[i], y[i]));
        left--;
        x[i] = x[left];
        y[i] = y[left];
    }

    /** Writes how far ahead, how far left and how near the nearest piece is; zeros if there is none. */
    void perceive(double headingX, double headingY, float[] senses, int from) {
        if (left == 0) {
            senses[from] = 0;
            senses[from + 1] = 0;
            senses[from + 2] = 0;
            return;
        }
        double distance = Math.sqrt(nearestSquared);
        senses[from] = (float) ((headingX * nearestX + headingY * nearestY) / distance);
        senses[from + 1] = (float) ((headingX * nearestY - headingY * nearestX) / distance);
        senses[from + 2] = (float) (1 / (1 + SIGHT * distance));
    }
}
