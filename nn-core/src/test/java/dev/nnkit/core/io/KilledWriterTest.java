package dev.nnkit.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed at any moment leaves the old or the new file, and nothing beside it after the next write. */
class KilledWriterTest {
    private static final int KILLS = 50;
    private static final int SIZE = 300_000;

    @TempDir
    private Path folder;

    /** Writes without end: a file of all 1, of all 2, and so on. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            for (byte digit = 1; ; digit = (byte) (digit % 100 + 1)) {
                byte[] content = filled(digit);
                // In parts, so that there are many moments to be killed at.
                AtomicFile.write(Path.of(args[0]), out -> {
                    for (int at = 0; at < SIZE; at += 1000) {
                        out.write(content, at, 1000);
                    }
                });
                // The first write takes long, since classes are loaded: from now on it is nearly always writing.
                if (digit == 1) {
                    System.out.println("begun");
                }
            }
        }
    }

    private static byte[] filled(byte digit) {
        byte[] content = new byte[SIZE];
        Arrays.fill(content, digit);
        return content;
    }

    @Test
    @Timeout(180)
    void leavesTheOldOrTheNewFile() throws IOException, InterruptedException {
        Path file = folder.resolve("m.safetensors");
        AtomicFile.write(file, out -> out.write(filled((byte) 0)));
        Random random = new Random(1);
        int litter = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            startAndKill(file, random.nextInt(15));
            byte[] content = Files.readAllBytes(file);
            assertEquals(SIZE, content.length);
            assertEquals(-1, Arrays.mismatch(content, filled(content[0])), "a mixture");
            litter += names().size() - 1;
        }
        assertTrue(litter > 0, "it was never killed while it wrote");
        AtomicFile.write(file, out -> out.write(filled((byte) 0)));
        assertEquals(List.of("m.safetensors"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static void startAndKill(Path file, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertEquals("begun", out.readLine());
            Thread.sleep(millis);
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    }
}
