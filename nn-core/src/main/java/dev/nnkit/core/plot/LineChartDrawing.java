package dev.nnkit.core.plot;

import dev.nnkit.core.plot.LineChart.Point;
import dev.nnkit.core.plot.LineChart.Series;
import dev.nnkit.core.plot.LineChart.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays out and draws one {@link LineChart}: axes left and below, the names of the curves to the right. */
final class LineChartDrawing {
    private static final double PLOT_WIDTH = 560;
    private static final double PLOT_HEIGHT = 320;
    private static final double TOP = 50;
    private static final double GAP = 8;
    private static final double SWATCH = 22;
    private static final double RING = 7;
    /** Up to so many points a curve has dots. */
    private static final int FEW_POINTS = 25;

    private final LineChart chart;
    private final Axis x;
    private final Axis y;
    private final double left;
    private final double height;
    private final Drawing drawing;

    LineChartDrawing(LineChart chart) {
        this.chart = chart;
        List<Point> all = chart.series().stream()
                .flatMap(series -> Stream.of(series.points().stream(), edges(series), series.rings().stream()))
                .flatMap(points -> points)
                .filter(this::isVisible)
                .toList();
        boolean counts = all.stream().allMatch(point -> point.x() == Math.rint(point.x()));
        double first = least(all, Point::x, chart.logarithmicX() ? 0.1 : 0);
        double last = most(all, Point::x, 1);
        this.x = chart.logarithmicX() ? Axis.logarithmic(first, last) : Axis.exact(first, last, counts);
        double low = least(all, Point::y, chart.logarithmicY() ? 0.1 : 0);
        double high = most(all, Point::y, 1);
        this.y = chart.logarithmicY() ? Axis.logarithmic(low, high) : Axis.rounded(low, high);
        double labels = y.ticks().stream()
                .mapToDouble(tick -> Drawing.width(tick.label(), Drawing.TEXT))
                .max()
                .orElse(0);
        this.left = GAP + Drawing.LINE + labels + GAP;
        this.height = Math.max(PLOT_HEIGHT, chart.series().size() * Drawing.LINE);
        double names = chart.series().stream()
                .mapToDouble(series -> Drawing.width(series.name(), Drawing.TEXT))
                .max()
                .orElse(0);
        double plotAndNames = left + PLOT_WIDTH + GAP + SWATCH + GAP + names + GAP;
        double width = Math.max(plotAndNames, left + Drawing.width(chart.title(), Drawing.TITLE) + GAP);
        this.drawing = new Drawing(width, TOP + height + 3 * Drawing.LINE, chart.title());
    }

    /** The corners of a band. */
    private static Stream<Point> edges(Series series) {
        return series.band().stream()
                .flatMap(span -> Stream.of(new Point(span.x(), span.low()), new Point(span.x(), span.high())));
    }

    private static double least(List<Point> points, ToDoubleFunction<Point> value, double ifNone) {
        return points.stream().mapToDouble(value).min().orElse(ifNone);
    }

    private static double most(List<Point> points, ToDoubleFunction<Point> value, double ifNone) {
        return points.stream().mapToDouble(value).max().orElse(ifNone);
    }

    private boolean isVisible(Point point) {
        return Math.abs(point.x()) <= Axis.LARGEST
                && Math.abs(point.y()) <= Axis.LARGEST
                && (!chart.logarithmicX() || point.x() >= Axis.SMALLEST)
                && (!chart.logarithmicY() || point.y() >= Axis.SMALLEST);
    }

    String draw() {
        drawing.title(left, chart.title());
        drawAxes();
        for (int i = 0; i < chart.series().size(); i++) {
            drawBand(chart.series().get(i), i);
        }
        for (int i = 0; i < chart.series().size(); i++) {
            drawCurve(chart.series().get(i), i);
        }
        drawNames();
        return drawing.finish();
    }

    private double across(double value) {
        return left + x.place(value) * PLOT_WIDTH;
    }

    private double down(double value) {
        return TOP + (1 - y.place(value)) * height;
    }

