package dev.nnkit.core.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Curves over a common axis, such as the losses of a run. Each is named at its right end, in colours and dashes that can be
 * told apart.
 *
 * <pre>{@code
 * String svg = LineChart.of("Learning curve", "epoch", "loss")
 *         .series("training", trainingLosses)
 *         .series("validation", validationLosses)
 *         .logarithmic()
 *         .toSvg();
 * }</pre>
 *
 * <p>The same chart gives the same text. Each method returns a new chart. Thread-safe: immutable.
 *
 * @param series in the order of their colours
 * @param logarithmicX whether the x axis is; places of 0 or less are then gaps
 * @param logarithmicY whether the y axis is; values of 0 or less are then gaps
 */
public record LineChart(
        String title, String xLabel, String yLabel, List<Series> series, boolean logarithmicX, boolean logarithmicY) {
    public LineChart {
        series = List.copyOf(series);
    }

    /** A place on a curve. Where x or y is NaN, infinite or beyond 1e100, the curve has a gap. */
    public record Point(double x, double y) {}

    /** What lies around a curve at a place, such as an interval: from {@code low} to {@code high}. */
    public record Span(double x, double low, double high) {}

    /**
     * A curve with its name, from point to point.
     *
     * @param band shaded behind it, from span to span; empty for none
     * @param rings places with a ring around them, such as the best
     */
    public record Series(String name, List<Point> points, List<Span> band, List<Point> rings) {
        public Series {
            points = List.copyOf(points);
            band = List.copyOf(band);
            rings = List.copyOf(rings);
        }
    }

    /** A chart without curves yet. */
    public static LineChart of(String title, String xLabel, String yLabel) {
        return new LineChart(title, xLabel, yLabel, List.of(), false, false);
    }

    /** With one more curve, whose values stand at 1, 2, 3 and so on. */
    public LineChart series(String name, double... values) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new Point(i + 1, values[i]));
        }
        return series(name, points);
    }

    /** With one more curve. */
    public LineChart series(String name, List<Point> points) {
        return series(name, points, List.of());
    }

    /** With one more curve, and a band behind it. */
    public LineChart series(String name, List<Point> points, List<Span> band) {
        return series(new Series(name, points, band, List.of()));
    }

    /** With one more curve. */
    public LineChart series(Series curve) {
        List<Series> more = new ArrayList<>(series);
        more.add(curve);
        return new LineChart(title, xLabel, yLabel, more, logarithmicX, logarithmicY);
    }

    /** With a logarithmic x axis. */
    public LineChart logarithmicAcross() {
        return new LineChart(title, xLabel, yLabel, series, true, logarithmicY);
    }

    /** With a logarithmic y axis. */
    public LineChart logarithmic() {
        return new LineChart(title, xLabel, yLabel, series, logarithmicX, true);
    }

    /** The picture. */
    public String toSvg() {
        return new LineChartDrawing(this).draw();
    }
}
