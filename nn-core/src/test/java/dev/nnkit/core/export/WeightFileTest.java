package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.file.Safetensors;
import dev.nnkit.core.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFileTest {
    @TempDir
    private Path folder;

    /** A network with an example shape. */
    record Case(String layers, Shape example) {
        Network network(DataType type) {
            return Networks.of(layers, type, example.toArray());
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(
                new Case("dense(3)", Shape.of(4)),
                new Case("dense(3, bias=false) relu head: dense(2)", Shape.of(1)),
                new Case(
                        "conv2d(3, 2, bias=false) batchNorm relu maxPool2d(2) flatten dropout(0.1) dense(5)",
                        Shape.of(5, 7, 2)),
                new Case("flatten tanh batchNorm dense(4) batchNorm dense(2)", Shape.of(3, 2, 4)),
                new Case("lstm(3, allSteps=true) lstm(2) dense(1)", Shape.of(4, 2)),
                new Case(
                        "residual(conv2d(2, 3, padding=1) relu) flatten frozen(sequential(dense(2) relu))",
                        Shape.of(3, 4, 2)),
                new Case("attention(3) flatten dense(2)", Shape.of(3, 4)),
                new Case("dense(3) tanh dense(3, bias=false) tiedDense(\"2.weight\")", Shape.of(3)));
    }

    @Property(tries = 60)
    void whatWasWrittenIsReadAgainBitForBit(
            @ForAll("cases") Case drawn, @ForAll DataType type, @ForAll boolean csv, @ForAll float special)
            throws IOException {
        Network network = drawn.network(type == DataType.INT32 ? DataType.FLOAT32 : type);
        network.parameters().get(0).value().set(0, special);
        network.parameters().get(0).value().set(network.parameters().get(0).size() - 1, -0.0);
        Path file = Files.createTempFile("nnkit", csv ? ".csv" : ".safetensors");
        WeightFile.write(file, network, NameTable.STANDARD);
        Network read = WeightFile.read(
                file, network.spec(), network.inputShapes(), csv ? network.type() : null, NameTable.STANDARD);
        Files.delete(file);
        assertEquals(network.parameters().size(), read.parameters().size());
        for (int i = 0; i < network.parameters().size(); i++) {
            Parameter expected = network.parameters().get(i);
            assertTrue(
                    expected.value().sameBits(read.parameters().get(i).value()), () -> drawn + " " + expected.path());
        }
    }

    @Test
    void namesAndShapesAreThoseOfPyTorch() {
        Network network = Networks.of(
                "conv2d(4, 3) batchNorm relu flatten dense(6) reshape(3, 2) lstm(5) head: dense(2)",
                DataType.FLOAT32,
                5,
                6,
                2);
        Path file = folder.resolve("weights.safetensors");
        WeightFile.write(file, network, NameTable.STANDARD);
        Safetensors content = Safetensors.read(file);
        assertEquals(Map.of("format", "pt"), content.metadata());
        assertEquals(
                "0.weight [4, 2, 3, 3], 0.bias [4],"
                        + " 1.weight [4], 1.bias [4], 1.running_mean [4], 1.running_var [4],"
                        + " 4.weight [6, 48], 4.bias [6],"
                        + " 6.weight_ih_l0 [20, 2], 6.weight_hh_l0 [20, 5], 6.bias_ih_l0 [20], 6.bias_hh_l0 [20],"
                        + " head.weight [2, 5], head.bias [2]",
                content.tensors().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().shape())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void aTableGivesOtherNames() {
        Network network = Networks.of("lstm(2) dense(1)", DataType.FLOAT32, 3, 2);
        NameTable names =
                new NameTable(Map.of("0.bias", "rnn.b", "0.recurrentBias", "rnn.b2", "1.weight", "head.weight"));
        Path file = folder.resolve("weights.safetensors");
        WeightFile.write(file, network, names);
        assertEquals(
                List.of("0.weight_ih_l0", "0.weight_hh_l0", "rnn.b", "rnn.b2", "head.weight", "1.bias"),
                List.copyOf(Safetensors.read(file).tensors().keySet()));
        Network read = WeightFile.read(file, network.spec(), network.inputShapes(), null, names);
        assertEquals(
                network.parameters().get(2).value().toString(),
                read.parameters().get(2).value().toString());
    }

    @Test
    void aTableMustFitTheNetwork() {
        Network network = Networks.of("dense(2)", DataType.FLOAT32, 3);
        assertEquals(
                "names: the network has no \"0.wieght\". Did you mean 0.weight? It has \"0.weight\", \"0.bias\".",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TorchTensors.of(network, new NameTable(Map.of("0.wieght", "w"))))
                        .getMessage());
        assertEquals(
                "names: \"0.weight\" and \"0.bias\" would both be called \"0.bias\".",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TorchTensors.of(network, new NameTable(Map.of("0.weight", "0.bias"))))
                        .getMessage());
    }

    @Test
    void allThatDoesNotFitIsNamedAtOnce() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.zeros(DataType.FLOAT32, Shape.of(3, 4)));
        tensors.put("0.bias", Tensor.zeros(DataType.FLOAT64, Shape.of(4)));
        tensors.put("1.weight", Tensor.zeros(DataType.INT32, Shape.of(2)));
        Path file = folder.resolve("w.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> WeightFile.read(
                        file,
                        Networks.spec("dense(4) dense(1, bias=false) dense(2)"),
                        List.of(Shape.of(3)),
                        null,
                        NameTable.STANDARD));
        assertEquals(
                file + ": does not fit the network dense(4) dense(1, bias=false) dense(2):"
                        + " \"0.weight\" must be FLOAT32 [4, 3] but is FLOAT32 [3, 4];"
                        + " \"0.bias\" must be FLOAT32 [4] but is FLOAT64 [4];"
                        + " \"1.weight\" must be FLOAT32 [1, 4] but is INT32 [2];"
                        + " \"2.weight\" FLOAT32 [2, 1] is missing; \"2.bias\" FLOAT32 [2] is missing."
                        + " A table of names can say what is called differently.",
                e.getMessage());
    }

    @Test
    void whatBelongsToNoParameterIsNamed() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.zeros(DataType.FLOAT32, Shape.of(1, 1)));
        tensors.put("0.bias", Tensor.zeros(DataType.FLOAT32, Shape.of(1)));
        Network network = Networks.of("dense(1)", DataType.FLOAT32, 1);
        double before = network.parameters().get(0).value().get(0);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> TorchTensors.of(network, NameTable.STANDARD).read("f", tensors));
        assertEquals(
                "f: does not fit the network dense(1): \"0.weight\" FLOAT32 [1, 1] is missing;"
                        + " \"w\" FLOAT32 [1, 1] belongs to no parameter."
                        + " A table of names can say what is called differently.",
                e.getMessage());
        assertEquals(before, network.parameters().get(0).value().get(0));
    }

    @Test
    void theTwoBiasesOfAnLstmAreAdded() {
        Network network = Networks.of("lstm(1)", DataType.FLOAT32, 2, 1);
        TorchTensors tensors = TorchTensors.of(network, NameTable.STANDARD);
        Map<String, Tensor> written = tensors.write();
        written.put("0.bias_ih_l0", Tensor.of(Shape.of(4), 1f, 2f, 3f, 4f));
        written.put("0.bias_hh_l0", Tensor.of(Shape.of(4), 10f, 20f, 30f, 40f));
        tensors.read("f", written);
        assertEquals(
                "FLOAT32 [4] {11.0, 22.0, 33.0, 44.0}",
                network.parameters().get(2).value().toString());
    }

    /** PyTorch counts batches in an I64. */
    @Test
    void countersOfBatchesArePassedOver() throws IOException {
        String header = """
            {"0.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},\
            "0.weight":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},\
            "0.bias":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},\
            "0.running_mean":{"dtype":"F32","shape":[1],"data_offsets":[16,20]},\
            "0.running_var":{"dtype":"F32","shape":[1],"data_offsets":[20,24]}}\
            """;
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("w.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(8 + text.length + 24)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .putLong(7)
                        .putFloat(1)
                        .putFloat(2)
                        .putFloat(3)
                        .putFloat(4)
                        .array());
        Network network =
                WeightFile.read(file, Networks.spec("batchNorm"), List.of(Shape.of(1)), null, NameTable.STANDARD);
        assertEquals(
                List.of(1.0, 2.0, 3.0, 4.0),
                network.parameters().stream().map(each -> each.value().get(0)).toList());
    }

    @Test
    void theTypeIsThatOfTheFileUnlessAskedFor() {
        Network network = Networks.of("dense(2)", DataType.FLOAT64, 3);
        Path file = folder.resolve("w.safetensors");
        WeightFile.write(file, network, NameTable.STANDARD);
        List<Shape> inputs = network.inputShapes();
        assertEquals(
                DataType.FLOAT64,
                WeightFile.read(file, network.spec(), inputs, null, NameTable.STANDARD)
                        .type());
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> WeightFile.read(file, network.spec(), inputs, DataType.FLOAT32, NameTable.STANDARD))
                .getMessage()
                .contains("\"0.weight\" must be FLOAT32 [2, 3] but is FLOAT64 [2, 3]"));
    }

    @Test
    void otherExtensionsAreRefused() {
        Network network = Networks.of("dense(2)", DataType.FLOAT32, 3);
        assertEquals(
                "w.txt: weights are written and read as .safetensors or .csv. Give it one of these extensions.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WeightFile.write(Path.of("w.txt"), network, NameTable.STANDARD))
                        .getMessage());
    }
}
