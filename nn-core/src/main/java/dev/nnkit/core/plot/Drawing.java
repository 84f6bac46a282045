package dev.nnkit.core.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Writes SVG elements on a white page: what all pictures are made of. Coordinates are pixels from the upper left corner,
 * colours are those of CSS. Texts may hold any characters. Not thread-safe.
 */
public final class Drawing {
    /** The size of text. */
    public static final double TEXT = 13;
    /** The size of a title. */
    public static final double TITLE = 17;
    /** From one line of text to the next. */
    public static final double LINE = 17;

    /** Which end of a text stands at its place. */
    public enum Anchor {
        START,
        MIDDLE,
        END;

        private String word() {
            return switch (this) {
                case START -> "start";
                case MIDDLE -> "middle";
                case END -> "end";
            };
        }
    }

    /** The corners of marks of radius 1; none stands for a circle. */
    private static final List<double[]> SHAPES = List.of(
            new double[0],
            new double[] {-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9},
            new double[] {0, -1.2, 1.1, 0.8, -1.1, 0.8},
            new double[] {0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0});

    private final StringBuilder svg = new StringBuilder();

    /** @param description what somebody hears who cannot see the picture */
    public Drawing(double width, double height, String description) {
        String size = "width=\"" + number(width) + "\" height=\"" + number(height) + "\"";
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                .append(size)
                .append(" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" role=\"img\"")
                .append(" font-family=\"Helvetica, Arial, sans-serif\">\n<title>")
                .append(escaped(description))
                .append("</title>\n");
        rect(0, 0, width, height, Palette.PAPER);
    }

    public void rect(double x, double y, double width, double height, String fill) {
        svg.append("<rect").append(attribute("x", x)).append(attribute("y", y));
        svg.append(attribute("width", width)).append(attribute("height", height));
        svg.append(" fill=\"" + fill + "\"/>\n");
    }

    public void frame(double x, double y, double width, double height, String stroke) {
        svg.append("<rect").append(attribute("x", x)).append(attribute("y", y));
        svg.append(attribute("width", width)).append(attribute("height", height));
        svg.append(" fill=\"none\" stroke=\"" + stroke + "\"/>\n");
    }

    public void line(double x1, double y1, double x2, double y2, String stroke) {
        svg.append("<line").append(attribute("x1", x1)).append(attribute("y1", y1));
        svg.append(attribute("x2", x2)).append(attribute("y2", y2));
        svg.append(" stroke=\"" + stroke + "\"/>\n");
    }

    /** A line through places, each x and then y, in a colour and a pattern of dashes. */
    public void curve(double[] places, String stroke, String dashes) {
        svg.append("<polyline");
        points(places);
        svg.append(" fill=\"none\" stroke=\"" + stroke + "\" stroke-width=\"2\" stroke-linejoin=\"round\"");
        svg.append(dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"")
                .append("/>\n");
    }

    /** A see-through area between places, each x and then y. */
    public void area(double[] places, String fill) {
        svg.append("<polygon");
        points(places);
        svg.append(" fill=\"" + fill + "\" fill-opacity=\"0.18\"/>\n");
    }

    private void points(double[] places) {
        svg.append(" points=\"");
        for (int i = 0; i < places.length; i += 2) {
            svg.append(i == 0 ? "" : " ").append(number(places[i])).append(',').append(number(places[i + 1]));
        }
        svg.append('"');
    }

    /** A disc with a rim; either colour may be {@code none}. */
    public void circle(double x, double y, double radius, String fill, String stroke) {
        svg.append("<circle").append(attribute("cx", x)).append(attribute("cy", y));
        svg.append(attribute("r", radius)).append(" fill=\"" + fill + "\" stroke=\"" + stroke + "\"/>\n");
    }

    void dot(double x, double y, String fill) {
        svg.append("<circle").append(attribute("cx", x)).append(attribute("cy", y));
        svg.append(" r=\"3\" fill=\"" + fill + "\"/>\n");
    }

    /** A dot, with a description that viewers show who point at it. */
    void dot(double x, double y, String fill, String description) {
        svg.append("<circle").append(attribute("cx", x)).append(attribute("cy", y));
        svg.append(" r=\"4\" fill=\"" + fill + "\" fill-opacity=\"0.8\"><title>");
        svg.append(escaped(description)).append("</title></circle>\n");
    }

    /** A mark with a white rim, whose shape tells classes apart where colours do not: circle, square, triangle, diamond. */
    void mark(double x, double y, double radius, int shape, String fill) {
        String style = " fill=\"" + fill + "\" stroke=\"" + Palette.PAPER + "\" stroke-width=\"0.8\"/>\n";
        double[] corners = SHAPES.get(shape % SHAPES.size());
        if (corners.length == 0) {
            svg.append("<circle").append(attribute("cx", x)).append(attribute("cy", y));
            svg.append(attribute("r", radius)).append(style);
            return;
        }
        double[] places = new double[corners.length];
        for (int i = 0; i < corners.length; i += 2) {
            places[i] = x + radius * corners[i];
            places[i + 1] = y + radius * corners[i + 1];
        }
        svg.append("<polygon");
        points(places);
        svg.append(style);
    }

    /** Everything up to {@link #endGroup} belongs to one group. The attributes are SVG. */
    void group(String attributes) {
        svg.append("<g ").append(attributes).append(">\n");
    }

    void endGroup() {
        svg.append("</g>\n");
    }

    /** Rules of CSS, for the classes of groups. */
    void style(String css) {
        svg.append("<style>").append(css).append("</style>\n");
    }

    /** A bold line at the top. */
    public void title(double x, String text) {
        svg.append("<text").append(attribute("x", x)).append(attribute("y", 28));
        svg.append(attribute("font-size", TITLE)).append(" font-weight=\"bold\" fill=\"" + Palette.INK + "\">");
        svg.append(escaped(text)).append("</text>\n");
    }

    public void text(double x, double y, Anchor anchor, String fill, String text) {
        svg.append("<text").append(attribute("x", x)).append(attribute("y", y));
        finishText(anchor, fill, text);
    }

    /** Text that reads upwards from its place. */
    void textUpwards(double x, double y, Anchor anchor, String fill, String text) {
        svg.append("<text transform=\"translate(" + number(x) + " " + number(y) + ") rotate(-90)\"");
        finishText(anchor, fill, text);
    }

    private void finishText(Anchor anchor, String fill, String text) {
        svg.append(attribute("font-size", TEXT))
                .append(" fill=\"" + fill + "\" text-anchor=\"" + anchor.word() + "\">");
        svg.append(escaped(text)).append("</text>\n");
    }

    /** A PNG whose pixels stay squares however large the picture is shown. */
    void image(double x, double y, double width, double height, String base64) {
        svg.append("<image").append(attribute("x", x)).append(attribute("y", y));
        svg.append(attribute("width", width)).append(attribute("height", height));
        svg.append(" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,")
                .append(base64)
                .append("\"/>\n");
    }

    /** The whole picture. */
    public String finish() {
        return svg.append("</svg>\n").toString();
    }

    /** About how wide a text will be, rather too wide: the font is the viewer's. */
    static double width(String text, double size) {
        double ems = text.codePoints()
                .mapToDouble(c -> isXml(c) && c < 0x1100 ? 0.63 : 1.05)
                .sum();
        return ems * size;
    }

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    /** To a hundredth of a pixel, without zeros at the end. */
    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** With what XML cannot hold, such as control characters and halves of characters, replaced. */
    static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\n', '\t', '\r' -> result.append(' ');
                default -> result.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return result.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
