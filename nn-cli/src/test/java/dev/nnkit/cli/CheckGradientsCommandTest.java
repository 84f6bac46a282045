package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckGradientsCommandTest {
    private static final List<String> TENSORS = List.of("input", "0.weight", "0.bias", "2.weight", "2.bias");

    @TempDir
    private static Path folder;

    private static Path flowers;
    private static Path model;
    private static Path broken;

    @BeforeAll
    static void train() throws IOException {
        flowers = Flowers.write(folder.resolve("flowers.csv"), 150);
        model = folder.resolve("flowers.safetensors");
        Ran ran = Ran.nn(
                "train",
                "--data",
                flowers,
                "--target",
                "kind",
                "--layers",
                "dense(12) tanh dense(3)",
                "--epochs",
                1,
                "--save",
                model);
        assertEquals(0, ran.code(), ran.err());
        broken = trained("moons", "dense(4) test.squaredTanh dense(2)");
    }

    private static Path trained(String data, String layers) {
        Path saved = folder.resolve(data + layers.hashCode() + ".safetensors");
        Ran ran = Ran.nn("train", "--data", data, "--layers", layers, "--epochs", 1, "--save", saved);
        assertEquals(0, ran.code(), ran.err());
        return saved;
    }

    private static Ran check(Object... arguments) {
        return Ran.nn(Ran.join(List.of("check-gradients"), arguments));
    }

    @Test
    void aRightModelOfATable() {
        Ran ran = check(model, "--data", flowers, "--rows", 3);
        assertEquals(0, ran.code(), ran.err() + ran.out());
        assertEquals("", ran.err());
        assertTrue(ran.out().startsWith(model + ", 3 rows of " + flowers + "\n"), ran.out());
        assertTrue(ran.out().endsWith("The gradients of all 5 tensors are right.\n"), ran.out());
        for (String tensor : TENSORS) {
            assertTrue(ran.out().lines().anyMatch(line -> line.matches(" " + tensor + " .*CORRECT.*")), ran.out());
        }
        assertTrue(ran.out().contains("| 36 of 36"), ran.out());
    }

    /** Tasks, losses, dropout and kinks; the input is random where no data are given. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        moons  | dense(8) relu dropout(0.3) dense(2)
        moons  | dense(8) gelu dense(1)
        sine   | dense(8) softplus batchNorm dense(1)
        digits | conv2d(2, 5) relu maxPool2d(4) flatten dense(10)
        """)
    void rightModelsOfEveryTask(String data, String layers) {
        Path saved = trained(data, layers);
        for (List<?> more : List.of(List.of(), List.of("--data", data, "--rows", 2))) {
            Ran ran = check(Ran.join(List.of(saved), more.toArray()));
            assertEquals(0, ran.code(), ran.err() + ran.out());
        }
    }

    @Test
    void aBrokenActivationOfAPlugIn() {
        for (List<?> more : List.of(List.of(), List.of("--data", "moons"))) {
            Ran ran = check(Ran.join(List.of(broken), more.toArray()));
            assertEquals(1, ran.code(), ran.err() + ran.out());
            for (String part : List.of(
                    "The gradients of 3 of 5 tensors cannot be confirmed.\n",
                    "Layer 0 is the last of 3 wrong tensors: the mistake lies in it, or between it and layer 2, which"
                            + " is right.\n",
                    "The worst:\nWRONG 0.bias [4]: 4 of 4 elements checked\n")) {
                assertTrue(ran.out().contains(part), part + " is not in:\n" + ran.out());
            }
        }
    }

    @Test
    void quietSaysOnlyWhatIsWrong() {
        assertEquals("", check(model, "--quiet").out());
        Ran ran = check(broken, "--quiet");
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("The gradients of 3 of 5 tensors cannot be confirmed.\n"), ran.out());
    }

    @Test
    void reportsAreWrittenForRightAndWrongModels() throws IOException {
        Path html = folder.resolve("report.html");
        Path json = folder.resolve("report.json");
        for (Path each : List.of(model, broken)) {
            Ran ran = check(each, "--html", html, "--json", json);
            assertEquals(each.equals(model) ? 0 : 1, ran.code(), ran.err());
            assertTrue(ran.out().contains("report: " + html + "\nreport: " + json + "\n"), ran.out());
            assertTrue(Files.readString(html).contains("Gradient check"), "the page");
            JsonNode read = JsonMapper.shared().readTree(json.toFile());
            assertEquals(each.equals(model), read.get("isCorrect").asBoolean());
            assertEquals(5, read.get("tensors").size());
        }
    }

    @Test
    void theSameSeedSaysTheSameAndAnotherOneChecksOtherRows() {
        String first = check(model, "--data", flowers, "--seed", 2).out();
        assertEquals(first, check(model, "--data", flowers, "--seed", 2).out());
        assertFalse(first.equals(check(model, "--data", flowers, "--seed", 3).out()));
    }

    @Test
    void nothingOfTheModelChanges() throws IOException {
        byte[] before = Files.readAllBytes(model);
        assertEquals(0, check(model).code());
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(model)));
    }

    @Test
    void mistakesAreToldInOneSentence() {
        assertMistake("--rows must be 1 or more but is 0.", model, "--rows", 0);
        assertMistake(
                "--separator is for data: --data DATA. Without them, inputs are random.", model, "--separator", ";");
        assertMistake(
                "--example-shape is for a folder of raw drawings or a folder of images, but --data moons is a"
                        + " generator.",
                broken,
                "--data",
                "moons",
                "--example-shape",
                "28,28");
        assertMistake("--html " + model + " is the file that is read. Give another.", model, "--html", model);
        assertMistake("--json " + model + " is the file that is read. Give another.", model, "--json", model);
        assertMistake(
                model + " is a model of a table, but --data moons is a generator. Give a table with its columns:"
                        + " --data FILE.csv.",
                model,
                "--data",
                "moons");
        Ran missing = check(folder.resolve("none.safetensors"));
        assertEquals(2, missing.code());
        assertTrue(missing.err().startsWith("nn check-gradients: "), missing.err());
        assertEquals(2, check().code());
    }

    private static void assertMistake(String sentence, Object... arguments) {
        Ran ran = check(arguments);
        assertEquals(2, ran.code(), ran.err());
        assertEquals("nn check-gradients: " + sentence + "\n", ran.err());
        assertEquals("", ran.out());
    }
}
