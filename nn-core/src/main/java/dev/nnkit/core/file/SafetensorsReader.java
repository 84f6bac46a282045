package dev.nnkit.core.file;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Reads the bytes of a safetensors file in one pass. */
final class SafetensorsReader {
    private static final int PREFIX = 8;
    /** What the format's own library reads. */
    private static final int LONGEST_HEADER = 100_000_000;

    private final String file;
    private final InputStream in;
    private final byte[] bytes = new byte[1 << 16];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    SafetensorsReader(String file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** @param size of the whole file, which bounds what is allocated */
    Safetensors read(long size) throws IOException {
        return read(size, name -> false);
    }

    Safetensors read(long size, Predicate<String> skipped) throws IOException {
        SafetensorsHeader header = header(size, skipped);
        Map<String, Tensor> byName = new HashMap<>();
        for (SafetensorsHeader.Entry entry : header.byPlace()) {
            if (entry.type() == null) {
                skip(entry.end() - entry.begin());
            } else {
                byName.put(entry.name(), tensor(entry.type(), entry.shape()));
            }
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            if (entry.type() != null) {
                tensors.put(entry.name(), Objects.requireNonNull(byName.get(entry.name())));
            }
        }
        return new Safetensors(tensors, header.metadata());
    }

    private SafetensorsHeader header(long size, Predicate<String> skipped) throws IOException {
        if (size < PREFIX) {
            throw new ModelFileException(file + ": not a safetensors file: it has " + size
                    + " bytes, but the first 8 must hold the length of a header.");
        }
        fill(PREFIX);
        long length = buffer.getLong(0);
        if (length < 0 || length > size - PREFIX) {
            throw new ModelFileException(file + ": not a safetensors file, or cut off: it claims a header of "
                    + Long.toUnsignedString(length) + " bytes, but " + (size - PREFIX) + " follow.");
        }
        if (length > LONGEST_HEADER) {
            throw new ModelFileException(file + ": claims a header of " + length + " bytes, but no more than "
                    + LONGEST_HEADER + " are allowed.");
        }
        byte[] header = in.readNBytes((int) length);
        if (header.length < length) {
            throw cutOff();
        }
        return SafetensorsHeader.parse(file, decode(header), size - PREFIX - length, skipped);
    }

    /** Strictly, where a String's own constructor would put question marks. */
    private String decode(byte[] header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFileException(file + ": not a safetensors file: its header is not UTF-8.", e);
        }
    }

    private void skip(long count) throws IOException {
        for (long left = count; left > 0; left -= bytes.length) {
            fill((int) Math.min(bytes.length, left));
        }
    }

    private Tensor tensor(DataType type, Shape shape) throws IOException {
        Tensor tensor = Tensor.zeros(type, shape);
        int width = type.bytes();
        int step = bytes.length / width;
        for (int from = 0; from < tensor.size(); from += step) {
            int count = Math.min(step, tensor.size() - from);
            fill(count * width);
            buffer.position(0).limit(count * width);
            switch (type) {
                case FLOAT32 -> buffer.asFloatBuffer().get(tensor.floats(), from, count);
                case FLOAT64 -> buffer.asDoubleBuffer().get(tensor.doubles(), from, count);
                case INT32 -> buffer.asIntBuffer().get(tensor.ints(), from, count);
            }
            buffer.clear();
        }
        return tensor;
    }

    private void fill(int count) throws IOException {
        if (in.readNBytes(bytes, 0, count) < count) {
            throw cutOff();
        }
    }

    private ModelFileException cutOff() {
        return new ModelFileException(file + ": became shorter while it was read.");
    }
}
