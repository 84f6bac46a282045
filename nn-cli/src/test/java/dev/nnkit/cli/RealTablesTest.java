package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tables and drawings that others made, with the commands of the README. */
class RealTablesTest {
    @TempDir
    private Path folder;

    private static Path data(String name) {
        Path path = Path.of(System.getProperty("nnkit.data", "")).resolve(name);
        assumeTrue(Files.exists(path), "nnkit.data has no " + name);
        return path;
    }

    private JsonNode report(long seed, Object... args) {
        Path report = folder.resolve("r.json");
        Ran ran = Ran.nn(Ran.join(
                List.of(args),
                "--seed",
                seed,
                "--save",
                folder.resolve("m.safetensors"),
                "--report",
                report,
                "--quiet"));
        assertEquals(new Ran(0, "", ""), ran);
        JsonNode read = JsonMapper.shared().readTree(report.toFile());
        assertEquals(
                0, read.get("doctor").size(), () -> "the doctor is silent on healthy networks: " + read.get("doctor"));
        return read;
    }

    private static Object[] table(String name, String layers, int batch, String optimizer, int epochs) {
        return new Object[] {
            "train",
            "--data",
            data("tabular/" + name + ".csv"),
            "--target",
            "target",
            "--split-column",
            "split",
            "--layers",
            layers,
            "--batch",
            batch,
            "--optimizer",
            optimizer,
            "--epochs",
            epochs
        };
    }

    private static Object[] doodles() {
        return new Object[] {
            "train",
            "--data",
            data("doodles"),
            "--example-shape",
            "28,28,1",
            "--train-per-class",
            "0:800",
            "--test-per-class",
            "800:1000",
            "--layers",
            "dense(64) relu dense(3)",
            "--epochs",
            20
        };
    }

    private double mean(String metric, Object[] args) {
        return LongStream.rangeClosed(1, 5)
                .mapToDouble(seed -> report(seed, args).get(metric).asDouble())
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "iris, dense(16) tanh dense(3), 16, adam(0.01), 100, 0.97",
        "wine, dense(16) relu dense(3), 16, adam(0.01), 100, 0.97",
        "breast_cancer, dense(32) relu dense(2), 32, adam(0.001), 50, 0.94",
        "digits, dense(64) relu dense(10), 32, adam(0.001), 50, 0.96"
    })
    void classes(String name, String layers, int batch, String optimizer, int epochs, double least) {
        double accuracy = report(1, table(name, layers, batch, optimizer, epochs))
                .get("testAccuracy")
                .asDouble();
        assertTrue(accuracy >= least, name + " " + accuracy);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "iris, dense(16) tanh dense(3), 16, adam(0.01), 100, 0.99",
        "wine, dense(16) relu dense(3), 16, adam(0.01), 100, 0.99",
        "breast_cancer, dense(32) relu dense(2), 32, adam(0.001), 50, 0.95",
        "digits, dense(64) relu dense(10), 32, adam(0.001), 50, 0.972"
    })
    void classesOverFiveSeeds(String name, String layers, int batch, String optimizer, int epochs, double least) {
        double accuracy = mean("testAccuracy", table(name, layers, batch, optimizer, epochs));
        assertTrue(accuracy >= least, name + " " + accuracy);
    }

    /**
     * One of the two out of six networks that did better than least squares in a five-fold cross-validation within the
     * training rows, by 0.0055 of R2. The other, {@code dense(64) tanh dropout(0.5) dense(1)}, did so by 0.0058, but does worse
     * on the test rows (0.346 beside 0.359): with 111 of them, both are within chance.
     */
    private static Object[] diabetes() {
        return table("diabetes", "dropout(0.1) dense(32) tanh dropout(0.5) dense(1)", 32, "adam(0.002)", 50);
    }

    @Test
    void diabetesIsLearnedBetterThanByAStraightLine() {
        JsonNode report = report(1, diabetes());
        double line = report.get("leastSquaresTestR2").asDouble();
        assertEquals(0.359, line, 0.001);
        assertTrue(report.get("testR2").asDouble() > line, report.toString());
    }

    @Tag("slow")
    @Test
    void diabetesOverFiveSeeds() {
        double line = report(1, diabetes()).get("leastSquaresTestR2").asDouble();
        double network = mean("testR2", diabetes());
        assertTrue(network > line + 0.01, network + " beside " + line);
    }

    @Test
    void doodlesAreTold() {
        double accuracy = report(1, doodles()).get("testAccuracy").asDouble();
        assertTrue(accuracy >= 0.88, "doodles " + accuracy);
    }

    @Tag("slow")
    @Test
    void doodlesOverFiveSeeds() {
        double accuracy = mean("testAccuracy", doodles());
        assertTrue(accuracy >= 0.89, "doodles " + accuracy);
    }
}
