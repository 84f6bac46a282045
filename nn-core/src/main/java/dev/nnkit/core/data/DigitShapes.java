package dev.nnkit.core.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * How people write the ten digits, as the points that a pen passes: several shapes of each where habits differ.
 *
 * <p>A shape is a text of strokes, separated by {@code /}. A stroke is a list of points {@code x,y}, x to the right and y
 * downwards, in a box of 100 by 100; the pen runs through them in a smooth curve, except where {@code !} makes a point a
 * corner.
 */
final class DigitShapes {
    /** What the pen passes: x and y from the middle of the box, in its units. */
    record Point(double x, double y, boolean corner) {}

    /** What the pen draws without being lifted. */
    record Stroke(List<Point> points) {
        /** Whether the curve has no common tangent on both sides of point i: a corner, or an end. */
        boolean breaksAt(int i) {
            return i == 0 || i == points.size() - 1 || points.get(i).corner();
        }
    }

    private static final List<List<List<Stroke>>> DIGITS = List.of(
            shapes(
                    "55,2 25,15 15,50 25,85 50,98 75,85 85,50 75,15 50,2",
                    "62,8 36,4 20,34 22,72 46,97 74,80 80,40 64,10 44,10",
                    "48,3 30,24 26,60 42,96 62,90 74,52 66,14 46,4"),
            shapes("50,2 50,98", "30,26 52,3! 52,98", "28,24 50,3! 50,97 / 26,97 76,97", "56,2 48,50 46,98"),
            shapes(
                    "20,25 35,6 60,4 76,22 68,48 42,74 18,96! 82,95",
                    "22,22 42,3 70,8 76,30 58,62 30,92 18,84 30,76 52,88 86,92",
                    "24,12 56,3 76,20 62,50 22,94! 50,92 80,96"),
            shapes(
                    "22,14 48,3 74,16 68,38 44,47! 74,57 80,78 55,98 20,86",
                    "22,5! 76,5! 46,42! 74,54 80,78 52,98 20,86",
                    "24,12 52,3 72,20 60,42 42,48 64,53 80,72 60,96 22,88"),
            shapes(
                    "30,4 22,55! 80,55 / 66,20 64,98",
                    "64,3! 16,66! 86,66 / 64,3 64,98",
                    "64,98 64,3! 18,64! 88,64",
                    "26,6 20,38 32,56 74,50 / 76,5 70,50 66,98"),
            shapes(
                    "76,5! 30,5! 26,44! 52,36 80,56 74,86 46,98 20,86",
                    "32,6! 26,46! 54,38 78,60 68,90 40,98 18,88 / 32,6 80,4",
                    "76,8 38,8! 28,40 58,46 76,68 58,94 20,92"),
            shapes(
                    "66,4 36,26 20,62 32,94 62,96 78,74 62,54 36,58 22,72",
                    "56,2 34,36 22,72 42,98 72,88 74,62 50,52 26,68",
                    "72,8 44,10 24,44 24,82 50,98 76,82 66,58 42,56 26,70"),
            shapes(
                    "18,6! 80,6! 42,98",
                    "18,10! 50,9 80,6! 56,48 44,98",
                    "18,8! 80,6! 40,98 / 34,50 76,48",
                    "20,20! 20,6! 82,6! 48,98"),
            shapes(
                    "72,16 48,3 26,18 38,40 62,56 78,78 52,98 24,82 36,58 62,40 74,20",
                    "50,48 28,28 48,3 70,24 50,48 24,74 48,98 76,74 52,48",
                    "30,8 26,28 50,46 78,72 52,98 26,78 46,50 74,24 54,3 30,12"),
            shapes(
                    "72,22 48,4 24,22 34,48 60,44 74,20! 72,60 66,98",
                    "74,24 50,4 26,20 32,46 58,48 74,26! 76,66 56,96 28,90",
                    "70,8 38,6 24,34 46,52 70,32 72,8! 60,98"));

    private DigitShapes() {}

    /** The shapes of a digit; each is equally likely. */
    static List<List<Stroke>> of(int digit) {
        return DIGITS.get(digit);
    }

    private static List<List<Stroke>> shapes(String... texts) {
        return Stream.of(texts).map(DigitShapes::shape).toList();
    }

    private static List<Stroke> shape(String text) {
        return Stream.of(text.split(" / ", -1)).map(DigitShapes::stroke).toList();
    }

    private static Stroke stroke(String text) {
        return new Stroke(Stream.of(text.split(" ", -1)).map(DigitShapes::point).toList());
    }

    private static Point point(String text) {
        int comma = text.indexOf(',');
        boolean corner = text.endsWith("!");
        int end = text.length() - (corner ? 1 : 0);
        return new Point(
                Integer.parseInt(text.substring(0, comma)) / 100.0 - 0.5,
                Integer.parseInt(text.substring(comma + 1, end)) / 100.0 - 0.5,
                corner);
    }
}
