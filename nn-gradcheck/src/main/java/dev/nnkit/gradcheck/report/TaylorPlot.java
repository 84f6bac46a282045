package dev.nnkit.gradcheck.report;

import dev.nnkit.gradcheck.Taylor;
import dev.nnkit.gradcheck.TensorReport;
import java.util.Locale;

/** The Taylor remainders of a tensor over the step, both logarithmic, as SVG, with the slopes 1 and 2 to compare. */
final class TaylorPlot {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 220;
    private static final int LEFT = 44;
    private static final int BOTTOM = 30;
    private static final double SMALLEST = -20;

    private TaylorPlot() {}

    /** The part of the plane that is drawn, in powers of ten. */
    private record Window(double left, double right, double bottom, double top) {
        static Window of(TensorReport tensor) {
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double bottom = Double.POSITIVE_INFINITY;
            double top = Double.NEGATIVE_INFINITY;
            for (Taylor taylor : tensor.taylor()) {
                for (Taylor.Step step : taylor.steps()) {
                    left = Math.min(left, Math.log10(step.h()));
                    right = Math.max(right, Math.log10(step.h()));
                    bottom = Math.min(bottom, log(step.remainder()));
                    top = Math.max(top, log(step.remainder()));
                }
            }
            return new Window(left, right, Math.floor(bottom), Math.max(Math.ceil(top), Math.floor(bottom) + 4));
        }

        double x(double logarithm) {
            return LEFT + (logarithm - left) / (right - left) * (WIDTH - LEFT - 8);
        }

        double y(double logarithm) {
            return 8 + (top - logarithm) / (top - bottom) * (HEIGHT - BOTTOM - 8);
        }
    }

    static void draw(TensorReport tensor, StringBuilder page) {
        if (tensor.taylor().stream().noneMatch(t -> t.steps().size() > 1)) {
            return;
        }
        Window window = Window.of(tensor);
        page.append(String.format(
                Locale.ROOT,
                "<figure>%n<svg class=\"plot\" role=\"img\" aria-label=\"Taylor remainder of %s\" width=\"%d\""
                        + " viewBox=\"0 0 %d %d\">%n",
                HtmlReport.escaped(tensor.name()),
                WIDTH,
                WIDTH,
                HEIGHT));
        axes(window, page);
        guide(window, 1, page);
        guide(window, 2, page);
        for (Taylor taylor : tensor.taylor()) {
            line(taylor, window, page);
        }
        page.append("</svg>\n"
                + "<figcaption>Taylor remainder over the step, along random directions: it falls with h² where the"
                + " gradient is right, with h where it is not, and is all rounding at the bottom.</figcaption>\n"
                + "</figure>\n");
    }

    private static void axes(Window window, StringBuilder page) {
        int every = window.top - window.bottom > 10 ? 4 : 2;
        for (int power = (int) window.bottom; power <= window.top; power++) {
            if (Math.floorMod(power, every) == 0) {
                double y = window.y(power);
                page.append(String.format(
                        Locale.ROOT,
                        "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\""
                                + " text-anchor=\"end\">1e%d</text>%n",
                        LEFT,
                        WIDTH - 8,
                        y,
                        y,
                        LEFT - 4,
                        y + 4,
                        power));
            }
        }
        for (int power = (int) Math.ceil(window.left); power <= window.right; power++) {
            if (Math.floorMod(power, 4) == 0) {
                page.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">1e%d</text>%n",
                        window.x(power),
                        HEIGHT - 15,
                        power));
            }
        }
        page.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">step h</text>%n", WIDTH - 8, HEIGHT - 3));
    }

    /** A dashed line with a slope, from the upper right corner. */
    private static void guide(Window window, int order, StringBuilder page) {
        double length = Math.min(window.right - window.left, (window.top - window.bottom) / order);
        double x = window.x(window.right - length);
        double y = window.y(window.top - order * length);
        page.append(String.format(
                Locale.ROOT,
                "<line class=\"guide\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/><text x=\"%.1f\" y=\"%.1f\">%s"
                        + "</text>%n",
                window.x(window.right),
                window.y(window.top),
                x,
                y,
                x + 8,
                y + 2,
                order == 1 ? "h" : "h²"));
    }

    private static void line(Taylor taylor, Window window, StringBuilder page) {
        page.append("<polyline class=\"")
                .append(taylor.agrees() ? "good" : "bad")
                .append("\" points=\"");
        for (Taylor.Step step : taylor.steps()) {
            page.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", window.x(Math.log10(step.h())), window.y(log(step.remainder()))));
        }
        page.append("\"/>\n");
    }

    private static double log(double remainder) {
        return Double.isFinite(remainder) ? Math.max(SMALLEST, Math.log10(remainder)) : 0;
    }
}
