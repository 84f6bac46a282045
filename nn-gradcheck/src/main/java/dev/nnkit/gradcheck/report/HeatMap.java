package dev.nnkit.gradcheck.report;

import dev.nnkit.api.Shape;
import dev.nnkit.gradcheck.Coordinate;
import dev.nnkit.gradcheck.TensorReport;
import dev.nnkit.gradcheck.Verdict;
import java.util.Arrays;
import java.util.Locale;

/**
 * The error of each element in measure of the tensor's largest slope, on a logarithmic scale, as SVG: a row is the last
 * axis that is longer than 1, so that an image of one channel looks like an image. Elements that were not measured stay empty; of large tensors a cell shows the worst of several.
 */
final class HeatMap {
    private static final int MOST = 64;
    private static final int WIDTH = 320;
    private static final int LARGEST_CELL = 24;
    private static final double DECADES = 12;

    private HeatMap() {}

    static void draw(TensorReport tensor, StringBuilder page) {
        Shape shape = tensor.shape();
        int columns = columns(shape);
        if (columns == 0 || tensor.coordinates().isEmpty()) {
            return;
        }
        int rows = shape.size() / columns;
        int across = Math.min(MOST, columns);
        int down = Math.min(MOST, rows);
        double[] shades = new double[across * down];
        boolean[] isWrong = new boolean[shades.length];
        Arrays.fill(shades, -1);
        double largest = tensor.coordinates().stream()
                .mapToDouble(c -> Math.abs(c.numeric()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        for (Coordinate c : tensor.coordinates()) {
            int row = (int) ((long) (c.index() / columns) * down / rows);
            int column = (int) ((long) (c.index() % columns) * across / columns);
            int cell = row * across + column;
            shades[cell] = Math.max(shades[cell], shade(c.error() / largest));
            isWrong[cell] |= c.verdict() != Verdict.CORRECT && c.verdict() != Verdict.KINK;
        }
        draw(tensor, shades, isWrong, across, page);
    }

    /** The length of the last axis that is not 1; 1 where there is none. */
    private static int columns(Shape shape) {
        int axis = shape.rank() - 1;
        while (axis > 0 && shape.axis(axis) == 1) {
            axis--;
        }
        return axis < 0 ? 1 : shape.axis(axis);
    }

    /** 0 for an error of 1e-12 or less, 1 for one as large as the slope. */
    private static double shade(double error) {
        if (!(error < 1)) {
            return 1;
        }
        return Math.max(0, 1 + Math.log10(error) / DECADES);
    }

    private static void draw(TensorReport tensor, double[] shades, boolean[] isWrong, int across, StringBuilder page) {
        int down = shades.length / across;
        double cell = Math.min(LARGEST_CELL, (double) WIDTH / across);
        double gap = Math.min(1, cell / 8);
        page.append(String.format(
                Locale.ROOT,
                "<figure>%n<svg class=\"heat\" role=\"img\" aria-label=\"error by element of %s\" width=\"%.1f\""
                        + " viewBox=\"0 0 %.1f %.1f\">%n",
                HtmlReport.escaped(tensor.name()),
                across * cell,
                across * cell,
                down * cell));
        for (int i = 0; i < shades.length; i++) {
            int row = i / across;
            int column = i % across;
            String kind = shades[i] < 0 ? "unseen" : isWrong[i] ? "bad" : "good";
            page.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                    kind,
                    column * cell,
                    row * cell,
                    cell - gap,
                    cell - gap));
            if (shades[i] >= 0) {
                page.append(String.format(Locale.ROOT, " fill-opacity=\"%.2f\"", 0.08 + 0.92 * shades[i]));
            }
            page.append("/>\n");
        }
        page.append(
                "</svg>\n<figcaption>Error by element; the last axis longer than 1 runs across. From pale, 1e-12 of the largest"
                        + " slope, to full, as large as it.");
        if (tensor.coordinates().size() < tensor.shape().size()) {
            page.append(" Empty: not measured by itself.");
        }
        page.append("</figcaption>\n</figure>\n");
    }
}
