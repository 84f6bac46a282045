package dev.nnkit.core.plot;

import dev.nnkit.core.io.AtomicFile;
import java.nio.file.Path;

/** Brings pictures to the disk. */
public final class Svg {
    private Svg() {}

    /**
     * Writes a picture, as UTF-8, as a whole: see {@link AtomicFile}.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Path file, String svg) {
        AtomicFile.write(file, svg);
    }
}
