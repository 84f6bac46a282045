package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads and writes IDX files, the format of MNIST and its kin: two zero bytes, a type ({@link IdxType}), the number of
 * axes, the length of each axis as four bytes, and the elements in row-major order, most significant byte first. At most 8
 * axes. Gzip is recognised by content when reading, and written where a name ends in {@code .gz}.
 *
 * <p>Reading throws {@link java.io.UncheckedIOException} if a file cannot be read and {@link DataException} if its content
 * is wrong: not IDX, truncated, longer than it says, or damaged gzip. No more memory is taken than what the file really
 * holds needs.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes, Burges: The MNIST database, file formats</a>
 */
public final class IdxFile {
    /** Class names are made for every number up to the largest, so a damaged label must not ask for millions. */
    static final int MAX_CLASSES = 100_000;

    private IdxFile() {}

    /** Reads a file as it is: whole numbers into INT32, floats into FLOAT32, doubles into FLOAT64. */
    public static Tensor read(Path file) {
        return DataFile.read(file, (bytes, size) -> {
            IdxReader reader = new IdxReader(file, bytes, size);
            return reader.elements(reader.type().dataType());
        });
    }

    /**
     * Reads inputs: unsigned bytes into FLOAT32, divided by 255; floats and doubles as they are. A file with three axes,
     * [images, height, width], gets an axis of one channel; one with others, but at least two, keeps them.
     *
     * @throws DataException also if the file has one axis, or whole numbers other than unsigned bytes
     */
    public static Tensor readImages(Path file) {
        return DataFile.read(file, (bytes, size) -> {
            IdxReader reader = new IdxReader(file, bytes, size);
            requireImages(file, reader);
            Shape shape = reader.shape();
            Tensor images = reader.elements(inputType(reader.type()));
            return shape.rank() == 3 ? images.withShape(withChannel(shape)) : images;
        });
    }

    /** What elements become as inputs of a network. */
    static DataType inputType(IdxType type) {
        return type == IdxType.UNSIGNED_BYTE ? DataType.FLOAT32 : type.dataType();
    }

    static void requireImages(Path file, IdxReader reader) {
        if (reader.row().rank() < 1) {
            throw new DataException(
                    file,
                    "images must have two axes or more but this file has " + reader.axes() + ". Is it one of labels?");
        }
        if (reader.type() != IdxType.UNSIGNED_BYTE && !reader.type().dataType().isFloating()) {
            throw new DataException(
                    file,
                    "images must be of UNSIGNED_BYTE, FLOAT or DOUBLE but these are of " + reader.type()
                            + ". Read them with read, and scale them.");
        }
    }

    static Shape withChannel(Shape shape) {
        int[] axes = Arrays.copyOf(shape.toArray(), shape.rank() + 1);
        axes[shape.rank()] = 1;
        return Shape.of(axes);
    }

    /**
     * Reads class numbers into INT32 [rows].
     *
     * @throws DataException also if the file has more than one axis or floating numbers, or if a label is negative or not
     *     below 100,000
     */
    public static Tensor readLabels(Path file) {
        Tensor labels = DataFile.read(file, (bytes, size) -> {
            IdxReader reader = new IdxReader(file, bytes, size);
            requireLabels(file, reader);
            return reader.elements(DataType.INT32);
        });
        for (int i = 0; i < labels.size(); i++) {
            requireLabel(file, i, labels.ints()[i]);
        }
        return labels;
    }

    static void requireLabels(Path file, IdxReader reader) {
        if (reader.row().rank() != 0 || reader.type().dataType().isFloating()) {
            throw new DataException(
                    file,
                    "labels must be whole numbers on one axis but these are " + reader.axes() + " of " + reader.type()
                            + ". Are images and labels exchanged?");
        }
    }

    static void requireLabel(Path file, int row, int label) {
        if (label < 0 || label >= MAX_CLASSES) {
            throw new DataException(
                    file, "label " + row, "must be from 0 to " + (MAX_CLASSES - 1) + " but is " + label + ".");
        }
    }

    /**
     * Reads {@link #readImages images} and their {@link #readLabels labels}; the classes are named {@code "0"}, {@code
     * "1"} and so on, up to the largest label.
     *
     * @throws DataException also if there are not as many images as labels
     */
    public static Dataset pair(Path images, Path labels) {
        Tensor targets = readLabels(labels);
        Tensor inputs = readImages(images);
        requirePartners(images, inputs.batch(), labels, targets.batch());
        int classes = Arrays.stream(targets.ints()).max().orElse(-1) + 1;
        return Dataset.of(inputs, targets).withClassNames(classNames(classes));
    }

    static void requirePartners(Path images, int imageCount, Path labels, int labelCount) {
        if (imageCount != labelCount) {
            throw new DataException(
                    images,
                    "holds " + imageCount + " images but " + labels + " holds " + labelCount
                            + " labels. Do the two belong together?");
        }
    }

    static List<String> classNames(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /**
     * Reads what a folder holds: its one {@link IdxPair}, or if there are two and one is for training, that one's rows
     * followed by the other's, as {@code train-} and {@code t10k-} of MNIST: rows 0:60000 and 60000:70000. {@link
     * IdxPair#in} gives them separately.
     *
     * @throws DataException also if there is no pair, or another number of pairs
     */
    public static Dataset folder(Path folder) {
        List<IdxPair> pairs = IdxPair.oneOrForTrainingAndAnother(folder);
        Dataset first = pairs.get(0).read();
        return pairs.size() == 1 ? first : first.followedBy(pairs.get(1).read());
    }

    /** Writes a tensor so that {@link #read} gives the same bits: INT32 as INT, floating types as they are. */
    public static void write(Path file, Tensor values) {
        write(file, values, IdxType.of(values.type()));
    }

    /**
     * Writes a tensor, as a whole (see {@link dev.nnkit.core.io.AtomicFile}). What cannot be stored is found before the file is touched.
     *
     * @throws IllegalArgumentException if the tensor is not of the type's {@link IdxType#dataType}, a value does not fit,
     *     or there are no axes or more than 8
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Tensor values, IdxType type) {
        IdxWriter.write(file, values, type);
    }

    /**
     * Writes images as unsigned bytes, rounded to steps of 1 / 255: what {@link #readImages} reads. A last axis of one
     * channel is left out where there are four.
     *
     * @param images floating, in [0, 1]; throws IllegalArgumentException otherwise
     */
    public static void writeImages(Path file, Tensor images) {
        int[] bytes = new int[images.size()];
        for (int i = 0; i < bytes.length; i++) {
            double value = images.get(i);
            if (!images.type().isFloating() || !(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(file + ": images must be floating, from 0 to 1, but value " + i
                        + " of " + images.type() + " is " + value + ".");
            }
            bytes[i] = (int) Math.round(255 * value);
        }
        Shape shape = images.shape();
        boolean oneChannel = shape.rank() == 4 && shape.last() == 1;
        Shape stored = oneChannel ? Shape.of(Arrays.copyOf(shape.toArray(), 3)) : shape;
        write(file, Tensor.ofInts(stored, bytes), IdxType.UNSIGNED_BYTE);
    }
}
