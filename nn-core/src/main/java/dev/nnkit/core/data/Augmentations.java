package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.Call;
import dev.nnkit.api.text.CallParser;
import dev.nnkit.api.text.SpecException;
import dev.nnkit.api.text.SpecText;
import dev.nnkit.api.text.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Augmentations of images [height, width, channels]: {@link #shift}, {@link #rotate} and {@link #flip}; {@link #noise}
 * is for examples of any shape. What comes into an image from outside is 0.
 */
public final class Augmentations {
    private static final Map<String, Function<Arguments, Augmentation>> READERS = new TreeMap<>(Map.of(
            "shift", arguments -> new Shift(arguments.integer("pixels")),
            "rotate", arguments -> new Rotation(arguments.number("degrees")),
            "flip", arguments -> new Flip(),
            "noise", arguments -> new Noise(arguments.number("deviation"))));

    private Augmentations() {}

    /**
     * Moves an image by whole numbers of pixels, down and to the right, each uniform from {@code -pixels} to {@code
     * pixels}.
     *
     * @param pixels 0 or more; throws IllegalArgumentException otherwise
     */
    public static Augmentation shift(int pixels) {
        return new Shift(pixels);
    }

    /**
     * Turns an image around its middle by an angle, uniform from {@code -degrees} to {@code degrees}. A pixel of the result
     * is the bilinear interpolation of the four around its place in the image.
     *
     * @param degrees from 0 to 180; throws IllegalArgumentException otherwise
     */
    public static Augmentation rotate(double degrees) {
        return new Rotation(degrees);
    }

    /** Exchanges left and right in half of all images. */
    public static Augmentation flip() {
        return new Flip();
    }

    /**
     * Adds independent normal noise to every value; the result is not cut off at 0 or 1.
     *
     * @param deviation its standard deviation, 0 or more and finite; throws IllegalArgumentException otherwise
     */
    public static Augmentation noise(double deviation) {
        return new Noise(deviation);
    }

    /**
     * Reads what the {@code toString} of these augmentations prints, in the grammar of networks: {@code shift(2)
     * rotate(10) flip noise(0.1)}.
     *
     * @throws SpecException if a word is unknown or an argument is wrong
     */
    public static List<Augmentation> parse(String text) {
        return CallParser.parse(text).stream().map(Augmentations::resolve).toList();
    }

    private static Augmentation resolve(Call call) {
        Function<Arguments, Augmentation> reader = READERS.get(call.word());
        if (reader == null || call.label() != null) {
            throw new SpecException("no augmentation is called \"" + (reader == null ? call.word() : call) + "\"."
                    + Suggestions.nearest(call.word(), READERS.keySet()) + " Known: "
                    + String.join(", ", READERS.keySet()) + ".");
        }
        Arguments arguments = new Arguments(call, Registry.installed());
        Augmentation result = reader.apply(arguments);
        arguments.requireAllRead();
        return result;
    }

    private static boolean isImage(Shape example) {
        return example.rank() == 3;
    }

    private record Shift(int pixels) implements Augmentation {
        Shift {
            if (pixels < 0) {
                throw new IllegalArgumentException("shift: pixels must be 0 or more but is " + pixels + ".");
            }
        }

        @Override
        public boolean fits(Shape example) {
            return isImage(example);
        }

        @Override
        public void apply(double[] from, double[] into, Shape example, RandomStream random) {
            int down = random.nextInt(2 * pixels + 1) - pixels;
            int right = random.nextInt(2 * pixels + 1) - pixels;
            Images.shift(from, into, example, down, right);
        }

        @Override
        public String toString() {
            return SpecText.of("shift").add(pixels).toString();
        }
    }

    private record Rotation(double degrees) implements Augmentation {
        Rotation {
            if (!(degrees >= 0 && degrees <= 180)) {
                throw new IllegalArgumentException("rotate: degrees must be from 0 to 180 but is " + degrees + ".");
            }
        }

        @Override
        public boolean fits(Shape example) {
            return isImage(example);
        }

        @Override
        public void apply(double[] from, double[] into, Shape example, RandomStream random) {
            double angle = Math.toRadians(degrees * (2 * random.nextDouble() - 1));
            Images.rotate(from, into, example, angle);
        }

        @Override
        public String toString() {
            return SpecText.of("rotate").add(degrees).toString();
        }
    }

    private record Flip() implements Augmentation {
        @Override
        public boolean fits(Shape example) {
            return isImage(example);
        }

        @Override
        public void apply(double[] from, double[] into, Shape example, RandomStream random) {
            if (random.nextInt(2) == 1) {
                Images.flip(from, into, example);
            } else {
                System.arraycopy(from, 0, into, 0, example.size());
            }
        }

        @Override
        public String toString() {
            return "flip";
        }
    }

    private record Noise(double deviation) implements Augmentation {
        Noise {
            if (!(deviation >= 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException(
                        "noise: deviation must be 0 or more and finite but is " + deviation + ".");
            }
        }

        @Override
        public boolean fits(Shape example) {
            return true;
        }

        @Override
        public void apply(double[] from, double[] into, Shape example, RandomStream random) {
            int size = example.size();
            for (int i = 0; i < size; i++) {
                into[i] = from[i] + deviation * random.nextGaussian();
            }
        }

        @Override
        public String toString() {
            return SpecText.of("noise").add(deviation).toString();
        }
    }
}
