package dev.nnkit.core.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Safetensors files as arrays of bytes, good and bad. */
final class Bytes {
    private Bytes() {}

    /** A file with this header, whatever it says, and so many bytes of data. */
    static byte[] file(String header, int dataSize) {
        return file(header.getBytes(StandardCharsets.UTF_8), dataSize);
    }

    static byte[] file(byte[] header, int dataSize) {
        return ByteBuffer.allocate(8 + header.length + dataSize)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    static byte[] of(Safetensors content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new SafetensorsWriter(out).write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Safetensors read(byte[] file) {
        return read(file, file.length);
    }

    /** @param size what the file system says it is */
    static Safetensors read(byte[] file, long size) {
        try {
            return new SafetensorsReader("x", new ByteArrayInputStream(file)).read(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
