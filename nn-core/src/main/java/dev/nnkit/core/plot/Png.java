package dev.nnkit.core.plot;

import dev.nnkit.api.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes small images as PNG: 8 bits a channel, grey or RGB, no filters.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte GREY = 0;
    private static final byte RGB = 2;

    private Png() {}

    /** @param image [height, width, 1 or 3], from 0, black, to 1; each pixel becomes {@code scale} by {@code scale} */
    static String base64(Tensor image, int scale) {
        int height = image.shape().axis(0) * scale;
        int width = image.shape().axis(1) * scale;
        int channels = image.shape().axis(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put(channels == 1 ? GREY : RGB)
                .array();
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", deflated(lines(image, scale)));
        chunk(out, "IEND", new byte[0]);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    /** Lines of pixels, a zero before each: no filter. */
    private static byte[] lines(Tensor image, int scale) {
        int channels = image.shape().axis(2);
        int imageWidth = image.shape().axis(1);
        int width = imageWidth * scale;
        int height = image.shape().axis(0) * scale;
        byte[] lines = new byte[height * (1 + width * channels)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            at++;
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    lines[at++] = level(image.get((y / scale * imageWidth + x / scale) * channels + c));
                }
            }
        }
        return lines;
    }

    /** What is out of range is black or white, and NaN is black. */
    private static byte level(double value) {
        return (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
