package dev.nnkit.cli;

import static dev.nnkit.core.layer.Joins.concatenate;
import static dev.nnkit.core.layer.Joins.maskedLstm;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.embedding;
import static dev.nnkit.core.loss.Losses.binaryCrossEntropy;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.NpyFile;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nn check-gradients} of networks that are no chains. */
class CheckSeveralInputsTest {
    @TempDir
    private Path folder;

    private Path siamese(String activation) {
        Graph graph = Graph.inputs("left", "right")
                .layer("encoder", Sequential.of(dense(3), Registry.installed().parse(LayerSpec.class, activation)))
                .join("both", concatenate())
                .layer("head", dense(1))
                .call("a", "encoder", "left")
                .call("b", "encoder", "right")
                .call("pair", "both", "a", "b")
                .call("answer", "head", "pair")
                .outputs("answer");
        return saved(graph, List.of(Shape.of(2), Shape.of(2)), Task.BINARY, binaryCrossEntropy());
    }

    private Path saved(Graph graph, List<Shape> shapes, Task task, Loss loss) {
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, new Model(Network.build(graph, shapes, DataType.FLOAT32, 1), task, loss, List.of()));
        return file;
    }

    private static void assertRight(Ran ran, List<String> tensors) {
        assertEquals(0, ran.code(), ran.err() + ran.out());
        for (String tensor : tensors) {
            assertTrue(ran.out().lines().anyMatch(line -> line.matches(" " + tensor + " .*CORRECT.*")), ran.out());
        }
        assertTrue(ran.out().endsWith("The gradients of all " + tensors.size() + " tensors are right.\n"), ran.out());
    }

    private static final List<String> SIAMESE =
            List.of("input 0", "input 1", "encoder.0.weight", "encoder.0.bias", "head.weight", "head.bias");

    @Test
    void eachInputAndEveryParameterIsChecked() {
        assertRight(Ran.nn("check-gradients", siamese("tanh")), SIAMESE);
    }

    @Test
    void aMistakeBehindBothInputsIsFound() {
        Ran ran = Ran.nn("check-gradients", siamese("test.squaredTanh"));
        assertEquals(1, ran.code(), ran.err());
        assertTrue(ran.out().contains("The gradients of 4 of 6 tensors cannot be confirmed.\n"), ran.out());
        assertTrue(
                ran.out().lines().anyMatch(line -> line.matches(" input 1 .*WRONG.*"))
                        && ran.out().lines().anyMatch(line -> line.matches(" head.weight .*CORRECT.*")),
                ran.out());
    }

    /** Ids and lengths, which have no gradient, where the file does not say which inputs those are. */
    @Test
    void wholeNumbersAreDrawnForTheInputsThatTakeThem() {
        Graph graph = Graph.inputs("words", "length", "age")
                .layer("table", embedding(5, 3))
                .join("state", maskedLstm(4))
                .layer("last", dense(2))
                .layer("grown", dense(4))
                .join("both", concatenate())
                .call("vectors", "table", "words")
                .call("states", "state", "vectors", "length")
                .call("years", "grown", "age")
                .call("all", "both", "states", "years")
                .call("answer", "last", "all")
                .outputs("answer");
        Path file = saved(graph, List.of(Shape.of(6), Shape.of(), Shape.of(1)), Task.CLASSES, softmaxCrossEntropy());
        Ran ran = Ran.nn("check-gradients", file);
        assertEquals(0, ran.code(), ran.err() + ran.out());
        for (String tensor : List.of("input 2", "table.weight", "grown.weight")) {
            assertTrue(ran.out().lines().anyMatch(line -> line.matches(" " + tensor + " .*CORRECT.*")), ran.out());
        }
        assertTrue(!ran.out().contains(" input 0") && !ran.out().contains(" input 1"), ran.out());
    }

    @Test
    void dataHaveAnArrayForEachInput() throws IOException {
        Path model = siamese("tanh");
        Tensor left = Tensor.of(Shape.of(3, 2), 0.5, -1, 2, 0.25, 1, 1);
        Tensor right = Tensor.of(Shape.of(3, 2), -0.5, 1, 0.75, 3, 0, -2);
        Path data = npz(Map.of("left", left, "right", right, "y", Tensor.ofInts(Shape.of(3), 0, 1, 1)));
        Ran ran = Ran.nn("check-gradients", model, "--data", data);
        assertRight(ran, SIAMESE);
        assertTrue(ran.out().startsWith(model + ", 3 rows of " + data + "\n"), ran.out());
        assertMistake(
                data + ": holds the arrays left, y: expected one for each input, left, right, and one for the answers,"
                        + " y or targets or labels.",
                model,
                npz(Map.of("left", left, "y", Tensor.ofInts(Shape.of(3), 0, 1, 1))));
        assertMistake(
                "--data moons: the network has the inputs left, right. Give one .npz file with an array of each name,"
                        + " and y.",
                model,
                "moons");
    }

    private Path npz(Map<String, Tensor> arrays) throws IOException {
        Path file = folder.resolve("data.npz");
        Path one = folder.resolve("one.npy");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : arrays.keySet().stream().sorted().toList()) {
                NpyFile.write(one, arrays.get(name));
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(Files.readAllBytes(one));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static void assertMistake(String sentence, Path model, Object data) {
        Ran ran = Ran.nn("check-gradients", model, "--data", data);
        assertEquals(2, ran.code(), ran.out());
        assertEquals("nn check-gradients: " + sentence + "\n", ran.err());
    }

    @Test
    void severalOutputsAreRefusedWithTheWayOut() {
        Graph twoHeads = Graph.inputs("x")
                .layer("one", dense(1))
                .layer("two", dense(2))
                .call("a", "one", "x")
                .call("b", "two", "x")
                .outputs("a", "b");
        Path model = saved(twoHeads, List.of(Shape.of(3)), Task.REGRESSION, meanSquaredError());
        Ran ran = Ran.nn("check-gradients", model);
        assertEquals(2, ran.code(), ran.out());
        assertEquals(
                "nn check-gradients: " + model + " has outputs [[1], [2]], but its loss is of one. Check it in code,"
                        + " with a join that weighs them: GradientCheck.of(join).on(inputs).\n",
                ran.err());
    }
}
