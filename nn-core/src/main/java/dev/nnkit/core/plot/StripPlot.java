package dev.nnkit.core.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Groups of values side by side, such as the scores of variants: one row for each group, with a dot for every value and a box
 * behind them. Values of different groups that belong to the same item, such as a seed, stand at the same height within their
 * rows and are joined by a thin line: it leans the same way for all items where one group is better throughout.
 *
 * <p>The box reaches from the first to the third quartile (between order statistics, linearly interpolated), its line is the
 * median, and the whiskers reach to the furthest values within one and a half lengths of the box. A value that is NaN,
 * infinite or beyond 1e100 is a cross beside the plot.
 *
 * <pre>{@code
 * String svg = StripPlot.of("Test scores", "accuracy", List.of("seed 1", "seed 2", "seed 3"))
 *         .group("relu", 0.94, 0.95, 0.93)
 *         .group("gelu", 0.96, 0.96, 0.94)
 *         .toSvg();
 * }</pre>
 *
 * <p>The same plot gives the same text. Each method returns a new plot. Thread-safe: immutable.
 *
 * @param label what the values are
 * @param items the names of what has a value in every group
 * @param groups from above
 */
public record StripPlot(String title, String label, List<String> items, List<Group> groups) {
    /**
     * A row.
     *
     * @param values by item
     */
    public record Group(String name, List<Double> values) {
        public Group {
            values = List.copyOf(values);
        }

        private double[] shown() {
            return values.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(StripPlot::isShown)
                    .sorted()
                    .toArray();
        }
    }

    /** @throws IllegalArgumentException if a group has more or fewer values than there are items */
    public StripPlot {
        items = List.copyOf(items);
        groups = List.copyOf(groups);
        for (Group group : groups) {
            if (group.values.size() != items.size()) {
                throw new IllegalArgumentException("strip plot: " + group.name + " must have " + items.size()
                        + " values, one for each of " + items + ", but has " + group.values.size() + ".");
            }
        }
    }

    /** A plot without groups yet. */
    public static StripPlot of(String title, String label, List<String> items) {
        return new StripPlot(title, label, items, List.of());
    }

