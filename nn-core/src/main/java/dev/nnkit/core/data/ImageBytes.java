package dev.nnkit.core.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Looks whether an image file is whole, which the JDK's readers do not: they fill what is missing of a JPEG with grey, and
 * do not compare the checksums of a PNG.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG specification, third edition, section 5</a>
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class ImageBytes {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int AROUND_CHUNK = 12;
    private static final int SHOWN = 8;

    private ImageBytes() {}

    static void check(Path file, byte[] bytes) {
        if (startsWith(bytes, PNG)) {
            checkPng(file, bytes);
        } else if (startsWith(bytes, JPEG)) {
            checkJpeg(file, bytes);
        } else {
            String first = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN, bytes.length));
            throw new DataException(
                    file,
                    bytes.length == 0
                            ? "is empty."
                            : "neither PNG nor JPEG: its first bytes are " + first
                                    + ", expected 89 50 4e 47 0d 0a 1a 0a or ff d8 ff.");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** A chunk is the length of its data, its type, the data, and the checksum of type and data. */
    private static void checkPng(Path file, byte[] bytes) {
        int at = PNG.length;
        while (true) {
            if (bytes.length - at < AROUND_CHUNK) {
                throw truncated(file, bytes);
            }
            int length = ByteBuffer.wrap(bytes).getInt(at);
            if (length < 0 || length > bytes.length - at - AROUND_CHUNK) {
                throw truncated(file, bytes);
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 sum = new CRC32();
            sum.update(bytes, at + 4, length + 4);
            if ((int) sum.getValue() != ByteBuffer.wrap(bytes).getInt(at + 8 + length)) {
                throw new DataException(file, "byte " + at, "damaged: a part of the PNG data has a wrong checksum.");
            }
            if (type.equals("IEND")) {
                return;
            }
            at += length + AROUND_CHUNK;
        }
    }

    /**
     * Behind the last start of a scan there must be an end of the image. Compressed data never contain a marker; a preview
     * before them may have an end of its own.
     */
    private static void checkJpeg(Path file, byte[] bytes) {
        for (int i = bytes.length - 2; i >= 0; i--) {
            if (bytes[i] == (byte) 0xFF) {
                int marker = Byte.toUnsignedInt(bytes[i + 1]);
                if (marker == END_OF_IMAGE) {
                    return;
                }
                if (marker == START_OF_SCAN) {
                    break;
                }
            }
        }
        throw truncated(file, bytes);
    }

    private static DataException truncated(Path file, byte[] bytes) {
        return new DataException(file, "truncated: after " + bytes.length + " bytes the image has not ended.");
    }
}
