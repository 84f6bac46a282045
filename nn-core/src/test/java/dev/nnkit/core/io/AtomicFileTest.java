package dev.nnkit.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static AtomicFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesAreMadeAndReplaced() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, text("first, and longer"));
        AtomicFile.write(file, text("second"));
        assertEquals("second", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    /** While a write goes on the old file is there, whole. */
    @Test
    void whenWritingFailsTheOldFileStays() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, text("old"));
        IllegalStateException failure = new IllegalStateException("half-way");
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> AtomicFile.write(file, out -> {
                            out.write(new byte[100_000]);
                            assertEquals("old", Files.readString(file));
                            throw failure;
                        })));
        assertEquals("old", Files.readString(file));
        assertEquals(
                file
                        + ": cannot be written: the disk is full (No space left on device); free some space, or name a"
                        + " file on another disk.",
                assertThrows(
                                UncheckedIOException.class,
                                () -> AtomicFile.write(file, out -> {
                                    out.write(1);
                                    throw new IOException("No space left on device");
                                }))
                        .getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void whereNothingCanBeWritten() throws IOException {
        Path orphan = folder.resolve("none").resolve("a.txt");
        assertEquals(
                orphan + ": cannot be written: its folder does not exist.",
                assertThrows(UncheckedIOException.class, () -> AtomicFile.write(orphan, text("a")))
                        .getMessage());
        assertEquals(
                folder + ": cannot be written: it exists and is not a regular file.",
                assertThrows(UncheckedIOException.class, () -> AtomicFile.write(folder, text("a")))
                        .getMessage());
        assertEquals(List.of(), names());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = folder.resolve("real.txt");
        Files.writeString(real, "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
        AtomicFile.write(link, text("new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
    }

    /** Process numbers end far below the one of this litter. */
    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve(".a.txt.999999999999.tmp"), "half");
        Files.writeString(folder.resolve(".a.txt." + ProcessHandle.current().pid() + ".tmp"), "half");
        Files.writeString(folder.resolve(".b.txt.999999999999.tmp"), "of another file");
        Files.writeString(folder.resolve(".a.txt.notes.tmp"), "not ours");
        AtomicFile.write(file, text("whole"));
        assertEquals(List.of(".a.txt.notes.tmp", ".b.txt.999999999999.tmp", "a.txt"), names());
    }

    @Test
    void manyWritersLeaveOneWholeFile() throws Exception {
        Path file = folder.resolve("a.txt");
        List<Thread> writers = Stream.of("a", "b", "c", "d")
                .map(letter -> new Thread(() -> {
                    for (int i = 0; i < 20; i++) {
                        AtomicFile.write(file, text(letter.repeat(10_000)));
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        String text = Files.readString(file);
        assertEquals(text.substring(0, 1).repeat(10_000), text);
        assertEquals(List.of("a.txt"), names());
    }
}