    /**
     * With one more group.
     *
     * @param values by item; throws IllegalArgumentException if there are more or fewer than items
     */
    public StripPlot group(String name, double... values) {
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(name, Arrays.stream(values).boxed().toList()));
        return new StripPlot(title, label, items, more);
    }

    static boolean isShown(double value) {
        return Math.abs(value) <= Axis.LARGEST;
    }

    /** The picture. */
    public String toSvg() {
        return new Layout(this).draw();
    }

    /** Five numbers of a group that has values. */
    record Box(double low, double first, double median, double third, double high) {
        private static final double REACH = 1.5;

        /** @param sorted ascending, one or more */
        static Box of(double[] sorted) {
            double first = quantile(sorted, 0.25);
            double third = quantile(sorted, 0.75);
            double reach = REACH * (third - first);
            double low = Arrays.stream(sorted)
                    .filter(value -> value >= first - reach)
                    .min()
                    .orElse(first);
            double high = Arrays.stream(sorted)
                    .filter(value -> value <= third + reach)
                    .max()
                    .orElse(third);
            return new Box(Math.min(low, first), first, quantile(sorted, 0.5), third, Math.max(high, third));
        }

        private static double quantile(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int below = (int) place;
            double above = sorted[Math.min(below + 1, sorted.length - 1)];
            return sorted[below] + (place - below) * (above - sorted[below]);
        }
    }

    /** Where everything stands. */
    private static final class Layout {
        private static final double GAP = 8;
        private static final double TOP = 46;
        private static final double WIDTH = 560;
        private static final double ROW = 52;
        /** Of the dots of a row, from its middle. */
        private static final double SPREAD = 17;

        private static final double BOX = 11;
        private static final double CROSS = 3.5;
        private static final String MISSING = "no score";

        private final StripPlot plot;
        private final Axis axis;
        private final double left;
        private final double bottom;
        private final double missing;
        private final boolean complete;
        private final Drawing drawing;

        Layout(StripPlot plot) {
            this.plot = plot;
            double[] all = plot.groups.stream()
                    .flatMapToDouble(group -> Arrays.stream(group.shown()))
                    .toArray();
            this.axis = Axis.rounded(
                    Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1));
            this.complete = all.length == plot.groups.size() * plot.items.size();
            double names = plot.groups.stream()
                    .mapToDouble(group -> Drawing.width(group.name, Drawing.TEXT))
                    .max()
                    .orElse(0);
            this.left = GAP + Math.max(names, Drawing.LINE) + GAP;
            this.bottom = TOP + plot.groups.size() * ROW;
            this.missing = left + WIDTH + 2 * GAP + Drawing.width(MISSING, Drawing.TEXT) / 2;
            double right = complete ? left + WIDTH + 2 * Drawing.LINE : 2 * missing - left - WIDTH - GAP;
            double wide = left + WIDTH / 2 + Drawing.width(plot.label, Drawing.TEXT) / 2;
            double width = Math.max(Math.max(right, wide), left + Drawing.width(plot.title, Drawing.TITLE)) + GAP;
            this.drawing = new Drawing(width, bottom + 3 * Drawing.LINE, plot.title);
        }

        private double across(double value) {
            return left + axis.place(value) * WIDTH;
        }

        private double middle(int group) {
            return TOP + (group + 0.5) * ROW;
        }

        private double down(int group, int item) {
            int last = plot.items.size() - 1;
            return middle(group) + (last == 0 ? 0 : (2.0 * item / last - 1) * SPREAD);
        }

        String draw() {
            drawing.title(left, plot.title);
            drawAxis();
            for (int item = 0; item < plot.items.size(); item++) {
                drawJoin(item);
            }
            for (int group = 0; group < plot.groups.size(); group++) {
                Group drawn = plot.groups.get(group);
                drawing.text(left - GAP, middle(group) + 4.5, Drawing.Anchor.END, Palette.INK, drawn.name);
                if (drawn.shown().length > 0) {
                    drawBox(Box.of(drawn.shown()), middle(group), Palette.line(group));
                }
                drawDots(drawn, group);
            }
            return drawing.finish();
        }

        private void drawAxis() {
            for (Axis.Tick tick : axis.ticks()) {
                double at = across(tick.value());
                drawing.line(at, TOP, at, bottom, Palette.GRID);
                drawing.text(at, bottom + Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, tick.label());
            }
            drawing.line(left, bottom, left + WIDTH, bottom, Palette.INK);
            if (!complete) {
                drawing.text(missing, bottom + Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, MISSING);
            }
            drawing.text(left + WIDTH / 2, bottom + 2.3 * Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, plot.label);
        }

        /** From group to group, without those that have no value. */
        private void drawJoin(int item) {
            int from = -1;
            for (int group = 0; group < plot.groups.size(); group++) {
                double value = plot.groups.get(group).values.get(item);
                if (!isShown(value)) {
                    continue;
                }
                if (from >= 0) {
                    double before = plot.groups.get(from).values.get(item);
                    drawing.line(across(before), down(from, item), across(value), down(group, item), "#bbbbbb");
                }
                from = group;
            }
        }

        private void drawBox(Box box, double middle, String colour) {
            double first = across(box.first);
            double third = across(box.third);
            double top = middle - BOX;
            double low = middle + BOX;
            drawing.area(new double[] {first, top, third, top, third, low, first, low}, colour);
            drawing.frame(first, top, third - first, 2 * BOX, colour);
            drawing.line(across(box.low), middle, first, middle, colour);
            drawing.line(third, middle, across(box.high), middle, colour);
            drawing.curve(new double[] {across(box.median), top, across(box.median), low}, colour, "");
        }

        private void drawDots(Group group, int index) {
            for (int item = 0; item < plot.items.size(); item++) {
                double value = group.values.get(item);
                double y = down(index, item);
                if (isShown(value)) {
                    String said = String.format(Locale.ROOT, "%s, %s: %.6g", group.name, plot.items.get(item), value);
                    drawing.dot(across(value), y, Palette.line(index), said);
                } else {
                    double[] falling = {missing - CROSS, y - CROSS, missing + CROSS, y + CROSS};
                    double[] rising = {missing - CROSS, y + CROSS, missing + CROSS, y - CROSS};
                    drawing.curve(falling, Palette.line(index), "");
                    drawing.curve(rising, Palette.line(index), "");
                }
            }
        }
    }
}
