package dev.nnkit.core.network;

import static dev.nnkit.gradcheck.jqwik.GradientAssertions.assertThatGradient;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Registry;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.gradcheck.jqwik.Networks;
import dev.nnkit.gradcheck.jqwik.RandomNetwork;
import dev.nnkit.gradcheck.jqwik.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every layer holds for every network of them. */
class RandomNetworksTest {
    private static final int BATCH = 3;
    private static final Registry REGISTRY = Registry.installed();

    @Provide
    Arbitrary<RandomNetwork> networks() {
        return Networks.of(new CoreAssembly(), Shapes.ofRanks(1, 2, 4));
    }

    /** Any share of kinks is accepted: behind a unit that is off, all weights of the next ReLU may sit on one. */
    @Property(tries = 60)
    void gradientsAreRight(@ForAll("networks") RandomNetwork network, @ForAll long seed) {
        assertThatGradient(network.build(seed))
                .at(network.input(BATCH, seed))
                .with(check -> check.seed(seed).allowKinks(1))
                .isCorrect();
    }

    @Property(tries = 200)
    void examplesDoNotDependOnTheirBatch(@ForAll("networks") RandomNetwork network, @ForAll long seed) {
        Layer layer = network.build(seed);
        Tensor inputs = network.input(BATCH, seed);
        Tensor whole = predict(layer, inputs);
        for (int row = 0; row < BATCH; row++) {
            Tensor one = Tensor.zeros(DataType.FLOAT64, network.example().withBatch(1));
            Tensor expected =
                    Tensor.zeros(DataType.FLOAT64, whole.shape().withoutFirst().withBatch(1));
            Tensor actual = predict(layer, one.setRows(0, inputs, row, 1));
            assertTrue(expected.setRows(0, whole, row, 1).sameBits(actual), "row " + row);
        }
    }

    @Provide
    Arbitrary<RandomNetwork> ofImages() {
        return Networks.of(new ImageAssembly(), Shapes.ofRank(3, 4));
    }

    @Property(tries = 25)
    void gradientsOfNetworksOfImagesAreRight(@ForAll("ofImages") RandomNetwork network, @ForAll long seed) {
        gradientsAreRight(network, seed);
    }

    @Provide
    Arbitrary<RandomNetwork> layers() {
        return Networks.layers(new CoreAssembly(), Shapes.ofRanks(1, 2, 4));
    }

    @Property(tries = 30)
    void gradientsOfSingleLayersAreRight(@ForAll("layers") RandomNetwork layer, @ForAll long seed) {
        gradientsAreRight(layer, seed);
    }

    private static Tensor predict(Layer layer, Tensor inputs) {
        return layer.infer(inputs, StepContext.inference(Kernels.reference()));
    }

    @Property(tries = 200)
    void textsParseBack(@ForAll("networks") RandomNetwork network) {
        assertEquals(
                network.spec(), REGISTRY.parse(LayerSpec.class, network.spec().toString()));
    }

    @Property(tries = 30)
    void savedAndLoadedHasTheSameBytes(@ForAll("networks") RandomNetwork network, @ForAll long seed)
            throws IOException {
        Path folder = Files.createTempDirectory("random-network");
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        try {
            Network built = Network.build(network.spec(), network.example(), DataType.FLOAT64, seed);
            ModelFile.write(first, new Model(built, Task.REGRESSION, Losses.meanSquaredError(), List.of()));
            Model read = ModelFile.read(first).model();
            ModelFile.write(second, read);
            assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
            Tensor inputs = network.input(BATCH, seed);
            assertTrue(
                    predict(built.layer(), inputs)
                            .sameBits(predict(read.network().layer(), inputs)),
                    "predictions");
        } finally {
            Files.deleteIfExists(first);
            Files.deleteIfExists(second);
            Files.deleteIfExists(folder);
        }
    }
}
