package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.stream.ReadAhead;
import dev.nnkit.core.stream.RowSource;
import dev.nnkit.core.stream.ShuffledRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Images and labels read from a pair of IDX files as they are needed, pass after pass, in memory that does not grow with the
 * files. In the files' order they are those of {@link IdxFile#pair}, to the bit.
 *
 * <p>Shuffled, they go through a buffer: a random example of it is taken, the next one of the files takes its place. The
 * order is a function of seed, epoch and the buffer's size. Examples come at the earliest a buffer's size before their turn,
 * so files that are sorted by label need a buffer that reaches from one class to the next, or must be shuffled first.
 *
 * <p>Another thread reads ahead; it ends with the pass. Plain files serve best: of packed ones, what is passed over has to
 * be unpacked. Immutable; passes are used by one thread each, and throw {@link DataException} if a file has become another.
 */
public final class IdxExamples implements Examples {
    /** How many examples the shuffle buffer has, unless another size is asked for or they take more than 256 MiB. */
    public static final int SHUFFLE_BUFFER = 10_000;

    private static final int BUFFER_BYTES = 1 << 28;

    /**
     * What the headers say.
     *
     * @param input the shape of an example
     */
    record Layout(Path images, Path labels, IdxType imageType, IdxType labelType, Shape input, int count, int classes) {
        int imageBytes() {
            return input.size() * imageType.bytes();
        }

        /** The bytes of an image and of its label. */
        int stride() {
            return imageBytes() + labelType.bytes();
        }
    }

    private final Layout layout;
    private final int from;
    private final int to;
    private final int shuffleBuffer;
    private final DataType type;

    private IdxExamples(Layout layout, int from, int to, int shuffleBuffer, DataType type) {
        this.layout = layout;
        this.from = from;
        this.to = to;
        this.shuffleBuffer = shuffleBuffer;
        this.type = type;
    }

    /**
     * Looks into a pair of files, plain or packed with gzip, and through all labels.
     *
     * @throws DataException if one of them is not what {@link IdxFile#pair} reads
     * @throws java.io.UncheckedIOException if one cannot be read
     */
    public static IdxExamples of(Path images, Path labels) {
        return DataFile.read(labels, (labelBytes, labelSize) -> {
            IdxReader labelReader = IdxReader.byRow(labels, labelBytes, labelSize);
            IdxFile.requireLabels(labels, labelReader);
            int classes = largest(labels, labelReader) + 1;
            return DataFile.read(images, (imageBytes, imageSize) -> {
                IdxReader reader = IdxReader.byRow(images, imageBytes, imageSize);
                IdxFile.requireImages(images, reader);
                IdxFile.requirePartners(images, reader.rows(), labels, labelReader.rows());
                return of(images, reader, labels, labelReader.type(), classes);
            });
        });
    }

    /**
     * Looks into what {@link IdxFile#folder} reads: one pair, or one for training and then another.
     *
     * @throws DataException also if there is no pair, or another number of pairs
     */
    public static List<IdxExamples> folder(Path folder) {
        return IdxPair.oneOrForTrainingAndAnother(folder).stream()
                .map(pair -> of(pair.images(), pair.labels()))
                .toList();
    }

    private static IdxExamples of(Path images, IdxReader reader, Path labels, IdxType labelType, int classes) {
        if (reader.rowBytes() > BUFFER_BYTES) {
            throw new DataException(
                    images,
                    "an image takes " + reader.rowBytes() + " bytes, more than the " + BUFFER_BYTES + " that it may.");
        }
        Shape input = reader.row().rank() == 2 ? IdxFile.withChannel(reader.row()) : reader.row();
        Layout layout = new Layout(images, labels, reader.type(), labelType, input, reader.rows(), classes);
        int buffer = Math.min(SHUFFLE_BUFFER, BUFFER_BYTES / layout.stride());
        return new IdxExamples(layout, 0, reader.rows(), Math.max(1, buffer), IdxFile.inputType(reader.type()));
    }

    private static int largest(Path file, IdxReader reader) throws IOException {
        byte[] row = new byte[Integer.BYTES];
        Tensor label = Tensor.zeros(DataType.INT32, Shape.of(1));
        int largest = -1;
        for (int i = 0; i < reader.rows(); i++) {
            reader.readRow(row, 0);
            IdxReader.decode(reader.type(), row, label, 0, 1);
            IdxFile.requireLabel(file, i, label.ints()[0]);
            largest = Math.max(largest, label.ints()[0]);
        }
        reader.requireEnd();
        return largest;
    }

