package dev.nnkit.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A writer that remembers why it failed: a disk that is full is a failure of the command, but a reader that has seen enough,
 * such as {@code head}, is not.
 */
final class Output extends PrintWriter {
    private final Watched stream;

    private Output(Watched stream, Charset charset) {
        super(stream, true, charset);
        this.stream = stream;
    }

    static Output to(OutputStream stream, Charset charset) {
        return new Output(new Watched(stream), charset);
    }

    /** Whether writing failed because the program at the other end of a pipe has ended. */
    boolean isReaderGone() {
        IOException failure = stream.failure;
        // Java has no type for it; "Broken pipe" on Unix, "The pipe is being closed" on Windows.
        return failure != null
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static final class Watched extends FilterOutputStream {
        private @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
