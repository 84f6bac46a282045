package dev.nnkit.core.table;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.RandomStream;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Evaluator;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Trainer;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gigabytes of CSV are trained on in a JVM of 256 megabytes. */
@Tag("slow")
class LargeFileTest {
    private static final long SIZE = 2L << 30;
    private static final int FEATURES = 20;

    @TempDir
    private Path folder;

    @Test
    void twoGigabytesInAQuarterOfOne() throws IOException, InterruptedException {
        Path file = folder.resolve("large.csv");
        generate(file);
        assertTrue(Files.size(file) >= SIZE);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(30, TimeUnit.MINUTES), "it did not end");
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, process.exitValue(), String.join(File.separator, lines));
        double accuracy = Double.parseDouble(lines.get(lines.size() - 1));
        assertTrue(accuracy > 0.95, "test accuracy " + accuracy);
    }

    /** Many rows are the same: what matters is how many there are. The class is the sign of a sum. */
    private static void generate(Path file) throws IOException {
        RandomStream random = RandomStream.of(1, "large");
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < FEATURES; i++) {
            header.append('f').append(i).append(',');
        }
        String[] rows = new String[5000];
        for (int r = 0; r < rows.length; r++) {
            StringBuilder row = new StringBuilder();
            double sum = 0;
            for (int i = 0; i < FEATURES; i++) {
                float value = (float) random.nextGaussian();
                sum += i % 2 == 0 ? value : -value;
                row.append(value).append(',');
            }
            rows[r] = row.append(sum > 0 ? "above" : "below")
                    .append(r % 100 == 0 ? ",test\n" : ",train\n")
                    .toString();
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(header + "class,part\n");
            for (long written = 0; written < SIZE; written += write(out, rows)) {}
        }
    }

    private static long write(Writer out, String[] rows) throws IOException {
        long written = 0;
        for (String row : rows) {
            out.write(row);
            written += row.length();
        }
        return written;
    }

    /** The program that has little memory. */
    static final class Training {
        private Training() {}

        public static void main(String[] arguments) {
            CsvFile file = CsvFile.scan(
                    Path.of(arguments[0]), TableOptions.target("class").splitColumn("part"));
            Columns columns = file.decide(2);
            Network network = Network.build(sequential(dense(8), relu(), dense(2)), columns.shape(), 1);
            Trainer.of(network, softmaxCrossEntropy(), adam(0.001))
                    .epochs(1)
                    .batch(256)
                    .fit(file.stream(columns, Part.TRAIN));
            Accuracy accuracy = new Accuracy();
            new Evaluator(Objective.of(network, softmaxCrossEntropy()), KernelChoice.best(1))
                    .evaluate(file.stream(columns, Part.TEST), List.of(accuracy));
            System.out.println(accuracy.value());
        }
    }
}
