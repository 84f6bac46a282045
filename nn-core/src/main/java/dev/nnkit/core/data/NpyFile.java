package dev.nnkit.core.data;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.io.AtomicFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads and writes NPY files, NumPy's format for one array, versions 1.0 to 3.0: elements of dtype f4, f8, i1, i2, i4, i8,
 * u1, u2, u4 and bool, in either byte order, row-major or column-major (Fortran); at most 32 axes. Gzip is recognised by
 * content.
 *
 * <p>Reading throws {@link java.io.UncheckedIOException} if a file cannot be read and {@link DataException} if its content
 * is wrong: not NPY, of another dtype, truncated or longer than it says. Nothing in a file is evaluated, and Python
 * objects are refused. No more memory is taken than what the file really holds needs.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy: numpy.lib.format</a>
 */
public final class NpyFile {
    private static final int PART = 1 << 13;
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /**
     * Reads an array: f4 into FLOAT32, f8 into FLOAT64, all others into INT32.
     *
     * @throws DataException also if a whole number does not fit INT32
     */
    public static Tensor read(Path file) {
        return read(file, NpyReader::elements);
    }

    /**
     * Reads two arrays, row by row, as the inputs and targets of a network.
     *
     * <p>Inputs: u1 is divided by 255, and [rows, height, width] of it gets an axis of one channel; other whole numbers
     * stay INT32. Targets: whole numbers are classes, named {@code "0"}, {@code "1"} and so on up to the largest, and one
     * column of them becomes [rows]. Floating inputs or targets of one axis become one column.
     *
     * @throws DataException also if there are not as many inputs as targets
     */
    public static Dataset pair(Path inputs, Path targets) {
        return NpyArrays.dataset(
                problem -> new DataException(inputs, problem), readInputs(inputs), read(targets, NpyReader::elements));
    }

    /**
     * Reads the inputs of a network, as {@link #pair} does.
     *
     * @throws DataException as {@link #read}
     */
    public static Tensor readInputs(Path file) {
        return read(file, NpyArrays::inputs);
    }

    private static Tensor read(Path file, NpyReader.Reading reading) {
        Function<String, DataException> problem = text -> new DataException(file, text);
        return DataFile.read(file, (bytes, size) -> reading.read(new NpyReader(problem, bytes, size, Long.MAX_VALUE)));
    }

    /**
     * Writes a tensor, as a whole (see {@link AtomicFile}), so that {@link #read} gives the same bits: FLOAT32 as {@code <f4},
     * FLOAT64 as {@code <f8}, INT32 as {@code <i4}, row-major, version 1.0.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Tensor values) {
        AtomicFile.write(file, out -> {
            out.write(header(values));
            int width = values.type().bytes();
            ByteBuffer part = ByteBuffer.allocate(PART * width).order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < values.size(); done += PART) {
                int count = Math.min(PART, values.size() - done);
                switch (values.type()) {
                    case FLOAT32 -> part.asFloatBuffer().put(values.floats(), done, count);
                    case FLOAT64 -> part.asDoubleBuffer().put(values.doubles(), done, count);
                    case INT32 -> part.asIntBuffer().put(values.ints(), done, count);
                }
                out.write(part.array(), 0, count * width);
            }
        });
    }

    private static byte[] header(Tensor values) {
        String descr = switch (values.type()) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
        };
        int[] axes = values.shape().toArray();
        String shape = Arrays.stream(axes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape
                + (axes.length == 1 ? ",), }" : "), }");
        int before = NpyReader.MAGIC.length + 4;
        // Spaces bring the data to a multiple of 64 bytes, so that they can be mapped; a line break ends the header.
        int total = (before + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[total];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(NpyReader.MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (total - before))
                .put(text.getBytes(StandardCharsets.US_ASCII));
        header[total - 1] = '\n';
        return header;
    }
}
