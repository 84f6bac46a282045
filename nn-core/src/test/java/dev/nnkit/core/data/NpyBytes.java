package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Puts NPY files together by hand, right and wrong ones. */
final class NpyBytes {
    private NpyBytes() {}

    static byte[] file(String descr, boolean fortran, String shape, byte[] data) {
        String header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }";
        return withHeader(1, 0, header + "\n", data);
    }

    static byte[] withHeader(int major, int minor, String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return withLength(major, minor, text.length, text, data);
    }

    /** With a length that need not be that of the header. */
    static byte[] withLength(int major, int minor, int length, byte[] header, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(12 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) major)
                .put((byte) minor);
        if (major == 1) {
            file.putShort((short) length);
        } else {
            file.putInt(length);
        }
        file.put(header).put(data);
        return Arrays.copyOf(file.array(), file.position());
    }

    static String tuple(Shape shape) {
        String axes = Arrays.stream(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return shape.rank() == 1 ? "(" + axes + ",)" : "(" + axes + ")";
    }
}
