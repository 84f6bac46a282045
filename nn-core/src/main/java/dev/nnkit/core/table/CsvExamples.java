package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.stream.ReadAhead;
import dev.nnkit.core.stream.RowSource;
import dev.nnkit.core.stream.ShuffledRows;
import java.util.List;

/**
 * Examples read from a CSV file as they are needed, pass after pass, in memory that does not grow with the file. In the
 * file's order they are those of {@link CsvFile#read}, to the bit.
 *
 * <p>Shuffled, they go through a buffer: a random row of it is taken, the next row of the file takes its place. The order
 * is a function of seed, epoch and the buffer's size. Rows come at the earliest a buffer's size before their turn, so a file
 * that is sorted by its target needs a buffer that reaches from one class to the next, or must be shuffled first.
 *
 * <p>Another thread reads ahead; it ends with the pass. Immutable; passes are used by one thread each.
 */
public final class CsvExamples implements Examples {
    /** How many rows the shuffle buffer has, unless another size is asked for or they take more than 256 MiB. */
    public static final int SHUFFLE_BUFFER = 10_000;

    private static final int BUFFER_NUMBERS = (1 << 28) / Double.BYTES;

    private final CsvFile file;
    private final Columns columns;
    private final Part part;
    private final int shuffleBuffer;
    private final DataType type;

    static CsvExamples of(CsvFile file, Columns columns, Part part) {
        int buffer = Math.max(1, Math.min(SHUFFLE_BUFFER, BUFFER_NUMBERS / stride(columns)));
        return new CsvExamples(file, columns, part, buffer, DataType.FLOAT32);
    }

    private CsvExamples(CsvFile file, Columns columns, Part part, int shuffleBuffer, DataType type) {
        this.file = file;
        this.columns = columns;
        this.part = part;
        this.shuffleBuffer = shuffleBuffer;
        this.type = type;
    }

    /**
     * The same with a shuffle buffer of another size.
     *
     * @param rows 1 or more, and, where the file has as many, not so many that their numbers do not fit one array; throws
     *     IllegalArgumentException otherwise
     */
    public CsvExamples shuffleBuffer(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("shuffle buffer: must have 1 row or more but has " + rows + ".");
        }
        int most = Integer.MAX_VALUE / stride(columns);
        if (Math.min(rows, count()) > most) {
            throw new IllegalArgumentException("shuffle buffer: must have 1 to " + most + " rows of " + stride(columns)
                    + " numbers but has " + rows + ".");
        }
        return new CsvExamples(file, columns, part, rows, type);
    }

    /** How many numbers a row becomes, its target included. */
    private static int stride(Columns columns) {
        return columns.shape().last() + 1;
    }

    /** The same, made of the file's numbers anew: nothing was rounded before. */
    @Override
    public CsvExamples as(DataType other) {
        return new CsvExamples(file, columns, part, shuffleBuffer, other);
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(columns.shape());
    }

    @Override
    public List<Shape> targetShapes() {
        return List.of(columns.task() == Task.CLASSES ? Shape.of() : Shape.of(1));
    }

    @Override
    public long count() {
        return file.rows(part);
    }

    /** Of the file's bytes, and of what is made of them. */
    @Override
    public long fingerprint() {
        return RandomStream.hash(
                file.contentHash() + " " + columns + " " + file.options().partition() + " " + this);
    }

    /**
     * @throws dev.nnkit.core.data.DataException from the pass, if a row is broken, or the file does not have the rows any more
     *     that it had
     */
    @Override
    public Pass open(boolean shuffled, long seed, int epoch) {
        CsvReading rows = new CsvReading(file, columns, part, type);
        ReadAhead<double[]> reading = rows.start();
        int buffer = (int) Math.max(1, Math.min(shuffleBuffer, count()));
        RandomStream random = RandomStream.of(seed, "shuffle", epoch);
        RowSource<double[]> ordered =
                shuffled ? new ShuffledRows<>(reading, rows.stride(), buffer, double[]::new, random) : reading;
        return new CsvPass(ordered, reading, columns, type, file.path(), count());
    }

    /** How many examples of what shapes, and how they are shuffled. */
    @Override
    public String toString() {
        return count() + " " + part + " examples, inputs " + inputShapes() + ", targets " + targetShapes()
                + ", shuffled within " + shuffleBuffer;
    }
}
