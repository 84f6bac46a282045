package dev.nnkit.core.file;

import static dev.nnkit.activation.Activations.leakyRelu;
import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.batchNorm;
import static dev.nnkit.core.layer.Layers.conv2d;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.embedding;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.frozen;
import static dev.nnkit.core.layer.Layers.maxPool2d;
import static dev.nnkit.core.layer.Layers.named;
import static dev.nnkit.core.layer.Layers.residual;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.layer.Layers.tiedDense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
    @TempDir
    Path folder;

    static Stream<Arguments> networks() {
        Graph siamese = Graph.inputs("left", "right")
                .layer("encoder", sequential(dense(3), tanh()))
                .layer("one", dense(2))
                .layer("two", dense(1))
                .call("a", "encoder", "left")
                .call("b", "encoder", "right")
                .call("first", "one", "a")
                .call("second", "two", "b")
                .outputs("first", "second");
        Graph chain =
                Graph.inputs("x").layer("only", dense(2)).call("y", "only", "x").outputs("y");
        LayerSpec image = sequential(
                conv2d(3, 2), relu(), named("norm", batchNorm()), maxPool2d(2), flatten(), dropout(0.5), dense(2));
        LayerSpec words =
                sequential(embedding(7, 3), residual(dense(3), leakyRelu(0.1)), dense(3), tiedDense("0.weight"));
        return Stream.of(
                Arguments.of(image, new Shape[] {Shape.of(5, 5, 2)}),
                Arguments.of(words, new Shape[] {Shape.of(4)}),
                Arguments.of(siamese, new Shape[] {Shape.of(2), Shape.of(2)}),
                Arguments.of(chain, new Shape[] {Shape.of(3)}),
                Arguments.of(sequential(chain), new Shape[] {Shape.of(3)}),
                Arguments.of(dense(2).withoutBias(), new Shape[] {Shape.of(3)}),
                Arguments.of(named("head", dense(2)), new Shape[] {Shape.of(3)}),
                Arguments.of(sequential(dense(2)), new Shape[] {Shape.of(3)}),
                Arguments.of(sequential(sequential(dense(2), tanh()), dense(1)), new Shape[] {Shape.of(3)}),
                Arguments.of(sequential(frozen(dense(2)), dense(1)), new Shape[] {Shape.of(3)}),
                Arguments.of(new Models.Shift(2), new Shape[] {Shape.of(3)}),
                Arguments.of(relu(), new Shape[] {Shape.of(3)}));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aModelComesBackBitForBit(LayerSpec spec, Shape[] inputs) throws IOException {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            Model model = Models.of(spec, type, inputs);
            model.network().parameters().forEach(ModelFileTest::disturb);
            Path file = folder.resolve(type + ".safetensors");
            ModelFile.write(file, model, Models.REGISTRY);
            ModelFile.Read read = ModelFile.read(file, Models.REGISTRY);
            assertEquals(List.of(), read.warnings());
            assertSame(model, read.model());

            Path again = folder.resolve("again.safetensors");
            ModelFile.write(again, read.model(), Models.REGISTRY);
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        }
    }

    /** So that no weight has the value that its initialiser gives. */
    private static void disturb(Parameter parameter) {
        RandomStream random = RandomStream.of(3, parameter.path());
        for (int i = 0; i < parameter.size(); i++) {
            parameter.value().set(i, parameter.value().get(i) + random.nextDouble());
        }
    }

    private static void assertSame(Model expected, Model actual) {
        Network network = actual.network();
        assertEquals(expected.network().spec(), network.spec());
        assertEquals(expected.network().type(), network.type());
        assertEquals(expected.task(), actual.task());
        assertEquals(expected.loss(), actual.loss());
        assertEquals(expected.classNames(), actual.classNames());
        assertEquals(
                expected.network().parameters().toString(), network.parameters().toString());
        for (int i = 0; i < network.parameters().size(); i++) {
            Parameter before = expected.network().parameters().get(i);
            Parameter after = network.parameters().get(i);
            assertTrue(before.value().sameBits(after.value()), after::path);
            assertEquals(before.isTrainable(), after.isTrainable(), after::path);
        }
        List<Tensor> before = predict(expected.network());
        List<Tensor> after = predict(network);
        for (int i = 0; i < before.size(); i++) {
            assertTrue(before.get(i).sameBits(after.get(i)));
        }
    }

    private static List<Tensor> predict(Network network) {
        List<Tensor> inputs = new ArrayList<>();
        boolean ids = network.toString().startsWith("embedding");
        for (Shape shape : network.inputShapes()) {
            Tensor input = Tensor.zeros(ids ? DataType.INT32 : network.type(), shape.withBatch(5));
            for (int i = 0; i < input.size(); i++) {
                input.set(i, ids ? i % 7 : Math.sin(i));
            }
            inputs.add(input);
        }
        return network.infer(inputs, StepContext.inference(Kernels.reference()));
    }

    @Test
    void theMetadataSayWhatTheModelIs() {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, Models.small(), Models.REGISTRY);
        Safetensors content = Safetensors.read(file);
        assertEquals(
                "{formatVersion=1, libraryVersion=" + ModelFile.libraryVersion()
                        + ", architecture={\"type\":\"FLOAT32\","
                        + "\"inputs\":[[2]],\"network\":\"dense(4) relu dense(3)\"}, task=CLASSES, loss=acme.tiny(0.5),"
                        + " classes=[\"a\",\"b\",\"\\\"ü\\\"\"]}",
                content.metadata().toString());
        assertEquals(
                "[0.weight, 0.bias, 2.weight, 2.bias]",
                content.tensors().keySet().toString());
        assertSame(Models.small(), ModelFile.read(file, Models.REGISTRY).model());
    }

    /** Dense [out, in] and convolution [out, in, height, width], as PyTorch has them; everything else as in memory. */
    @Test
    void weightsLieAsOthersExpectThem() {
        Path file = folder.resolve("m.safetensors");
        LayerSpec spec = sequential(conv2d(3, 2), new Models.Shift(4), flatten(), dense(5));
        Model model = Models.of(spec, Shape.of(3, 3, 2));
        ModelFile.write(file, model, Models.REGISTRY);
        Map<String, Tensor> stored = Safetensors.read(file).tensors();
        List<Parameter> parameters = model.network().parameters();

        Tensor filters = parameters.get(0).value();
        Tensor storedFilters = stored.get("0.weight");
        assertEquals(Shape.of(3, 2, 2, 2), storedFilters.shape());
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 2; x++) {
                for (int in = 0; in < 2; in++) {
                    for (int out = 0; out < 3; out++) {
                        assertEquals(filters.at((y * 2 + x) * 2 + in, out), storedFilters.at(out, in, y, x));
                    }
                }
            }
        }
        Tensor dense = parameters.get(3).value();
        Tensor storedDense = stored.get("3.weight");
        assertEquals(Shape.of(12, 5), dense.shape());
        assertEquals(Shape.of(5, 12), storedDense.shape());
        for (int in = 0; in < 12; in++) {
            for (int out = 0; out < 5; out++) {
                assertEquals(dense.at(in, out), storedDense.at(out, in));
            }
        }
        assertEquals("1.shift [4, 3]", parameters.get(2).toString());
        assertTrue(parameters.get(2).value().sameBits(stored.get("1.shift")));

        Model table = Models.of(embedding(6, 2), Shape.of(4));
        ModelFile.write(file, table, Models.REGISTRY);
        assertTrue(table.network()
                .parameters()
                .get(0)
                .value()
                .sameBits(Safetensors.read(file).tensors().get("weight")));
    }

    /** The digest of "abc": FIPS 180-4, the example in its appendix. */
    @Test
    void theDigestIsSha256() throws IOException {
        Path file = folder.resolve("abc");
        Files.writeString(file, "abc");
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ModelFile.sha256(file));
    }

    @Test
    void theLibraryVersionIsKnown() {
        assertTrue(ModelFile.libraryVersion().matches("\\d+\\.\\d+\\.\\d+.*"), ModelFile.libraryVersion());
    }
}
