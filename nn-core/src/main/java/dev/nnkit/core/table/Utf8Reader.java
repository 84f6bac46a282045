package dev.nnkit.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as it comes: hands on what is there without waiting for more, and gives everything before a byte that is not
 * UTF-8 before it fails at it, so that the place can be named. A byte order mark at the beginning is left out.
 */
final class Utf8Reader extends Reader {
    private static final int SIZE = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private final CharBuffer chars = CharBuffer.allocate(SIZE).flip();
    private boolean started;
    private boolean ended;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /** The first line, or as much of it as {@value #SIZE} characters hold; it is still there to be read. */
    String peekLine() throws IOException {
        int searched = 0;
        while (true) {
            for (; searched < chars.remaining(); searched++) {
                char c = chars.charAt(searched);
                if (c == '\n' || c == '\r') {
                    return chars.subSequence(0, searched).toString();
                }
            }
            if (chars.remaining() == SIZE || !fill()) {
                return chars.toString();
            }
        }
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(into, offset, count);
        return count;
    }

    /** Adds at least one character, or returns false at the end. */
    private boolean fill() throws IOException {
        chars.compact();
        try {
            int before = chars.position();
            while (true) {
                CoderResult result = decoder.decode(bytes, chars, ended);
                if (!started && chars.position() > 0) {
                    started = true;
                    if (chars.get(0) == BYTE_ORDER_MARK) {
                        chars.flip().position(1);
                        chars.compact();
                    }
                }
                if (chars.position() > before) {
                    return true;
                }
                if (result.isError()) {
                    throw new MalformedInputException(result.length());
                }
                if (ended) {
                    return false;
                }
                readBytes();
            }
        } finally {
            chars.flip();
        }
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    /** The byte that could not be read, in hexadecimal digits. */
    String badByte() {
        return String.format("%02x", bytes.get(bytes.position()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
