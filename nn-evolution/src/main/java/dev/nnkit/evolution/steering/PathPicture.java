package dev.nnkit.evolution.steering;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lives side by side, as SVG on a white page: the world, what was eaten in it, and the path.
 *
 * <p>Food and poison differ in colour and in shape: discs and crosses, pale once eaten. The colours are those of Okabe and Ito,
 * which people with any kind of colour vision can tell apart. The same lives give the same text. Each method returns a new
 * picture. Thread-safe: immutable.
 *
 * @param panels from the left
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe, Ito 2008</a>
 */
public record PathPicture(String title, List<Panel> panels) {
    private static final double SIDE = 340;
    private static final double MARGIN = 20;
    private static final double TOP = 84;
    private static final double BOTTOM = 52;
    private static final double PIECE = 4.5;

    private static final String INK = "#222222";
    private static final String FAINT = "#666666";
    private static final String FOOD = "#009e73";
    private static final String POISON = "#d55e00";
    private static final String PATH = "#0072b2";

    /** A life and what stands above it. */
    public record Panel(String caption, Life life) {}

    public PathPicture {
        panels = List.copyOf(panels);
    }

    /** A picture without lives yet. */
    public static PathPicture of(String title) {
        return new PathPicture(title, List.of());
    }

    /** With one more life, to the right of the others. */
    public PathPicture add(String caption, Life life) {
        List<Panel> more = new ArrayList<>(panels);
        more.add(new Panel(caption, life));
        return new PathPicture(title, more);
    }

    /** The picture. */
    public String toSvg() {
        StringBuilder svg = new StringBuilder();
        double width = MARGIN + Math.max(1, panels.size()) * (SIDE + MARGIN);
        double height = TOP + SIDE + BOTTOM;
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " role=\"img\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\""
                        + " fill=\"%s\">%n<title>%s</title>%n",
                width, height, width, height, INK, escaped(title)));
        svg.append(text("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>%n", width, height));
        svg.append(text(
                "<text x=\"%.0f\" y=\"30\" font-size=\"17\" font-weight=\"bold\">%s</text>%n", MARGIN, escaped(title)));
        for (int i = 0; i < panels.size(); i++) {
            draw(panels.get(i), MARGIN + i * (SIDE + MARGIN), svg);
        }
        legend(TOP + SIDE + 30, svg);
        return svg.append("</svg>\n").toString();
    }

    /** In a frame of its own, in which y grows upwards as in the world. */
    private static void draw(Panel panel, double left, StringBuilder svg) {
        Life life = panel.life();
        svg.append(text(
                "<text x=\"%.0f\" y=\"%.0f\">%s: %d food, %d poison</text>%n",
                left,
                TOP - 26,
                escaped(panel.caption()),
                life.foodEaten().size(),
                life.poisonEaten().size()));
        svg.append(text("<g transform=\"translate(%.0f %.0f)\">%n", left, TOP - 10));
        svg.append(text("<rect width=\"%.0f\" height=\"%.0f\" fill=\"none\" stroke=\"%s\"/>%n", SIDE, SIDE, FAINT));
        life.world()
                .food()
                .forEach(place ->
                        food(across(place), down(place), life.foodEaten().contains(place), svg));
        life.world()
                .poison()
                .forEach(place ->
                        poison(across(place), down(place), life.poisonEaten().contains(place), svg));
        svg.append("<polyline points=\"");
        life.path().forEach(place -> svg.append(text("%.1f,%.1f ", across(place), down(place))));
        svg.append(text("\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" stroke-linejoin=\"round\"/>%n", PATH));
        start(across(life.path().get(0)), down(life.path().get(0)), svg);
        Place end = life.path().get(life.path().size() - 1);
        end(across(end), down(end), svg);
        svg.append("</g>\n");
    }

    private static double across(Place place) {
        return SIDE * place.x();
    }

    private static double down(Place place) {
        return SIDE * (1 - place.y());
    }

    private static void food(double x, double y, boolean eaten, StringBuilder svg) {
        svg.append(text(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"%s\"/>%n",
                x, y, PIECE, eaten ? "#ffffff" : FOOD, FOOD));
    }

    private static void poison(double x, double y, boolean eaten, StringBuilder svg) {
        svg.append(text(
                "<path d=\"M%.1f %.1fl%3$.1f %3$.1fm0 -%3$.1fl-%3$.1f %3$.1f\" stroke=\"%4$s\""
                        + " stroke-width=\"%5$s\"/>%n",
                x - PIECE, y - PIECE, 2 * PIECE, POISON, eaten ? "5" : "2"));
    }

    private static void start(double x, double y, StringBuilder svg) {
        svg.append(text(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                x, y, INK));
    }

    private static void end(double x, double y, StringBuilder svg) {
        svg.append(text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n", x, y, INK));
    }

    private static void legend(double y, StringBuilder svg) {
        double x = MARGIN + PIECE;
        food(x, y, false, svg);
        label(x, y, "food", svg);
        food(x + 60, y, true, svg);
        label(x + 60, y, "eaten", svg);
        poison(x + 130, y, false, svg);
        label(x + 130, y, "poison", svg);
        poison(x + 205, y, true, svg);
        label(x + 205, y, "eaten", svg);
        start(x + 275, y, svg);
        label(x + 275, y, "start", svg);
        end(x + 335, y, svg);
        label(x + 335, y, "end", svg);
    }

    private static void label(double x, double y, String word, StringBuilder svg) {
        svg.append(text("<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x + 11, y + 4.5, word));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