    private void drawAxes() {
        double bottom = TOP + height;
        for (Axis.Tick tick : y.ticks()) {
            double at = down(tick.value());
            drawing.line(left, at, left + PLOT_WIDTH, at, Palette.GRID);
            drawing.text(left - GAP, at + 4.5, Drawing.Anchor.END, Palette.INK, tick.label());
        }
        for (Axis.Tick tick : x.ticks()) {
            double at = across(tick.value());
            drawing.line(at, TOP, at, bottom, Palette.GRID);
            drawing.text(at, bottom + Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, tick.label());
        }
        drawing.line(left, TOP, left, bottom, Palette.INK);
        drawing.line(left, bottom, left + PLOT_WIDTH, bottom, Palette.INK);
        drawing.text(
                left + PLOT_WIDTH / 2, bottom + 2.3 * Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, chart.xLabel());
        drawing.textUpwards(GAP + Drawing.TEXT, TOP + height / 2, Drawing.Anchor.MIDDLE, Palette.INK, chart.yLabel());
    }

    /** Spans that cannot be drawn are left out: what is left is joined. */
    private void drawBand(Series series, int index) {
        List<Span> spans = series.band().stream()
                .filter(span ->
                        isVisible(new Point(span.x(), span.low())) && isVisible(new Point(span.x(), span.high())))
                .toList();
        if (spans.size() > 1) {
            List<Point> corners = new ArrayList<>();
            spans.forEach(span -> corners.add(new Point(span.x(), span.high())));
            for (int i = spans.size() - 1; i >= 0; i--) {
                corners.add(new Point(spans.get(i).x(), spans.get(i).low()));
            }
            drawing.area(places(corners), Palette.line(index));
        }
    }

    private double[] places(List<Point> points) {
        return points.stream()
                .flatMapToDouble(point -> DoubleStream.of(across(point.x()), down(point.y())))
                .toArray();
    }

    private void drawCurve(Series series, int index) {
        boolean few = series.points().size() <= FEW_POINTS;
        List<Point> piece = new ArrayList<>();
        for (Point point : series.points()) {
            if (isVisible(point)) {
                piece.add(point);
            } else {
                drawPiece(piece, index, few);
                piece.clear();
            }
        }
        drawPiece(piece, index, few);
        series.rings().stream()
                .filter(this::isVisible)
                .forEach(at -> drawing.circle(across(at.x()), down(at.y()), RING, "none", Palette.line(index)));
    }

    /** A part of a curve without gaps; a single point would be invisible as a line. */
    private void drawPiece(List<Point> piece, int index, boolean dots) {
        if (piece.size() > 1) {
            drawing.curve(places(piece), Palette.line(index), Palette.dash(index));
        }
        if (dots || piece.size() == 1) {
            piece.forEach(point -> drawing.dot(across(point.x()), down(point.y()), Palette.line(index)));
        }
    }

    /** Each name as near as possible to the end of its curve, from top to bottom in the order of the ends. */
    private void drawNames() {
        List<Integer> order = IntStream.range(0, chart.series().size())
                .boxed()
                .sorted(Comparator.comparingDouble(index -> end(chart.series().get(index))))
                .toList();
        double[] places = new double[order.size()];
        double lowest = TOP + Drawing.LINE / 2;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(end(chart.series().get(order.get(i))), lowest);
            lowest = places[i] + Drawing.LINE;
        }
        double highest = TOP + height - Drawing.LINE / 2;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], highest);
            highest = places[i] - Drawing.LINE;
        }
        double start = left + PLOT_WIDTH + GAP;
        for (int i = 0; i < places.length; i++) {
            int index = order.get(i);
            double[] swatch = {start, places[i], start + SWATCH, places[i]};
            drawing.curve(swatch, Palette.line(index), Palette.dash(index));
            String name = chart.series().get(index).name();
            drawing.text(start + SWATCH + GAP, places[i] + 4.5, Drawing.Anchor.START, Palette.INK, name);
        }
    }

    /** Where a curve ends, in pixels from above; at the bottom if nothing of it can be seen. */
    private double end(Series series) {
        double end = TOP + height;
        for (Point point : series.points()) {
            end = isVisible(point) ? down(point.y()) : end;
        }
        return end;
    }
}
