package dev.nnkit.core.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What Jazzer calls, by name: it needs no library of Jazzer's, so the tests compile without. One a process. */
public final class FuzzTarget {
    private static FuzzedReader reader = FuzzedReader.SAFETENSORS;
    private static Path file = Path.of("");

    private FuzzTarget() {}

    /** @param arguments the word of a {@link FuzzedReader} */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        reader = FuzzedReader.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        file = Files.createTempFile("fuzz", "");
        file.toFile().deleteOnExit();
        // Loads classes, each of which is instrumented: that must not count as the time of the first input.
        reader.read(file);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(file, input);
        reader.read(file);
    }
}
