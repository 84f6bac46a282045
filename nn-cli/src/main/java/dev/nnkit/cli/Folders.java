package dev.nnkit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that the user names for what is written. */
final class Folders {
    private Folders() {}

    /**
     * Makes the folder, and those above it, where it is not there yet.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + ": the folder cannot be made: "
                            + (Files.exists(folder) ? "there is a file of that name" : e.getMessage()) + ".",
                    e);
        }
    }
}
