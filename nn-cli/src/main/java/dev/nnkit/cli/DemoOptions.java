package dev.nnkit.cli;

import dev.nnkit.core.plot.Svg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the demos have in common. */
final class DemoOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all random numbers. Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where the pictures go; made if it is not there. Default: the current folder.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path output;

    long seed() {
        return seed;
    }

    /** Makes sure, before the work, that pictures will have a place. */
    void prepare() {
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new IllegalArgumentException("--output " + output + " is a file. Give a folder.");
        }
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "--output " + output + ": the folder cannot be made: " + e.getMessage() + ".", e);
        }
    }

    /** Writes a picture and says so. */
    void write(String name, String svg, Standard standard) {
        Path file = output.resolve(name);
        Svg.write(file, svg);
        standard.out().println("written: " + file);
    }
}
