package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a digit as a hand would: the points of a {@link DigitShapes} shape are displaced a little each, then the whole is
 * stretched, slanted, turned and shifted, and drawn with a pen whose width changes on its way.
 *
 * <p>A pixel's grey is how much of it the pen covers, by the distance of its centre from the nearest segment of the curve.
 * Not thread-safe: one painter for each thread.
 */
final class DigitPainter {
    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    /** Segments that a curve between two points is drawn with. */
    private static final int STEPS = 6;

    /** The distance from each pixel's centre to the edge of the ink, in pixels, negative inside. */
    private final float[] gaps = new float[PIXELS];

    private double[] x = new double[16];
    private double[] y = new double[16];
    private double[] radius = new double[16];

    /** What one hand does to all strokes of a digit: the affine map to pixels, and the pen. */
    private record Hand(double xx, double xy, double x0, double yx, double yy, double y0, double pen, double wobble) {
        static Hand of(RandomStream random) {
            double height = between(random, 16.5, 21.5);
            double width = height * between(random, 0.75, 1.15);
            double slant = between(random, -0.15, 0.45);
            double angle = between(random, -0.2, 0.2);
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            double middle = (SIDE - 1) / 2.0;
            return new Hand(
                    width * cos,
                    -height * (slant * cos + sin),
                    middle + between(random, -1.7, 1.7),
                    width * sin,
                    height * (cos - slant * sin),
                    middle + between(random, -1.7, 1.7),
                    between(random, 0.55, 1.6),
                    between(random, 0.01, 0.035));
        }
    }

    private static double between(RandomStream random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Draws a digit, all of whose chances come from {@code random}, into {@link #PIXELS} values from {@code offset}. */
    void draw(int digit, RandomStream random, float[] into, int offset) {
        Arrays.fill(gaps, SIDE);
        List<List<DigitShapes.Stroke>> shapes = DigitShapes.of(digit);
        List<DigitShapes.Stroke> shape = shapes.get(random.nextInt(shapes.size()));
        Hand hand = Hand.of(random);
        for (DigitShapes.Stroke stroke : shape) {
            place(stroke, hand, random);
            for (int i = 0; i + 1 < stroke.points().size(); i++) {
                curve(stroke, i);
            }
        }
        develop(random, into, offset);
    }

    private void place(DigitShapes.Stroke stroke, Hand hand, RandomStream random) {
        int count = stroke.points().size();
        if (count > x.length) {
            x = new double[count];
            y = new double[count];
            radius = new double[count];
        }
        for (int i = 0; i < count; i++) {
            DigitShapes.Point point = stroke.points().get(i);
            double u = point.x() + hand.wobble * random.nextGaussian();
            double v = point.y() + hand.wobble * random.nextGaussian();
            x[i] = hand.xx * u + hand.xy * v + hand.x0;
            y[i] = hand.yx * u + hand.yy * v + hand.y0;
            radius[i] = hand.pen * between(random, 0.8, 1.2);
        }
    }

    /** Draws from point i to the next: a Catmull-Rom spline, whose tangent at a point is that between its neighbours. */
    private void curve(DigitShapes.Stroke stroke, int i) {
        int before = stroke.breaksAt(i) ? i : i - 1;
        int after = stroke.breaksAt(i + 1) ? i + 1 : i + 2;
        int steps = before == i && after == i + 1 ? 1 : STEPS;
        double fromX = x[i];
        double fromY = y[i];
        double fromRadius = radius[i];
        for (int step = 1; step <= steps; step++) {
            double t = (double) step / steps;
            double toX = spline(x[before], x[i], x[i + 1], x[after], t);
            double toY = spline(y[before], y[i], y[i + 1], y[after], t);
            double toRadius = radius[i] + t * (radius[i + 1] - radius[i]);
            segment(fromX, fromY, fromRadius, toX, toY, toRadius);
            fromX = toX;
            fromY = toY;
            fromRadius = toRadius;
        }
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    /** Lowers the gap of all pixels near a segment whose radius goes from r0 to r1. */
    private void segment(double x0, double y0, double r0, double x1, double y1, double r1) {
        double reach = Math.max(r0, r1) + 1;
        int left = Math.max(0, (int) Math.ceil(Math.min(x0, x1) - reach));
        int right = Math.min(SIDE - 1, (int) Math.floor(Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) Math.ceil(Math.min(y0, y1) - reach));
        int bottom = Math.min(SIDE - 1, (int) Math.floor(Math.max(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double scale = 1 / Math.max(1e-12, dx * dx + dy * dy);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double px = column - x0;
                double py = row - y0;
                double t = Math.max(0, Math.min(1, (px * dx + py * dy) * scale));
                double ex = px - t * dx;
                double ey = py - t * dy;
                float gap = (float) (Math.sqrt(ex * ex + ey * ey) - (r0 + t * (r1 - r0)));
                int pixel = row * SIDE + column;
                gaps[pixel] = Math.min(gaps[pixel], gap);
            }
        }
    }

    /** Turns gaps into greys with noise, in steps of 1 / 255. */
    private void develop(RandomStream random, float[] into, int offset) {
        float ink = (float) between(random, 0.7, 1);
        float noise = (float) between(random, 0, 0.12);
        for (int i = 0; i < PIXELS; i++) {
            float covered = Math.max(0, Math.min(1, 0.5f - gaps[i]));
            // One long holds the two uniform numbers whose difference is the noise: triangular, mean 0.
            long bits = random.nextLong();
            float triangle = ((int) (bits >>> 40) - (int) (bits & 0xFFFFFF)) * 0x1.0p-24f;
            float grey = ink * covered + noise * triangle;
            into[offset + i] = Math.round(255 * Math.max(0, Math.min(1, grey))) / 255f;
        }
    }
}
