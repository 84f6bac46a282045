package dev.nnkit.core.file;

import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.CorePlugin;
import dev.nnkit.core.data.Task;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of tensors in good order that are not the model they claim to be; and what no file should be written from. */
class WrongModelFileTest {
    private static final String ARCHITECTURE =
            "{\"type\":\"FLOAT32\",\"inputs\":[[2]],\"network\":\"dense(4) relu dense(3)\"}";

    /** What the small model has in its file. */
    private static Safetensors small() {
        Model model = Models.small();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.network()
                .parameters()
                .forEach(each -> tensors.put(each.path(), each.fileLayout().toFile(each.value())));
        return new Safetensors(tensors, ModelMetadata.of(model).write());
    }

    private static Safetensors with(String key, String text) {
        Map<String, String> metadata = new LinkedHashMap<>(small().metadata());
        metadata.put(key, text);
        return new Safetensors(small().tensors(), metadata);
    }

    private static Safetensors with(Consumer<Map<String, Tensor>> change) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(small().tensors());
        change.accept(tensors);
        return new Safetensors(tensors, small().metadata());
    }

    private static void assertFails(String message, Safetensors content) {
        assertEquals(
                message,
                assertThrows(ModelFileException.class, () -> ModelFile.read("x", content, Models.REGISTRY))
                        .getMessage());
    }

    @Test
    void tensorsThatDoNotFitTheArchitecture() {
        assertFails(
                "x: tensor \"2.bias\" is missing; its architecture needs it, of shape [3].",
                with(tensors -> tensors.remove("2.bias")));
        assertFails(
                "x: has tensors that its architecture does not use: \"extra\".",
                with(tensors -> tensors.put("extra", Tensor.of(Shape.of(1), 1f))));
        assertFails(
                "x: has tensors that its architecture does not use: \"e0\", \"e1\", \"e2\", \"e3\", \"e4\" and 3 more.",
                with(tensors -> {
                    for (int i = 0; i < 8; i++) {
                        tensors.put("e" + i, Tensor.of(Shape.of(1), 1f));
                    }
                }));
        assertFails(
                "x: tensor \"0.weight\" must be F32 [4, 2] by its architecture but is F32 [2, 4].",
                with(tensors -> tensors.put("0.weight", Tensor.of(Shape.of(2, 4), new float[8]))));
        assertFails(
                "x: tensor \"0.bias\" must be F32 [4] by its architecture but is F64 [4].",
                with(tensors -> tensors.put("0.bias", Tensor.of(Shape.of(4), new double[4]))));
        assertFails(
                "x: tensor \"0.bias\" must be F32 [4] by its architecture but is I32 [4].",
                with(tensors -> tensors.put("0.bias", Tensor.ofInts(Shape.of(4), new int[4]))));
    }

    /** The weights would be 8 GB: what a file claims is compared with what it holds before it is believed. */
    @Test
    void anArchitectureLargerThanItsFile() {
        assertFails(
                "x: tensor \"0.weight\" must be F32 [1000000, 2000] by its architecture but is F32 [4, 2].",
                with("architecture", "{\"type\":\"FLOAT32\",\"inputs\":[[2000]],\"network\":\"dense(1000000) relu\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "formatVersion | 2 | x: has format version 2 but this nnkit, VERSION, reads version 1. Use a later"
                        + " one.",
                "task | SORTING | x: task must be one of [CLASSES, BINARY, REGRESSION] but is \"SORTING\".",
                "task | REGRESSION | x: its architecture cannot be built: model: the task REGRESSION with 3 outputs"
                        + " has 0 classes but there are 3 class names: [a, b, \"ü\"].",
                "classes | ['a'] | x: its architecture cannot be built: model: the task CLASSES with 3 outputs has 3"
                        + " classes but there are 1 class names: [a].",
                "classes | [1] | x: classes: an element of the JSON must be a text but is 1.",
                "classes | a | x: classes: is not JSON: it breaks off or goes wrong near character 0.",
                "classes | [] [] | x: classes: something follows the end of the JSON.",
                "loss | lost | x: loss: no loss is called \"lost\". Known: LOSSES. If a plug-in brings it, put its jar"
                        + " on the class path.",
                "architecture | [] | x: architecture: the JSON must be an object but is a list.",
                "architecture | {} | x: architecture: must have type, inputs and network.",
                "architecture | {'type':'FLOAT32','inputs':[[2]],'network':'relu','network':'relu'}"
                        + " | x: architecture: the JSON has two entries called \"network\".",
                "architecture | {'kind':1}"
                        + " | x: architecture: has an entry \"kind\", but only type, inputs and network are known.",
                "architecture | {'type':'FLOAT16'}"
                        + " | x: type must be one of [FLOAT32, FLOAT64, INT32] but is \"FLOAT16\".",
                "architecture | {'type':'INT32','inputs':[[2]],'network':'relu'}"
                        + " | x: its architecture cannot be built: a network is FLOAT32 or FLOAT64, not INT32.",
                "architecture | {'inputs':[2]}"
                        + " | x: architecture: an element of inputs must be a list of whole numbers but is 2.",
                "architecture | {'inputs':[[-2]]} | x: architecture: an element of inputs must hold whole numbers from"
                        + " 0 to 9223372036854775807 but holds -2.",
                "architecture | {'inputs':[[[2]]]} | x: architecture: an element of inputs must hold whole numbers from"
                        + " 0 to 9223372036854775807 but holds a list.",
                "architecture | {'type':'FLOAT32','inputs':[[0]],'network':'relu'} | x: its architecture cannot be"
                        + " built: network: an example must have axes of 1 or more but has shape [0]. Shapes are those of"
                        + " one example, without the batch axis.",
                "architecture | {'type':'FLOAT32','inputs':[[2],[2]],'network':'relu'} | x: its architecture cannot be"
                        + " built: network: relu has one input but got the example shapes [[2], [2]]. Several inputs"
                        + " need a graph.",
                "architecture | {'type':'FLOAT32','inputs':[],'network':'relu'} | x: its architecture cannot be built:"
                        + " network: relu has one input but got the example shapes []. Several inputs need a graph.",
                "architecture | {'network':'dense(4'} | x: architecture: network text, character 8: expected \",\" or"
                        + " \")\" but found the end: dense(4 >>>",
                "architecture | {'type':'FLOAT32','inputs':[[65536,65536]],'network':'relu'} | x: architecture:"
                        + " an element of inputs has more elements than one array can hold (2147483647).",
                "architecture | {'network':''}" + " | x: architecture: sequential: a chain needs at least one layer.",
                "architecture | {'network':'dense(0)'}"
                        + " | x: architecture: dense: units must be 1 or more but is 0.",
                "architecture | {'type':'FLOAT32','inputs':[[2,2,2]],'network':'dense(4) relu'} | x: its architecture"
                        + " cannot be built: dense(4) \"0\": an example must have shape [features] or [time, features] but"
                        + " has [2, 2, 2]. Put flatten before it.",
            })
    void metadata(String key, String text, String message) {
        assertFails(
                message.replace("VERSION", ModelFile.libraryVersion())
                        .replace("LOSSES", String.join(", ", Models.REGISTRY.names(Loss.class))),
                with(key, text.replace('\'', '"')));
    }

    @Test
    void networksThatAreMadeToHurt() {
        String start = "{\"type\":\"FLOAT32\",\"inputs\":[[2]],\"network\":\"";
        assertFails(
                "x: architecture: network text, character 909: expected at most 100 parentheses inside each other but"
                        + " found \"(\": ual(residual(residual(residual >>> (residual(residual(r",
                with("architecture", start + "residual(".repeat(100_000) + "\"}"));
        assertFails(
                "x: architecture: network text, character 6: expected a layer but found \"?\": relu  >>> ?[2J",
                with("architecture", start + "relu \\u001b[2J\"}"));
    }

    @Test
    void filesOfOthersAreNoModels() {
        assertFails(
                "x: holds tensors but no nnkit model: its metadata lack formatVersion.",
                new Safetensors(small().tensors(), Map.of("format", "pt")));
        assertFails(
                "x: holds tensors but no nnkit model: its metadata lack architecture.",
                new Safetensors(small().tensors(), Map.of("formatVersion", "1")));
        assertFails(
                "x: its metadata lack task.",
                new Safetensors(small().tensors(), Map.of("formatVersion", "1", "architecture", ARCHITECTURE)));
    }

    @Test
    void aLayerThatNoPlugInBrings() {
        Registry core = Registry.of(List.of(new CorePlugin()));
        assertEquals(
                "x: architecture: no layer is called \"relu\". Known: " + String.join(", ", core.names(LayerSpec.class))
                        + ". If a plug-in brings it, put its jar on the class path.",
                assertThrows(ModelFileException.class, () -> ModelFile.read("x", small(), core))
                        .getMessage());
    }

    @Test
    void whatIsOnlyStrangeIsAWarning() {
        Safetensors later = with("scalers", "[]");
        later.tensors().get("0.bias").set(1, Double.NaN);
        later.tensors().get("0.bias").set(3, Double.NEGATIVE_INFINITY);
        ModelFile.Read read = ModelFile.read("x", later, Models.REGISTRY);
        assertEquals(
                List.of(
                        "metadata \"scalers\" is not known to this version and was ignored.",
                        "tensor \"0.bias\" has 2 of 4 values that are NaN or infinite: predictions will be, too."),
                read.warnings());
        assertEquals("[NaN, -Infinity]", bias(read.model(), 1, 3).toString());
    }

    private static List<Double> bias(Model model, int... indices) {
        Tensor bias = model.network().parameters().get(1).value();
        return Arrays.stream(indices).mapToObj(bias::get).toList();
    }

    @Test
    void whatCouldNotBeReadIsNotWritten(@TempDir Path folder) {
        Path file = folder.resolve("m.safetensors");
        Model nameless = Models.of(sequential(new Models.Nameless(), dense(1)), Shape.of(2));
        assertEquals(
                file + ": architecture: network text, character 9: expected a layer but found \"[\": Nameless >>> []"
                        + " dense(1)",
                assertThrows(ModelFileException.class, () -> ModelFile.write(file, nameless, Models.REGISTRY))
                        .getMessage());
        Model unknown = new Model(Models.small().network(), Task.CLASSES, new TinyLoss(1), List.of());
        String message = assertThrows(
                        ModelFileException.class,
                        () -> ModelFile.write(file, unknown, Registry.of(List.of(new CorePlugin()))))
                .getMessage();
        assertTrue(message.startsWith(file + ": architecture: no layer is called \"relu\"."), message);
        assertTrue(Files.notExists(file));
        Path orphan = folder.resolve("none").resolve("m.safetensors");
        assertEquals(
                orphan + ": cannot be written: its folder does not exist.",
                assertThrows(UncheckedIOException.class, () -> ModelFile.write(orphan, Models.small(), Models.REGISTRY))
                        .getMessage());
    }

    private static void readOrFail(byte[] file) {
        try {
            ModelFile.Read read = ModelFile.read("x", Bytes.read(file), Models.REGISTRY);
            assertEquals(Shape.of(2), read.model().network().inputShape());
        } catch (ModelFileException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("x: "), e::getMessage);
        }
    }

    /** Nothing but a model or our own exception comes out. Two bits of each byte, all eight in turn. */
    @Test
    void anyBitMayFlip() {
        byte[] file = Bytes.of(small());
        for (int flip = 0; flip < file.length * 2; flip++) {
            byte[] flipped = file.clone();
            flipped[flip / 2] ^= (byte) (1 << flip % 8);
            readOrFail(flipped);
        }
    }

    @Property
    void bytesMayBeOverwritten(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 800) Integer> places, @ForAll byte[] values) {
        byte[] file = Bytes.of(small());
        for (int i = 0; i < values.length; i++) {
            int place = 8 + places.get(i % places.size()) + i / places.size();
            if (place < file.length) {
                file[place] = values[i];
            }
        }
        readOrFail(file);
    }
}
