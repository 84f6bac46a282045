package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Evaluate, summary, layers, and help. */
class LookingCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void evaluateSaysWhatTrainSaid() {
        Path model = folder.resolve("m.safetensors");
        Path trained = folder.resolve("t.json");
        Path evaluated = folder.resolve("e.json");
        assertEquals(
                0,
                Ran.nn(
                                "train",
                                "--data",
                                "moons",
                                "--train-rows",
                                "0:700",
                                "--test-rows",
                                "700:900",
                                "--epochs",
                                5,
                                "--save",
                                model,
                                "--report",
                                trained)
                        .code());
        Ran ran = Ran.nn("evaluate", model, "--data", "moons", "--rows", "700:900", "--report", evaluated);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("moons: 200 rows, loss "), ran.out());
        for (String name : List.of("testAccuracy", "testLoss", "modelSha256", "classes")) {
            assertEquals(
                    JsonMapper.shared().readTree(trained.toFile()).get(name),
                    JsonMapper.shared().readTree(evaluated.toFile()).get(name),
                    name);
        }
    }

    @Test
    void summaryShowsAModel() {
        Path model = folder.resolve("m.safetensors");
        Ran.nn("train", "--data", "moons", "--epochs", 1, "--save", model);
        String out = Ran.nn("summary", model).out();
        for (String part : List.of(
                "dense(32) tanh dense(32) tanh dense(2)", "classes", "softmaxCrossEntropy", "float32", "trainable")) {
            assertTrue(out.contains(part), out);
        }
    }

    @Test
    void summaryShowsANetworkThatIsOnlyThoughtOf() {
        Ran ran =
                Ran.nn("summary", "--layers", "conv2d(8, 5) relu maxPool2d(2) flatten dense(10)", "--input", "28,28,1");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("[12, 12, 8]"), ran.out());
    }

    @Test
    void layersListsEveryWord() {
        String out = Ran.nn("layers").out();
        for (String word : List.of(
                "dense(units, [bias], [initializer])",
                "residual(layers)",
                "leakyRelu([slope])",
                "adam([learningRate], ",
                "softmaxCrossEntropy",
                "scaledDotProduct",
                "heNormal",
                "cosine",
                "clipByNorm(maximum)")) {
            assertTrue(out.contains(word), word + " in:\n" + out);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "evaluate",
                "predict",
                "summary",
                "explain",
                "check-gradients",
                "export",
                "import",
                "layers",
                "demo"
            })
    void everyHelpHasAnExample(String command) {
        Ran ran = Ran.nn(command, "--help");
        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("Example"), ran.out());
        assertTrue(ran.out().contains("nn " + command), ran.out());
    }

    @Test
    void versionAndBareCommand() {
        assertTrue(Ran.nn("--version").out().startsWith("nnkit "));
        Ran bare = Ran.nn();
        assertEquals(0, bare.code());
        assertTrue(bare.out().contains("nn train"), bare.out());
    }
}
