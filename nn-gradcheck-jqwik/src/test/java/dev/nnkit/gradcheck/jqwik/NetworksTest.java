package dev.nnkit.gradcheck.jqwik;

import static dev.nnkit.gradcheck.jqwik.GradientAssertions.assertThatGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientMismatch;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class NetworksTest {
    @Provide
    Arbitrary<RandomNetwork> networks() {
        return Networks.of(new Toys(), Shapes.ofRank(1, 5));
    }

    @Property(tries = 100)
    void canBeBuiltAndRun(@ForAll("networks") RandomNetwork network) {
        Layer layer = network.build(1);
        Tensor output = layer.infer(network.input(3, 1), StepContext.inference(Kernels.reference()));
        assertEquals(layer.outputShape(network.example()).withBatch(3), output.shape());
        assertEquals(DataType.FLOAT64, output.type());
    }

    @Property(tries = 30)
    void areWrongExactlyWhereOneLayerIs(@ForAll("networks") RandomNetwork network) {
        GradientAssertions.Sentence sentence =
                assertThatGradient(network.build(1)).at(network.input(2, 1));
        if (network.toString().contains("steep")) {
            assertThrows(GradientMismatch.class, sentence::isCorrect);
        } else {
            sentence.isCorrect();
        }
    }

    @Example
    void haveEachKindOfPart() {
        var drawn = networks().generator(1000);
        Random random = new Random(1);
        Set<String> missing = new HashSet<>(List.of("linear", "bend", "steep", "residual", "shared"));
        for (int i = 0; i < 200; i++) {
            String text = drawn.next(random).value().toString();
            missing.removeIf(text::contains);
        }
        assertEquals(Set.of(), missing);
    }

    @Property(tries = 50)
    void layersFitTheirShape(@ForAll("fitting") LayerSpec layer) {
        Shape example = Shape.of(2, 3);
        assertTrue(
                layer.build(example, Initialization.of(DataType.FLOAT64, 1))
                                .outputShape(example)
                                .size()
                        > 0,
                layer.toString());
    }

    @Provide
    Arbitrary<LayerSpec> fitting() {
        return Networks.layers(new Toys(), Shape.of(2, 3));
    }

    @Property(tries = 100)
    void layersComeWithAnExampleThatTheyFit(@ForAll("layers") RandomNetwork drawn) {
        Tensor output = drawn.build(1).infer(drawn.input(2, 1), StepContext.inference(Kernels.reference()));
        assertEquals(2, output.batch());
    }

    @Provide
    Arbitrary<RandomNetwork> layers() {
        return Networks.layers(new Toys(), Shapes.ofRanks(1, 3, 3));
    }

    @Test
    void counterexamplesShrinkToWhatIsWrong() {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(NetworkShrinkingSample.class))
                        .configurationParameter("jqwik.database", "")
                        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                        .build());
        assertMatches("sequential\\(steep\\) on \\[1]", NetworkShrinkingSample.smallestWrong);
        String anyLayer = "(linear\\(1\\)|bend|steep)";
        assertMatches(
                "sequential\\(residual\\(" + anyLayer + "\\)\\) on \\[1]", NetworkShrinkingSample.smallestResidual);
        assertMatches("sequential\\(shared\\(" + anyLayer + "\\)\\) on \\[1]", NetworkShrinkingSample.smallestShared);
        assertMatches(
                "sequential\\((linear\\(3\\)\\) on \\[1]|(bend|steep)\\) on \\[3])",
                NetworkShrinkingSample.smallestLong);
        assertMatches("steep on \\[1]", NetworkShrinkingSample.smallestLayer);
        assertMatches("linear\\(3\\) on \\[1]|(bend|steep) on \\[3]", NetworkShrinkingSample.smallestWideLayer);
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(text.matches(pattern), text);
    }

    @Test
    void sentencesAreSaidOfAllKinds() {
        assertThatGradient(new Toys.Bend()).at(-1, 0, 2).isCorrect();
        assertThatGradient(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).at(3).isCorrect();
        assertThatGradient(x -> Math.abs(x[0]), x -> new double[] {Math.signum(x[0])})
                .at(0)
                .with(check -> check.allowKinks(1))
                .isCorrect();
        GradientMismatch e = assertThrows(
                GradientMismatch.class,
                () -> assertThatGradient(new Toys.Steep()).at(0.5, 1).isCorrect());
        assertTrue(e.getMessage().startsWith("steep: "), e.getMessage());
    }
}
