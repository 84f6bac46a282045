package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private JsonNode report(String name) {
        return JsonMapper.shared().readTree(folder.resolve(name).toFile());
    }

    private Ran train(String name, Object... more) {
        Object[] args = new Object[more.length + 5];
        args[0] = "train";
        args[1] = "--save";
        args[2] = folder.resolve(name + ".safetensors");
        args[3] = "--report";
        args[4] = folder.resolve(name + ".json");
        System.arraycopy(more, 0, args, 5, more.length);
        Ran ran = Ran.nn(args);
        assertEquals("", ran.err());
        assertEquals(0, ran.code());
        return ran;
    }

    @Test
    void withoutOptionsItLearnsDigits() {
        Ran ran = train("digits", "--epochs", 3);
        JsonNode report = report("digits.json");
        assertTrue(report.get("testAccuracy").asDouble() > 0.9, report.toString());
        assertEquals(3, report.get("trainLoss").size());
        assertEquals(784 * 128 + 128 + 1280 + 10, report.get("parameters").asInt());
        assertEquals(64, report.get("modelSha256").asString().length());
        assertEquals(
                "flatten dense(128) relu dense(10)",
                report.get("settings").get("layers").asString());
        assertEquals(
                "adam(learningRate=0.001)",
                report.get("settings").get("optimizer").asString());
        assertTrue(report.get("samplesPerSecond").asDouble() > 0
                && report.get("seconds").asDouble() > 0);
        assertTrue(ran.out().contains("flatten dense(128) relu dense(10)"), ran.out());
        assertTrue(ran.out().contains("epoch 3/3"), ran.out());
        assertTrue(ran.out().contains("precision"), ran.out());
        assertTrue(ran.out().contains("Try next:"), ran.out());
        for (String picture : List.of("digits-curve.svg", "digits-mistakes.svg")) {
            assertTrue(Files.exists(folder.resolve(picture)), picture);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "xor, binary, testAccuracy, 0.95, 200",
        "spirals, classes, testAccuracy, 0.9, 100",
        "circles, classes, testAccuracy, 0.9, 60",
        "moons, classes, testAccuracy, 0.9, 60",
        "sine, regression, testR2, 0.9, 60"
    })
    void everyGeneratorIsLearned(String data, String task, String metric, double least, int epochs) {
        train(data, "--data", data, "--epochs", epochs, "--optimizer", "adam(0.01)");
        JsonNode report = report(data + ".json");
        assertEquals(task, report.get("settings").get("task").asString());
        assertTrue(report.get(metric).asDouble() >= least, report.toString());
        assertTrue(report.has("testLoss"));
    }

    @Test
    void sameSeedSameModelForAnyNumberOfThreads() {
        train("one", "--data", "moons", "--epochs", 2, "--threads", 1);
        train("two", "--data", "moons", "--epochs", 2, "--threads", 2);
        train("other", "--data", "moons", "--epochs", 2, "--seed", 2);
        assertEquals(report("one.json").get("modelSha256"), report("two.json").get("modelSha256"));
        assertFalse(report("one.json")
                .get("modelSha256")
                .equals(report("other.json").get("modelSha256")));
    }

    @Test
    void everySettingIsTaken() throws IOException {
        Path log = folder.resolve("log.csv");
        Ran ran = train(
                "all",
                "--data",
                "spirals",
                "--layers",
                "dense(8) gelu dense(2)",
                "--loss",
                "softmaxCrossEntropy(labelSmoothing=0.1)",
                "--optimizer",
                "momentum(0.05)",
                "--schedule",
                "cosine",
                "--transform",
                "clipByNorm(1)",
                "--epochs",
                50,
                "--batch",
                50,
                "--seed",
                3,
                "--precision",
                "float64",
                "--threads",
                1,
                "--validation",
                0.1,
                "--patience",
                2,
                "--train-rows",
                "0:500",
                "--test-rows",
                "500:600",
                "--log",
                log);
        JsonNode settings = report("all.json").get("settings");
        assertEquals("float64", settings.get("precision").asString());
        assertEquals("cosine", settings.get("schedule").asString());
        assertEquals(450, settings.get("trainRows").asInt());
        assertEquals(50, settings.get("validationRows").asInt());
        assertEquals(100, report("all.json").get("testRows").asInt());
        assertTrue(Files.readAllLines(log).get(0).startsWith("epoch,step,"));
        assertTrue(ran.out().contains("validation loss"), ran.out());
    }

    @Test
    void aLossOnNumbersGetsOneColumnAClass() {
        train("squares", "--data", "moons", "--loss", "meanSquaredError", "--epochs", 20, "--optimizer", "adam(0.01)");
        assertTrue(report("squares.json").get("testAccuracy").asDouble() > 0.8);
    }

    @Test
    void quietIsQuiet() {
        Ran ran = Ran.nn(
                "train", "--data", "xor", "--epochs", 1, "--quiet", "--save", folder.resolve("quiet.safetensors"));
        assertEquals(new Ran(0, "", ""), ran);
        assertTrue(Files.exists(folder.resolve("quiet.safetensors")));
    }

    @Test
    void aRunThatDivergesSaysWhyAndSavesNothing() {
        Ran ran = Ran.nn(
                "train", "--data", "sine", "--optimizer", "sgd(1e30)", "--save", folder.resolve("wild.safetensors"));
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("the loss became"), ran.err());
        assertTrue(ran.err().contains("Lower the learning rate"), ran.err());
        assertFalse(Files.exists(folder.resolve("wild.safetensors")));
    }

    @Test
    void imagesOfOthersAreLearned() {
        Path mnist = Path.of(System.getProperty("nnkit.data", ""), "mnist");
        assumeTrue(Files.isDirectory(mnist), "nnkit.data has no folder mnist");
        train("mnist", "--data", mnist, "--train-rows", "0:3000", "--test-rows", "9000:10000", "--epochs", 6);
        JsonNode report = report("mnist.json");
        assertTrue(report.get("testAccuracy").asDouble() > 0.85, report.toString());
        assertEquals(1000, report.get("testRows").asInt());
    }
}
