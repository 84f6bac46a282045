package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A folder of PNG and JPEG images with one sub-folder for each class, which is called like it: FLOAT32 examples [height,
 * width, channels] from 0 to 1, and INT32 targets, the classes numbered in the order of their names. Files are taken in
 * the order of their names, those that do not end in {@code .png}, {@code .jpg} or {@code .jpeg} not at all.
 *
 * <p>What a file says beside its pixels is not used: neither EXIF, so a photo that is turned only by a note lies on its
 * side, nor colour profiles. Transparent parts are put on white. Immutable; images are read when rows are asked for.
 *
 * <p>Images are decoded by {@code javax.imageio}. The module {@code java.desktop} is required at compile time only, so
 * that a runtime without it can use everything else of this library, which is by far the most; where it is missing, {@link
 * #rows} throws an IllegalStateException that says how to add it. On the module path somebody must ask for it: {@code
 * requires java.desktop}, or {@code --add-modules java.desktop}.
 */
public final class ImageFolder {
    /** What the channels of an example are. */
    public enum Colour {
        /** One channel; colours become {@code 0.299 red + 0.587 green + 0.114 blue} (ITU-R BT.601). */
        GREY(1),
        /** Red, green and blue; grey becomes three times the same. */
        RGB(3);

        private final int channels;

        Colour(int channels) {
            this.channels = channels;
        }

        public int channels() {
            return channels;
        }
    }

    /**
     * The images of one class.
     *
     * @param files in the order of their names
     */
    public record Images(String className, List<Path> files) {
        public Images {
            files = List.copyOf(files);
        }
    }

    private final List<Images> classes;
    private final Colour colour;
    private final int ignored;
    private final @Nullable Shape size;

    private ImageFolder(List<Images> classes, Colour colour, int ignored, @Nullable Shape size) {
        this.classes = List.copyOf(classes);
        this.colour = colour;
        this.ignored = ignored;
        this.size = size;
    }

    /**
     * Looks what a folder holds.
     *
     * @throws DataException if there is no sub-folder, or one without an image
     * @throws java.io.UncheckedIOException if a folder cannot be read
     */
    public static ImageFolder read(Path folder, Colour colour) {
        List<Path> all = DataFolder.list(folder);
        List<Path> folders = all.stream()
                .filter(path ->
                        Files.isDirectory(path) && !DataFolder.name(path).startsWith("."))
                .toList();
        if (folders.isEmpty()) {
            throw new DataException(
                    folder,
                    "no classes: expected a folder of images for each class, and found " + DataFolder.shown(all) + ".");
        }
        int ignored = all.size() - folders.size();
        List<Images> classes = new ArrayList<>();
        for (Path path : folders) {
            List<Path> entries = DataFolder.list(path);
            List<Path> files = entries.stream().filter(ImageFolder::isImage).toList();
            if (files.isEmpty()) {
                throw new DataException(
                        path,
                        "no images: expected names that end in .png, .jpg or .jpeg, and found "
                                + DataFolder.shown(entries) + ".");
            }
            ignored += entries.size() - files.size();
            classes.add(new Images(DataFolder.name(path), files));
        }
        return new ImageFolder(classes, colour, ignored, null);
    }

    private static boolean isImage(Path file) {
        String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
        boolean named = name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
        return named && !name.startsWith(".") && Files.isRegularFile(file);
    }

    /**
     * The same with every image scaled to one size; proportions are not kept. A pixel of the result is the mean of the area
     * that it covers. Without this, all images must have one size.
     *
     * @param height 1 or more; throws IllegalArgumentException otherwise
     * @param width 1 or more; throws IllegalArgumentException otherwise
     */
    public ImageFolder scaledTo(int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "images: height and width must be 1 or more but are " + height + " and " + width + ".");
        }
        return new ImageFolder(classes, colour, ignored, Shape.of(height, width, colour.channels));
    }

    /** The classes in the order of their numbers. */
    public List<Images> classes() {
        return classes;
    }

    /** The names of the classes in the order of their numbers. */
    public List<String> classNames() {
        return classes.stream().map(Images::className).toList();
    }

    /** How many files and folders, in this folder and in those of the classes, are not used. */
    public int ignored() {
        return ignored;
    }

    /** Everything: first all images of class 0, then those of class 1, and so on. */
    public Dataset all() {
        return rows(new Rows(0, Rows.END));
    }

    /**
     * These rows of each class: first those of class 0.
     *
     * @throws DataException if a class has no such rows, a file is not an intact image, one has another size than the first
     *     although they are not scaled, or they do not fit one array
     * @throws java.io.UncheckedIOException if a file cannot be read
     * @throws IllegalStateException if the runtime has no {@code java.desktop}
     */
    public Dataset rows(Rows rows) {
        requireDesktop();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> some = some(classes.get(label), rows);
            files.addAll(some);
            labels.addAll(Collections.nCopies(some.size(), label));
        }
        int[] targets = labels.stream().mapToInt(Integer::intValue).toArray();
        return Dataset.of(read(files), Tensor.ofInts(Shape.of(targets.length), targets))
                .withClassNames(classNames());
    }

    private static List<Path> some(Images images, Rows rows) {
        List<Path> files = images.files;
        int end = rows.to() == Rows.END ? files.size() : rows.to();
        if (rows.from() >= end || end > files.size()) {
            throw new DataException(
                    parent(files.get(0)),
                    "rows " + rows,
                    "there are only " + files.size() + " images, which are rows 0:" + files.size() + ".");
        }
        return files.subList(rows.from(), end);
    }

    private Tensor read(List<Path> files) {
        Picture first = ImageDecoder.read(files.get(0), colour);
        Shape example = size == null ? Shape.of(first.height(), first.width(), colour.channels) : size;
        if ((long) files.size() * example.size() > Integer.MAX_VALUE) {
            throw new DataException(
                    parent(files.get(0)),
                    "with the other classes, " + files.size() + " images of " + example
                            + " have more values than one array can hold (" + Integer.MAX_VALUE
                            + "). Ask for fewer rows, or scale them down.");
        }
        float[] values = new float[files.size() * example.size()];
        for (int i = 0; i < files.size(); i++) {
            Picture image = i == 0 ? first : ImageDecoder.read(files.get(i), colour);
            if (size == null && (image.height() != first.height() || image.width() != first.width())) {
                throw new DataException(
                        files.get(i),
                        "is " + image.width() + " x " + image.height() + " pixels but " + files.get(0) + " is "
                                + first.width() + " x " + first.height() + ". Scale all to one size.");
            }
            float[] pixels = image.scaledTo(example.axis(0), example.axis(1));
            System.arraycopy(pixels, 0, values, i * example.size(), pixels.length);
        }
        return Tensor.of(example.withBatch(files.size()), values);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static void requireDesktop() {
        try {
            Class.forName("javax.imageio.ImageIO", false, ImageFolder.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "reading images takes the Java module java.desktop, which this runtime does not have. Add it with"
                            + " --add-modules java.desktop, to java or to jlink.",
                    e);
        }
    }
}
