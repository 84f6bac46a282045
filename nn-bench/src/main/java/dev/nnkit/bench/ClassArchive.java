package dev.nnkit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of a program as a JVM keeps them in memory, in a file that later runs of it map instead of reading and checking
 * them. Deleted by {@link #close}.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: Dynamic CDS Archives</a>
 */
record ClassArchive(Path folder) implements AutoCloseable {
    private static final String FILE = "classes.jsa";

    /** Runs the program once, to its end, and writes what it has loaded. */
    static ClassArchive of(Class<?> program, List<String> options, String... args) {
        try {
            ClassArchive archive = new ClassArchive(Files.createTempDirectory("nnkit-classes"));
            try {
                archive.write(program, options, args);
            } catch (RuntimeException e) {
                archive.close();
                throw e;
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException("bench: no folder for an archive of classes", e);
        }
    }

    private void write(Class<?> program, List<String> options, String... args) {
        List<String> all = new ArrayList<>(options);
        all.add("-XX:ArchiveClassesAtExit=" + file());
        JavaProcess.run(program, all, Map.of(), args);
        if (!Files.exists(file())) {
            throw new IllegalStateException(
                    "bench: this JVM made no archive of classes; are there folders on the class path?");
        }
    }

    /** For the JVM of a later run, whose other options are the same. */
    List<String> options() {
        return List.of("-XX:SharedArchiveFile=" + file());
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file());
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("bench: cannot delete " + folder, e);
        }
    }
}
