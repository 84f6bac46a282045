package dev.nnkit.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.data.NpyFile;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.export.NameTable;
import dev.nnkit.core.export.WeightFile;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.file.Safetensors;
import dev.nnkit.core.layer.Layers;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens when the operating system takes only the beginning of a file: the old file stays, nothing lies beside it,
 * and a sentence says why. A process whose files may not be longer than a limit stands for the full disk, since that needs
 * no rights and fails in the same place, a write half-way; the device /dev/full brings the words of a disk that is full.
 */
class FullDiskTest {
    private static final String OLD = "the old file";

    @TempDir
    private Path folder;

    /** Writes a file of each kind, all longer than the limit, and prints what it is told. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            Tensor many = Tensor.of(Shape.of(40_000), new float[40_000]);
            // Random, so that it stays large when it is packed.
            Network network = Network.build(new Sequential(List.of(Layers.dense(400))), Shape.of(100), 1);
            Tensor weights = network.parameters().get(0).value();
            attempt(folder, "a.npy", file -> NpyFile.write(file, many));
            attempt(folder, "a.idx", file -> IdxFile.write(file, many));
            attempt(folder, "a.idx.gz", file -> IdxFile.write(file, weights));
            attempt(folder, "checkpoint", file -> new Safetensors(Map.of("a", many), Map.of()).write(file));
            attempt(
                    folder,
                    "model.safetensors",
                    file -> ModelFile.write(
                            file, new Model(network, Task.REGRESSION, Losses.meanSquaredError(), List.of())));
            attempt(folder, "w.safetensors", file -> WeightFile.write(file, network, NameTable.STANDARD));
            attempt(folder, "w.csv", file -> WeightFile.write(file, network, NameTable.STANDARD));
        }

        private interface Attempt {
            void write(Path file);
        }

        private static void attempt(Path folder, String name, Attempt attempt) {
            try {
                attempt.write(folder.resolve(name));
                System.out.println(name + " was written");
            } catch (UncheckedIOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void everyWriterLeavesTheOldFile() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell with ulimit -f");
        Map<String, String> old = new TreeMap<>();
        List<String> sentences = new ArrayList<>();
        for (String name :
                List.of("a.npy", "a.idx", "a.idx.gz", "checkpoint", "model.safetensors", "w.safetensors", "w.csv")) {
            Path file = Files.writeString(folder.resolve(name), OLD);
            old.put(name, OLD);
            sentences.add(file + ": cannot be written: File too large.");
        }
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        // In blocks of 512 or 1024 bytes, as the shell likes.
                        "ulimit -f 32; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        // Its file would be longer than the limit as well.
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertEquals(sentences, printed.lines().toList());
        assertEquals(old, contents());
    }

    @Test
    void aFullDiskSaysWhatToDo() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "needs the device /dev/full");
        Path file = Files.writeString(folder.resolve("a.txt"), OLD);
        String message = assertThrows(
                        UncheckedIOException.class,
                        () -> AtomicFile.write(file, out -> {
                            out.write(new byte[10_000]);
                            try (OutputStream device = Files.newOutputStream(full)) {
                                device.write(1);
                            }
                        }))
                .getMessage();
        assertTrue(
                message.matches(
                        ".*a\\.txt: cannot be written: the disk is full \\(.+\\); free some space, or name a file"
                                + " on another disk\\."),
                message);
        assertEquals(Map.of("a.txt", OLD), contents());
    }
}
