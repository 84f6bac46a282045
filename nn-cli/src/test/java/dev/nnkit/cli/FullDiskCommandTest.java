package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands where only the beginning of a file can be written: exit code 2, one sentence, the old file as it was. */
class FullDiskCommandTest {
    private static final String LARGE = "dense(3000) relu dense(2)";

    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** In a process whose files may not be longer than 16 or 32 KB, depending on the shell. */
    private Ran limited(Object... args) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell with ulimit -f");
        ProcessBuilder builder = Child.nn(folder, args);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 32; exec \"$@\"", "sh"));
        command.addAll(builder.command());
        // A file of the JVM's own that would be longer than the limit as well.
        command.add(5, "-XX:-UsePerfData");
        Process process = builder.command(command).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), printed, printed);
    }

    private static void assertCutOff(Ran ran, String start) {
        assertEquals(2, ran.code(), ran.out());
        String last = ran.out().lines().toList().get((int) ran.out().lines().count() - 1);
        assertEquals(start + ": cannot be written: File too large.", last);
        assertFalse(ran.out().contains("\tat "), ran.out());
    }

    @Test
    void theOldModelStays() throws IOException, InterruptedException {
        Path model = file("m.safetensors");
        assertEquals(
                0,
                Ran.nn("train", "--data", "moons", "--epochs", 1, "--save", model)
                        .code());
        byte[] before = Files.readAllBytes(model);
        List<Object> training = List.of("train", "--data", "moons", "--epochs", 1, "--layers", LARGE, "--save", model);
        assertCutOff(limited(training.toArray()), "nn train: " + model);
        assertArrayEquals(before, Files.readAllBytes(model));
        assertCutOff(limited(Ran.join(training, "--checkpoint-every", 1)), "nn train: " + model + ".checkpoint");
        assertArrayEquals(before, Files.readAllBytes(model));
        assertEquals(List.of("m-confusion.svg", "m-curve.svg", "m-surface.svg", "m.safetensors"), names());
    }

    @Test
    void exportsLeaveWhatWasThere() throws IOException, InterruptedException {
        Path model = file("m.safetensors");
        assertEquals(
                0,
                Ran.nn("train", "--data", "moons", "--epochs", 1, "--layers", LARGE, "--save", model)
                        .code());
        for (String name : List.of("w.csv", "w.safetensors", "Moons.java")) {
            Path to = Files.writeString(file(name), "old");
            assertCutOff(limited("export", model, "--to", to), "nn export: " + to);
            assertEquals("old", Files.readString(to));
        }
        assertEquals(
                List.of(
                        "Moons.java",
                        "m-confusion.svg",
                        "m-curve.svg",
                        "m-surface.svg",
                        "m.safetensors",
                        "w.csv",
                        "w.safetensors"),
                names());
    }

    /** A PrintWriter says nothing when it fails, so somebody has to ask it. */
    @Test
    void answersThatAreCutOffAreNoSuccess() {
        StringWriter err = new StringWriter();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PrintWriter out = new PrintWriter(full, true, StandardCharsets.UTF_8);
        assertEquals(2, Main.run(out, new PrintWriter(err, true), "layers"));
        assertEquals(
                "nn: standard output took only a part of what was printed. Is the disk full?",
                err.toString().strip());
    }

    /** The same with the device that is always full, and so through the writer that the command makes itself. */
    @Test
    void aFullDeviceForStandardOutput() throws IOException, InterruptedException {
        File full = new File("/dev/full");
        assumeTrue(full.canWrite(), "needs the device /dev/full");
        Process process = Child.nn(folder, "layers")
                .redirectErrorStream(false)
                .redirectOutput(full)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), err);
        assertTrue(err.startsWith("nn: standard output took only a part"), err);
    }
}
