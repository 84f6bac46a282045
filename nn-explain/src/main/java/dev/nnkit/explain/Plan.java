package dev.nnkit.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything stands in a picture, in pixels from the upper left corner.
 *
 * @param heights of the circles' centres, by column
 * @param labels where on each line its number stands, from 0 at its start to 1; negative where there is no room
 */
record Plan(List<List<Double>> heights, List<List<List<Double>>> labels, double height) {
    static final double RADIUS = 26;
    /** From the edge to the centres of the first and last column. */
    static final double SIDE = 74;
    /** From column to column. */
    static final double GAP = 230;

    private static final double TOP = 68;
    /** A circle, its name, a second line below that, and air. */
    private static final double ROW = 82;

    private static final double WIDEST_ROW = 140;
    private static final double BOTTOM = 62;
    /** With more lines in a layer there are no numbers at them. */
    static final int MOST_LABELS = 24;
    /** Columns may be moved this close together in a page. */
    private static final double NARROW_GAP = 150;

    private static final double[] PLACES = {0.36, 0.42, 0.48, 0.54, 0.6, 0.66};

    static Plan of(Groups groups) {
        int most = groups.columns().stream().mapToInt(List::size).max().orElse(1);
        double height = most <= 4 ? Math.max(1, most - 1) * (ROW + 20) : (most - 1) * ROW;
        List<List<Double>> heights = new ArrayList<>();
        for (List<List<Integer>> column : groups.columns()) {
            double row = Math.min(WIDEST_ROW, height / Math.max(1, column.size() - 1));
            double first = TOP + (height - row * (column.size() - 1)) / 2;
            List<Double> places = new ArrayList<>();
            for (int i = 0; i < column.size(); i++) {
                places.add(first + i * row);
            }
            heights.add(places);
        }
        List<List<List<Double>>> labels = new ArrayList<>();
        for (int layer = 0; layer + 1 < heights.size(); layer++) {
            boolean room = groups.lines(layer) <= MOST_LABELS;
            labels.add(labels(heights.get(layer), heights.get(layer + 1), room));
        }
        return new Plan(heights, labels, TOP + height + BOTTOM);
    }

    private static List<List<Double>> labels(List<Double> from, List<Double> to, boolean room) {
        List<double[]> taken = new ArrayList<>();
        List<List<Double>> labels = new ArrayList<>();
        for (double start : from) {
            List<Double> ofStart = new ArrayList<>();
            for (double end : to) {
                ofStart.add(room ? free(start, end, taken) : -1);
            }
            labels.add(ofStart);
        }
        return labels;
    }

    /** The first place on a line that is not too near to those that are taken. */
    private static double free(double start, double end, List<double[]> taken) {
        for (double place : PLACES) {
            double x = place * NARROW_GAP;
            double y = start + place * (end - start);
            if (taken.stream().noneMatch(other -> Math.abs(other[0] - x) < 42 && Math.abs(other[1] - y) < 14)) {
                taken.add(new double[] {x, y});
                return place;
            }
        }
        return -1;
    }

    double x(int column) {
        return SIDE + column * GAP;
    }

    double y(int column, int circle) {
        return heights.get(column).get(circle);
    }

    double width() {
        return 2 * SIDE + (heights.size() - 1) * GAP;
    }
}
