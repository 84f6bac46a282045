package dev.nnkit.evolution.steering;

import dev.nnkit.core.plot.Drawing;
import dev.nnkit.core.plot.Drawing.Anchor;
import dev.nnkit.core.plot.Palette;
import java.util.ArrayList;
import java.util.List;

/**
 * Lives side by side, as SVG on a white page: the world, what was eaten in it, and the path.
 *
 * <p>Food and poison differ in colour and in shape: discs and crosses, hollow or ringed once eaten. The same lives give the
 * same text. Each method returns a new picture. Thread-safe: immutable.
 *
 * @param panels from the left
 */
public record PathPicture(String title, List<Panel> panels) {
    private static final double SIDE = 340;
    private static final double MARGIN = 20;
    private static final double TOP = 84;
    private static final double BOTTOM = 52;
    private static final double PIECE = 4.5;

    private static final String FOOD = Palette.line(2);
    private static final String POISON = Palette.line(1);
    private static final String PATH = Palette.line(0);

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
        double width = MARGIN + Math.max(1, panels.size()) * (SIDE + MARGIN);
        Drawing drawing = new Drawing(width, TOP + SIDE + BOTTOM, title);
        drawing.title(MARGIN, title);
        for (int i = 0; i < panels.size(); i++) {
            draw(panels.get(i), MARGIN + i * (SIDE + MARGIN), drawing);
        }
        legend(TOP + SIDE + 22, drawing);
        return drawing.finish();
    }

    /** In a frame of its own, in which y grows upwards as in the world. */
    private static void draw(Panel panel, double left, Drawing drawing) {
        Life life = panel.life();
        String eaten = life.foodEaten().size() + " food, " + life.poisonEaten().size() + " poison";
        drawing.text(left, TOP - 26, Anchor.START, Palette.INK, panel.caption() + ": " + eaten);
        drawing.frame(left, TOP - 10, SIDE, SIDE, Palette.FAINT_INK);
        for (Place place : life.world().food()) {
            food(across(left, place), down(place), life.foodEaten().contains(place), drawing);
        }
        for (Place place : life.world().poison()) {
            poison(across(left, place), down(place), life.poisonEaten().contains(place), drawing);
        }
        List<Place> path = life.path();
        double[] places = new double[2 * path.size()];
        for (int i = 0; i < path.size(); i++) {
            places[2 * i] = across(left, path.get(i));
            places[2 * i + 1] = down(path.get(i));
        }
        drawing.curve(places, PATH, "");
        start(places[0], places[1], drawing);
        end(places[places.length - 2], places[places.length - 1], drawing);
    }

    private static double across(double left, Place place) {
        return left + SIDE * place.x();
    }

    private static double down(Place place) {
        return TOP - 10 + SIDE * (1 - place.y());
    }

    private static void food(double x, double y, boolean eaten, Drawing drawing) {
        drawing.circle(x, y, PIECE, eaten ? Palette.PAPER : FOOD, FOOD);
    }

    private static void poison(double x, double y, boolean eaten, Drawing drawing) {
        double half = eaten ? PIECE / 2 : PIECE;
        drawing.curve(new double[] {x - half, y - half, x + half, y + half}, POISON, "");
        drawing.curve(new double[] {x - half, y + half, x + half, y - half}, POISON, "");
        if (eaten) {
            drawing.circle(x, y, PIECE + 1, "none", POISON);
        }
    }

    private static void start(double x, double y, Drawing drawing) {
        drawing.circle(x, y, 5, "none", Palette.INK);
    }

    private static void end(double x, double y, Drawing drawing) {
        drawing.circle(x, y, 4, Palette.INK, Palette.INK);
    }

    private static void legend(double y, Drawing drawing) {
        double x = MARGIN + PIECE;
        food(x, y, false, drawing);
        label(x, y, "food", drawing);
        food(x + 60, y, true, drawing);
        label(x + 60, y, "eaten", drawing);
        poison(x + 130, y, false, drawing);
        label(x + 130, y, "poison", drawing);
        poison(x + 205, y, true, drawing);
        label(x + 205, y, "eaten", drawing);
        start(x + 275, y, drawing);
        label(x + 275, y, "start", drawing);
        end(x + 335, y, drawing);
        label(x + 335, y, "end", drawing);
    }

    private static void label(double x, double y, String word, Drawing drawing) {
        drawing.text(x + 11, y + 4.5, Anchor.START, Palette.INK, word);
    }
}