    /**
     * These examples only.
     *
     * @throws IllegalArgumentException if there are no such rows
     */
    public IdxExamples rows(Rows rows) {
        int available = to - from;
        int end = rows.to() == Rows.END ? available : rows.to();
        if (rows.from() >= end || end > available) {
            throw new IllegalArgumentException(
                    "rows " + rows + ": the data have only " + available + " rows, which are 0:" + available + ".");
        }
        return new IdxExamples(layout, from + rows.from(), from + end, shuffleBuffer, type);
    }

    /**
     * The same with a shuffle buffer of another size.
     *
     * @param examples 1 or more, and not so many that their bytes do not fit one array; throws IllegalArgumentException
     *     otherwise
     */
    public IdxExamples shuffleBuffer(int examples) {
        int most = Integer.MAX_VALUE / layout.stride();
        if (examples < 1 || examples > most) {
            throw new IllegalArgumentException("shuffle buffer: must have 1 to " + most + " examples of "
                    + layout.stride() + " bytes but has " + examples + ".");
        }
        return new IdxExamples(layout, from, to, examples, type);
    }

    @Override
    public IdxExamples as(DataType other) {
        if (!other.isFloating()) {
            throw new IllegalArgumentException("IDX examples: images cannot become " + other + ".");
        }
        return new IdxExamples(layout, from, to, shuffleBuffer, other);
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(layout.input);
    }

    @Override
    public List<Shape> targetShapes() {
        return List.of(Shape.of());
    }

    @Override
    public long count() {
        return (long) to - from;
    }

    /** The names of the classes, {@code "0"}, {@code "1"} and so on up to the largest label in the file. */
    public List<String> classNames() {
        return IdxFile.classNames(layout.classes);
    }

    /** Of the files' bytes, which are all read for it, and of the settings. */
    @Override
    public long fingerprint() {
        return RandomStream.hash(checksum(layout.images) + " " + checksum(layout.labels) + " " + this);
    }

    private static long checksum(Path file) {
        return DataFile.read(file, (bytes, size) -> {
            CRC32C sum = new CRC32C();
            byte[] part = new byte[PartReader.PART];
            for (int count = bytes.read(part); count >= 0; count = bytes.read(part)) {
                sum.update(part, 0, count);
            }
            return sum.getValue();
        });
    }

    @Override
    public Pass open(boolean shuffled, long seed, int epoch) {
        int stride = layout.stride();
        ReadAhead<byte[]> ahead = new ReadAhead<>(layout.images.toString(), stride, byte[]::new, this::produce);
        RowSource<byte[]> rows = shuffled
                ? new ShuffledRows<>(
                        ahead,
                        stride,
                        (int) Math.min(shuffleBuffer, count()),
                        byte[]::new,
                        RandomStream.of(seed, "shuffle", epoch))
                : ahead;
        return new IdxPass(rows, ahead, layout, type);
    }

    /** On the thread that reads ahead: puts each image and its label side by side. */
    private void produce(ReadAhead.Sink<byte[]> sink) {
        DataFile.read(layout.images, (imageBytes, imageSize) -> {
            IdxReader images = IdxReader.byRow(layout.images, imageBytes, imageSize);
            return DataFile.read(layout.labels, (labelBytes, labelSize) -> {
                IdxReader labels = IdxReader.byRow(layout.labels, labelBytes, labelSize);
                requireUnchanged(images, labels);
                images.skipRows(from);
                labels.skipRows(from);
                for (int row = from; row < to; row++) {
                    images.readRow(sink.array(), sink.at());
                    labels.readRow(sink.array(), sink.at() + layout.imageBytes());
                    sink.added();
                }
                if (to == layout.count) {
                    images.requireEnd();
                    labels.requireEnd();
                }
                return this;
            });
        });
    }

    private void requireUnchanged(IdxReader images, IdxReader labels) {
        boolean same = images.type() == layout.imageType
                && labels.type() == layout.labelType
                && images.rows() == layout.count
                && labels.rows() == layout.count
                && images.rowBytes() == layout.imageBytes();
        if (!same) {
            throw new DataException(
                    layout.images,
                    "it or " + layout.labels + " has become another since it was opened. Open both again.");
        }
    }

    /** How many examples of what shapes, and how they are shuffled. */
    @Override
    public String toString() {
        return "examples " + from + ":" + to + ", inputs " + inputShapes() + ", targets " + targetShapes()
                + ", shuffled within " + shuffleBuffer;
    }
}
