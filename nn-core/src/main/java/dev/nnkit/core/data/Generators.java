package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Suggestions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Data that need no file. Each row has a random stream of its own, made of seed and row number: the same seed gives the
 * same bits on every machine, and a longer dataset begins with the rows of a shorter one.
 *
 * <p>Classes are balanced: in every block of as many rows as there are classes, each occurs once, in random order. All
 * values are FLOAT32, class targets INT32. Every method throws IllegalArgumentException if rows is less than 1.
 */
public final class Generators {
    private static final List<Generator> ALL = List.of(
            new Generator(
                    "xor", "points in four quadrants, whose sides agree or not", Task.BINARY, 1000, Generators::xor),
            new Generator("spirals", "two spiral arms, one inside the other", Task.CLASSES, 1000, Generators::spirals),
            new Generator("circles", "a circle inside another", Task.CLASSES, 1000, Generators::circles),
            new Generator("moons", "two half moons that reach into each other", Task.CLASSES, 1000, Generators::moons),
            new Generator("sine", "one wave of the sine with noise", Task.REGRESSION, 1000, Generators::sine),
            new Generator("digits", "drawn digits of 28 x 28 pixels", Task.CLASSES, 10_000, Generators::digits));

    private static final Shape POINT = Shape.of(2);
    private static final Shape NUMBER = Shape.of(1);
    private static final Shape IMAGE = Shape.of(DigitPainter.SIDE, DigitPainter.SIDE, 1);

    private Generators() {}

    /** All generators, in the order in which they should be shown. */
    public static List<Generator> all() {
        return ALL;
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return ALL.stream().map(Generator::name).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name; the message lists the names and the nearest */
    public static Generator named(String name) {
        return ALL.stream()
                .filter(generator -> generator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("data: there is no generator \"" + name + "\"."
                        + Suggestions.nearest(name, names()) + " Known: " + String.join(", ", names()) + "."));
    }

    /** The data of a generator: {@code named(name).generate(rows, seed)}. */
    public static Dataset byName(String name, int rows, long seed) {
        return named(name).generate(rows, seed);
    }

    /** The truth table: the four corners of the unit square, features [2], and one floating target [1], 0 or 1. */
    public static Dataset xor() {
        return Dataset.of(
                Tensor.of(Shape.of(4, 2), 0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f), Tensor.of(Shape.of(4, 1), 0f, 1f, 1f, 0f));
    }

    /**
     * Points of the unit square, features [2], at least 0.05 from its middle lines; the floating target [1] is 1 where
     * exactly one coordinate is above 0.5, else 0. The four quadrants are equally frequent.
     */
    public static Dataset xor(int rows, long seed) {
        float[] inputs = floats("xor", rows, POINT);
        float[] targets = new float[rows];
        int[] quadrants = balanced("xor", rows, 4, seed);
        for (int i = 0; i < rows; i++) {
            RandomStream random = RandomStream.of(seed, "xor", i);
            int right = quadrants[i] & 1;
            int upper = quadrants[i] >> 1;
            inputs[2 * i] = (float) (0.55 * right + 0.45 * random.nextDouble());
            inputs[2 * i + 1] = (float) (0.55 * upper + 0.45 * random.nextDouble());
            targets[i] = right ^ upper;
        }
        return Dataset.of(Tensor.of(POINT.withBatch(rows), inputs), Tensor.of(NUMBER.withBatch(rows), targets));
    }

    /** Where a point of a class lies. */
    @FunctionalInterface
    private interface Curve {
        /** Writes a point without noise into {@code point}. */
        void locate(int label, RandomStream random, double[] point);
    }

    /**
     * Two arms of 1.5 turns each, from the middle to radius 1, half a turn apart; normal noise of 0.02. Features [2].
     */
    public static Dataset spirals(int rows, long seed) {
        return points("spirals", rows, seed, 0.02, List.of("first", "second"), (label, random, point) -> {
            // The root spreads the points evenly along the arm, which is longer outside.
            double t = Math.sqrt(random.nextDouble());
            polar(t, Math.PI * (3 * t + label), point);
        });
    }

    /** Circles of radius 0.5, class 0, and 1, class 1, around 0; normal noise of 0.08. Features [2]. */
    public static Dataset circles(int rows, long seed) {
        return points(
                "circles",
                rows,
                seed,
                0.08,
                List.of("inner", "outer"),
                (label, random, point) -> polar(label == 0 ? 0.5 : 1, 2 * Math.PI * random.nextDouble(), point));
    }

    /**
     * Two half circles of radius 1: the upper half of that around (0, 0), class 0, and the lower half of that around
     * (1, 0.5), class 1; normal noise of 0.1. Features [2].
     */
    public static Dataset moons(int rows, long seed) {
        return points("moons", rows, seed, 0.1, List.of("upper", "lower"), (label, random, point) -> {
            polar(1, Math.PI * (random.nextDouble() + label), point);
            point[0] += label;
            point[1] += 0.5 * label;
        });
    }

    private static void polar(double radius, double angle, double[] point) {
        point[0] = radius * StrictMath.cos(angle);
        point[1] = radius * StrictMath.sin(angle);
    }

    private static Dataset points(String name, int rows, long seed, double noise, List<String> classes, Curve curve) {
        float[] inputs = floats(name, rows, POINT);
        int[] labels = balanced(name, rows, classes.size(), seed);
        double[] point = new double[2];
        for (int i = 0; i < rows; i++) {
            RandomStream random = RandomStream.of(seed, name, i);
            curve.locate(labels[i], random, point);
            inputs[2 * i] = (float) (point[0] + noise * random.nextGaussian());
            inputs[2 * i + 1] = (float) (point[1] + noise * random.nextGaussian());
        }
        return Dataset.of(Tensor.of(POINT.withBatch(rows), inputs), Tensor.ofInts(Shape.of(rows), labels))
                .withClassNames(classes);
    }

    /** One feature [1], uniform in [-pi, pi); the target [1] is its sine with normal noise of 0.1. */
    public static Dataset sine(int rows, long seed) {
        float[] inputs = floats("sine", rows, NUMBER);
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            RandomStream random = RandomStream.of(seed, "sine", i);
            double x = Math.PI * (2 * random.nextDouble() - 1);
            inputs[i] = (float) x;
            targets[i] = (float) (StrictMath.sin(x) + 0.1 * random.nextGaussian());
        }
        return Dataset.of(Tensor.of(NUMBER.withBatch(rows), inputs), Tensor.of(NUMBER.withBatch(rows), targets));
    }

