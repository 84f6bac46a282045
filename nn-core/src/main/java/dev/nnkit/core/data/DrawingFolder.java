package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of drawings as raw unsigned bytes, one file for each class: nothing but {@code count * size} bytes, without a
 * header. Bytes are divided by 255 into FLOAT32; targets are INT32, the classes numbered in the order of the file names.
 *
 * <p>Files are those that end in {@code .bin}, or if there are none, all that are not hidden. A class is called what its
 * file is, without ending and without digits before it: {@code cats1000.bin} has {@code cats}; where two classes would
 * then have one name, or none, the digits stay. Immutable; files are read when rows are asked for.
 */
public final class DrawingFolder {
    private static final Pattern NAME = Pattern.compile("(.*?)(\\d*)(\\.[^.]*)?");
    private static final int[] USUAL_SIDES = {28, 32, 64, 16, 128, 256, 8};

    /**
     * The file of one class.
     *
     * @param example the shape of one drawing
     * @param count how many drawings there are
     */
    public record Drawings(String className, Path file, Shape example, long count) {
        /**
         * Reads some drawings: [rows, example].
         *
         * @throws DataException if there are no such rows, or they do not fit one array
         * @throws java.io.UncheckedIOException if the file cannot be read
         */
        public Tensor read(Rows rows) {
            long end = rows.to() == Rows.END ? count : rows.to();
            if (rows.from() >= end || end > count) {
                throw new DataException(
                        file, "rows " + rows, "there are only " + count + " drawings, which are rows 0:" + count + ".");
            }
            long wanted = end - rows.from();
            if (wanted * example.size() > Integer.MAX_VALUE) {
                throw new DataException(
                        file,
                        "rows " + rows,
                        wanted + " drawings of " + example
                                + " have more values than one array can hold (" + Integer.MAX_VALUE
                                + "). Ask for fewer.");
            }
            float[] values = new float[(int) wanted * example.size()];
            try (InputStream bytes = Files.newInputStream(file)) {
                bytes.skipNBytes((long) rows.from() * example.size());
                read(bytes, values);
            } catch (IOException e) {
                throw IoFailure.reading(file, e);
            }
            return Tensor.of(example.withBatch((int) wanted), values);
        }

        private static void read(InputStream bytes, float[] values) throws IOException {
            PartReader reader = new PartReader(bytes);
            for (int done = 0; done < values.length; ) {
                int count = reader.fill(Math.min(PartReader.PART, values.length - done));
                if (count == 0) {
                    throw new IOException("it became shorter while it was read");
                }
                Pixels.toUnit(reader.part(), values, done, count);
                done += count;
            }
        }
    }

    private final List<Drawings> classes;

    private DrawingFolder(List<Drawings> classes) {
        this.classes = List.copyOf(classes);
    }

    /**
     * Looks what a folder holds.
     *
     * @param example the shape of one drawing, such as [28, 28, 1]; throws IllegalArgumentException if it is empty
     * @throws DataException if there is no file, or the size of one is not a multiple of that of an example
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public static DrawingFolder read(Path folder, Shape example) {
        if (example.size() == 0) {
            throw new IllegalArgumentException("a drawing must have 1 value or more but has shape " + example + ".");
        }
        List<Path> files = files(folder);
        List<String> names = names(files);
        List<Drawings> classes = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            classes.add(new Drawings(names.get(i), file, example, count(file, example)));
        }
        return new DrawingFolder(classes);
    }

    private static List<Path> files(Path folder) {
        List<Path> all = DataFolder.list(folder);
        List<Path> visible = all.stream()
                .filter(file ->
                        Files.isRegularFile(file) && !DataFolder.name(file).startsWith("."))
                .toList();
        if (visible.isEmpty()) {
            throw new DataException(
                    folder,
                    "no drawings: expected one file for each class, such as cats.bin, and found "
                            + DataFolder.shown(all) + ".");
        }
        List<Path> binary = visible.stream()
                .filter(file -> DataFolder.name(file).toLowerCase(Locale.ROOT).endsWith(".bin"))
                .toList();
        return binary.isEmpty() ? visible : binary;
    }

    private static List<String> names(List<Path> files) {
        List<String> words = files.stream().map(file -> matched(file).group(1)).toList();
        if (!words.contains("") && new HashSet<>(words).size() == words.size()) {
            return words;
        }
        return files.stream()
                .map(file -> matched(file).group(1) + matched(file).group(2))
                .toList();
    }

    private static Matcher matched(Path file) {
        Matcher matcher = NAME.matcher(DataFolder.name(file));
        if (!matcher.matches()) {
            throw new DataException(file, "its name has a line break. Give it another.");
        }
        return matcher;
    }

    private static long count(Path file, Shape example) {
        long bytes;
        try {
            bytes = Files.size(file);
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
        long more = bytes % example.size();
        if (bytes == 0 || more != 0) {
            throw new DataException(
                    file,
                    "its " + bytes + " bytes are not a multiple of " + example.size() + ", the size of a drawing of "
                            + example + ": " + bytes / example.size() + " drawings and " + more + " bytes. "
                            + advice(file, bytes, example));
        }
        return bytes / example.size();
    }

    private static String advice(Path file, long bytes, Shape example) {
        Shape likely = bytes == 0 ? null : likely(matched(file).group(2), bytes, example);
        return likely == null
                ? "Is the shape another, or the file truncated?"
                : "Is the shape " + likely + "? That would be " + bytes / likely.size() + " drawings.";
    }

    /** A shape that fits: first by the number that ends the file's name, then one of the sides that are usual. */
    private static @Nullable Shape likely(String digits, long bytes, Shape example) {
        int channels = example.rank() == 3 ? example.last() : 1;
        long count = digits.isEmpty() || digits.length() > 9 ? 0 : Long.parseLong(digits);
        if (count > 0 && bytes % (count * channels) == 0) {
            long side = Math.round(Math.sqrt((double) bytes / count / channels));
            if (side * side * count * channels == bytes && side <= 1 << 15) {
                return Shape.of((int) side, (int) side, channels);
            }
        }
        return Arrays.stream(USUAL_SIDES)
                .filter(side -> bytes % ((long) side * side * channels) == 0)
                .mapToObj(side -> Shape.of(side, side, channels))
                .findFirst()
                .orElse(null);
    }

    /** The classes in the order of their numbers. */
    public List<Drawings> classes() {
        return classes;
    }

    /** The names of the classes in the order of their numbers. */
    public List<String> classNames() {
        return classes.stream().map(Drawings::className).toList();
    }

    /** Everything: first all drawings of class 0, then those of class 1, and so on. */
    public Dataset all() {
        return rows(new Rows(0, Rows.END));
    }

    /**
     * These rows of each class: first those of class 0. With 0:800 and 800:1000, training and test data have the classes
     * in the same shares.
     *
     * @throws DataException if a class has no such rows, or they do not fit one array
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public Dataset rows(Rows rows) {
        List<Tensor> parts =
                classes.stream().map(drawings -> drawings.read(rows)).toList();
        return ClassParts.join(parts, classNames());
    }

    /** The classes and how many drawings each has. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                classes.stream()
                        .map(drawings -> drawings.count() + " " + drawings.className())
                        .toList());
    }
}
