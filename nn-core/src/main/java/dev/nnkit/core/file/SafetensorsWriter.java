package dev.nnkit.core.file;

import dev.nnkit.api.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the bytes of a safetensors file. */
final class SafetensorsWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int ALIGNMENT = 8;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    SafetensorsWriter(OutputStream out) {
        this.out = out;
    }

    void write(Safetensors content) throws IOException {
        byte[] header = header(content);
        buffer.putLong(0, header.length);
        out.write(buffer.array(), 0, Long.BYTES);
        out.write(header);
        for (Tensor tensor : content.tensors().values()) {
            write(tensor);
        }
    }

    private static byte[] header(Safetensors content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (!content.metadata().isEmpty()) {
                json.writeName(SafetensorsHeader.METADATA).writeStartObject();
                content.metadata().forEach((key, value) -> json.writeName(key).writeString(value));
                json.writeEndObject();
            }
            long begin = 0;
            for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
                Tensor tensor = entry.getValue();
                long end = begin + (long) tensor.size() * tensor.type().bytes();
                int[] axes = tensor.shape().toArray();
                json.writeName(entry.getKey()).writeStartObject();
                json.writeName("dtype").writeString(TensorType.name(tensor.type()));
                json.writeName("shape").writeArray(axes, 0, axes.length);
                json.writeName("data_offsets").writeArray(new long[] {begin, end}, 0, 2);
                json.writeEndObject();
                begin = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private void write(Tensor tensor) throws IOException {
        int width = tensor.type().bytes();
        int step = buffer.capacity() / width;
        for (int from = 0; from < tensor.size(); from += step) {
            int count = Math.min(step, tensor.size() - from);
            switch (tensor.type()) {
                case FLOAT32 -> buffer.asFloatBuffer().put(tensor.floats(), from, count);
                case FLOAT64 -> buffer.asDoubleBuffer().put(tensor.doubles(), from, count);
                case INT32 -> buffer.asIntBuffer().put(tensor.ints(), from, count);
            }
            out.write(buffer.array(), 0, count * width);
        }
    }
}
