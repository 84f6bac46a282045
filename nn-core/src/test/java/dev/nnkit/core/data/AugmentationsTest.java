package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.text.SpecException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AugmentationsTest {
    private static final Shape IMAGE = Shape.of(3, 4, 2);

    private static double[] image(Shape shape, long seed) {
        RandomStream random = RandomStream.of(seed, "image");
        double[] values = new double[shape.size()];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    private static double[] apply(Augmentation augmentation, double[] from, Shape shape, long seed) {
        double[] into = new double[shape.size()];
        Arrays.fill(into, Double.NaN);
        augmentation.apply(from, into, shape, RandomStream.of(seed, "apply"));
        return into;
    }

    @Property
    void shiftedPixelsComeFromTheirPlaceOrAreZero(
            @ForAll @IntRange(min = -5, max = 5) int down,
            @ForAll @IntRange(min = -5, max = 5) int right,
            @ForAll long seed) {
        double[] from = image(IMAGE, seed);
        double[] into = new double[from.length];
        Arrays.fill(into, Double.NaN);
        Images.shift(from, into, IMAGE, down, right);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                boolean inside = y - down >= 0 && y - down < 3 && x - right >= 0 && x - right < 4;
                for (int c = 0; c < 2; c++) {
                    double expected = inside ? from[((y - down) * 4 + x - right) * 2 + c] : 0;
                    assertEquals(expected, into[(y * 4 + x) * 2 + c]);
                }
            }
        }
    }

    @Test
    void everyShiftOccursAndNoOther() {
        Shape shape = Shape.of(7, 7, 1);
        double[] dot = new double[49];
        dot[24] = 1;
        Set<Integer> places = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            double[] moved = apply(Augmentations.shift(2), dot, shape, seed);
            assertEquals(1, Arrays.stream(moved).sum());
            for (int i = 0; i < 49; i++) {
                if (moved[i] == 1) {
                    places.add(i);
                }
            }
        }
        assertEquals(25, places.size());
        assertEquals(7 + 1, places.stream().mapToInt(Integer::intValue).min().orElse(-1));
        assertEquals(
                5 * 7 + 5, places.stream().mapToInt(Integer::intValue).max().orElse(-1));
    }

    @Test
    void aQuarterTurnMovesEveryPixel() {
        Shape square = Shape.of(3, 3, 2);
        double[] from = image(square, 1);
        double[] into = new double[from.length];
        Images.rotate(from, into, square, Math.PI / 2);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                for (int c = 0; c < 2; c++) {
                    // Counter-clockwise: the right column becomes the upper row.
                    assertEquals(from[(x * 3 + 2 - y) * 2 + c], into[(y * 3 + x) * 2 + c], 1e-12);
                }
            }
        }
    }

    /** On a plane, interpolation is exact: rotating a slope gives the slope of the rotated place. */
    @Property
    void interpolationIsExactOnASlope(@ForAll @DoubleRange(min = -180, max = 180) double degrees) {
        Shape shape = Shape.of(9, 11, 1);
        double[] from = new double[99];
        for (int i = 0; i < 99; i++) {
            from[i] = 100 + 3 * (i / 11) + 5 * (i % 11);
        }
        double[] into = new double[99];
        double angle = Math.toRadians(degrees);
        Images.rotate(from, into, shape, angle);
        for (int y = 3; y <= 5; y++) {
            for (int x = 4; x <= 6; x++) {
                double sourceY = 4 + Math.cos(angle) * (y - 4) + Math.sin(angle) * (x - 5);
                double sourceX = 5 - Math.sin(angle) * (y - 4) + Math.cos(angle) * (x - 5);
                assertEquals(100 + 3 * sourceY + 5 * sourceX, into[y * 11 + x], 1e-9);
            }
        }
    }

    @Property
    void rotationStaysWithinTheValuesAndZero(
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll long seed) {
        Shape shape = Shape.of(height, width, channels);
        double[] from = image(shape, seed);
        double[] into = apply(Augmentations.rotate(180), from, shape, seed);
        double least = Math.min(0, Arrays.stream(from).min().orElse(0)) - 1e-12;
        double most = Math.max(0, Arrays.stream(from).max().orElse(0)) + 1e-12;
        assertTrue(Arrays.stream(into).allMatch(v -> v >= least && v <= most));
        assertArrayEquals(from, apply(Augmentations.rotate(0), from, shape, seed));
    }

    @Property
    void flippingTwiceIsNothing(@ForAll long seed) {
        double[] from = image(IMAGE, seed);
        double[] once = new double[from.length];
        double[] twice = new double[from.length];
        Images.flip(from, once, IMAGE);
        Images.flip(once, twice, IMAGE);
        assertArrayEquals(from, twice);
        assertEquals(from[0], once[6]);
        assertEquals(from[1], once[7]);
    }

    @Test
    void halfOfAllAreFlipped() {
        double[] from = image(IMAGE, 1);
        int flipped = 0;
        for (int seed = 0; seed < 1000; seed++) {
            double[] into = apply(Augmentations.flip(), from, IMAGE, seed);
            flipped += into[0] == from[0] ? 0 : 1;
        }
        assertEquals(500, flipped, 4 * Math.sqrt(250));
    }

    @Test
    void noiseHasItsDeviation() {
        Shape shape = Shape.of(100_000);
        double[] into = apply(Augmentations.noise(0.5), new double[shape.size()], shape, 1);
        double squares = Arrays.stream(into).map(v -> v * v).sum();
        assertEquals(0.25, squares / into.length, 4 * 0.25 * Math.sqrt(2.0 / into.length));
    }

    @Test
    void theirTextIsReadBack() {
        String text = "[shift(2), rotate(10), flip, noise(0.1)]";
        assertEquals(
                text, Augmentations.parse("shift(2) rotate(10) flip noise(0.1)").toString());
        assertEquals(
                Augmentations.parse("rotate(10)"),
                Augmentations.parse(Augmentations.rotate(10).toString()));
    }

    @Test
    void textsThatAreNoAugmentation() {
        assertSays(
                SpecException.class,
                "no augmentation is called \"flop\". Did you mean flip? Known: flip, noise, rotate, shift.",
                () -> Augmentations.parse("flop"));
        assertSays(
                IllegalArgumentException.class,
                "shift: pixels must be 0 or more but is -1.",
                () -> Augmentations.parse("shift(-1)"));
        assertSays(
                IllegalArgumentException.class,
                "rotate: degrees must be from 0 to 180 but is 181.0.",
                () -> Augmentations.rotate(181));
        assertSays(
                IllegalArgumentException.class,
                "noise: deviation must be 0 or more and finite but is NaN.",
                () -> Augmentations.noise(Double.NaN));
    }
}
