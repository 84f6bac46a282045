package dev.nnkit.core.data;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files. What cannot be stored is found before a file is touched. */
final class IdxWriter {
    private static final int PART = 1 << 13;

    private IdxWriter() {}

    static void write(Path file, Tensor values, IdxType type) {
        check(file, values, type);
        AtomicFile.write(file, out -> {
            if (file.toString().endsWith(".gz")) {
                GZIPOutputStream packed = new GZIPOutputStream(out);
                write(values, type, packed);
                packed.finish(); // closing is for who opened
            } else {
                write(values, type, out);
            }
        });
    }

    private static void write(Tensor values, IdxType type, OutputStream out) throws IOException {
        out.write(header(values, type));
        for (int done = 0; done < values.size(); done += PART) {
            int count = Math.min(PART, values.size() - done);
            ByteBuffer part = ByteBuffer.allocate(count * type.bytes());
            encode(values, type, done, count, part);
            out.write(part.array());
        }
    }

    private static void check(Path file, Tensor values, IdxType type) {
        int rank = values.shape().rank();
        if (rank < 1 || rank > IdxReader.MAX_RANK) {
            throw new IllegalArgumentException(file + ": an IDX file must have 1 to " + IdxReader.MAX_RANK
                    + " axes but the tensor has shape " + values.shape() + ".");
        }
        if (values.type() != type.dataType()) {
            throw new IllegalArgumentException(file + ": " + type + " stores " + type.dataType() + " but the tensor is "
                    + values.type() + ". Convert it with as(" + type.dataType() + ").");
        }
        for (int i = 0; !type.dataType().isFloating() && i < values.size(); i++) {
            int value = values.ints()[i];
            if (value < type.least() || value > type.greatest()) {
                throw new IllegalArgumentException(file + ": " + type + " stores " + type.least() + " to "
                        + type.greatest() + " but value " + i + " is " + value + ".");
            }
        }
    }

    private static byte[] header(Tensor values, IdxType type) {
        int[] axes = values.shape().toArray();
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * axes.length).putInt(type.code() << 8 | axes.length);
        header.asIntBuffer().put(axes);
        return header.array();
    }

    private static void encode(Tensor values, IdxType type, int from, int count, ByteBuffer part) {
        switch (type) {
            case UNSIGNED_BYTE, SIGNED_BYTE -> {
                for (int i = from; i < from + count; i++) {
                    part.put((byte) values.ints()[i]);
                }
            }
            case SHORT -> {
                for (int i = from; i < from + count; i++) {
                    part.putShort((short) values.ints()[i]);
                }
            }
            case INT -> part.asIntBuffer().put(values.ints(), from, count);
            case FLOAT -> part.asFloatBuffer().put(values.floats(), from, count);
            case DOUBLE -> part.asDoubleBuffer().put(values.doubles(), from, count);
        }
    }
}