    /**
     * Digits 0 to 9 as a hand would write them, in several shapes each, with random position, size, slant, rotation,
     * width of the pen and noise: images [28, 28, 1], white on black, bytes divided by 255.
     */
    public static Dataset digits(int rows, long seed) {
        float[] inputs = floats("digits", rows, IMAGE);
        int[] labels = balanced("digits", rows, 10, seed);
        DigitPainter painter = new DigitPainter();
        for (int i = 0; i < rows; i++) {
            painter.draw(labels[i], RandomStream.of(seed, "digits", i), inputs, i * DigitPainter.PIXELS);
        }
        return Dataset.of(Tensor.of(IMAGE.withBatch(rows), inputs), Tensor.ofInts(Shape.of(rows), labels))
                .withClassNames(
                        IntStream.range(0, 10).mapToObj(Integer::toString).toList());
    }

    private static float[] floats(String name, int rows, Shape example) {
        if (rows < 1) {
            throw new IllegalArgumentException(name + ": rows must be 1 or more but is " + rows + ".");
        }
        return new float[example.withBatch(rows).size()];
    }

    /** A class for each row: each block of rows has all classes in an order of its own. */
    private static int[] balanced(String name, int rows, int classes, long seed) {
        int[] labels = new int[rows];
        int[] block = new int[classes];
        for (int from = 0; from < rows; from += classes) {
            for (int i = 0; i < classes; i++) {
                block[i] = i;
            }
            RandomStream.of(seed, name + " classes", from / classes).shuffle(block);
            System.arraycopy(block, 0, labels, from, Math.min(classes, rows - from));
        }
        return labels;
    }
}
