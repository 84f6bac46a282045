package dev.nnkit.core.network;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.conv2d;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.flatten;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
    @Test
    void theTextIsTheWordsOfTheFactories() {
        Sequential chain = Sequential.of(
                dense(128),
                relu(),
                dropout(0.2),
                Residual.of(dense(128), relu()),
                new Frozen(dense(64)),
                new NamedSpec("head", dense(10)));
        String text = "dense(128) relu dropout(0.2) residual(dense(128) relu) frozen(dense(64)) head: dense(10)";
        assertEquals(text, chain.text());
        assertEquals("sequential(" + text + ")", chain.toString());
        assertEquals(chain, Sequential.parse(text));
        assertEquals(chain, Sequential.parse(chain.toString()));
    }

    @Test
    void aChainInAChainKeepsItsPlace() {
        Sequential chain = Sequential.of(new NamedSpec("body", Sequential.of(dense(4), relu())), dense(2));
        assertEquals("body: sequential(dense(4) relu) dense(2)", chain.text());
        assertEquals(chain, Sequential.parse(chain.text()));
        assertEquals(
                List.of("body.0.weight", "body.0.bias", "1.weight", "1.bias"),
                Network.build(chain, Shape.of(3), 1).parameters().stream()
                        .map(Parameter::path)
                        .toList());
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheLayerBefore() {
        String message = assertThrows(
                        ShapeMismatchException.class,
                        () -> Network.build(
                                Sequential.of(dense(128), relu(), conv2d(8, 5), flatten(), dense(10)),
                                Shape.of(28, 28, 1),
                                1))
                .getMessage();
        String[] lines = message.split("\n", -1);
        assertEquals(2, lines.length, message);
        assertEquals(
                "dense(128) \"0\": an example must have shape [features] or [time, features] but has [28, 28, 1]."
                        + " Put flatten before it.",
                lines[0]);
        assertTrue(
                lines[1].startsWith("conv2d(8, 5) \"2\": an example must have shape [height, width, channels]"),
                lines[1]);
        assertTrue(lines[1].endsWith("It comes from layer 1, relu."), lines[1]);
    }

    @Test
    void refusesEmptyChainsAndDoubleNames() {
        assertEquals(
                "sequential: a chain needs at least one layer.",
                assertThrows(IllegalArgumentException.class, Sequential::of).getMessage());
        assertTrue(
                assertThrows(SpecException.class, () -> Sequential.parse("a: relu a: relu sequential(b: relu b: relu)"))
                        .getMessage()
                        .contains("two layers are called \"b\""));
    }

    @Test
    void theGainOfTheNextActivationReachesTheWeights() {
        Tensor plain = Network.build(Sequential.of(dense(5)), Shape.of(3), 1)
                .parameters()
                .get(0)
                .value();
        Tensor beforeTanh = Network.build(Sequential.of(dense(5), tanh()), Shape.of(3), 1)
                .parameters()
                .get(0)
                .value();
        assertEquals(tanh().gain(), beforeTanh.get(7) / plain.get(7), 1e-6);
    }

    @Test
    void parametersOnlyGivesTheBitsOfApply() {
        Layer layer = Network.build(
                        Sequential.of(dense(5), tanh(), Residual.of(dense(5), tanh()), dense(2)),
                        Shape.of(3),
                        DataType.FLOAT64,
                        1)
                .layer();
        StepContext step = StepContext.checking(Kernels.reference(), true, 1);
        step.begin(1, 0);
        Tensor input = Tensor.of(Shape.of(2, 3), 1.0, -2, 3, 0.5, 0.1, -0.3);
        Layer.Forward forward = layer.forward(input, step);
        Tensor upstream = Tensor.of(Shape.of(2, 2), 1.0, 2, -1, 0.5);
        Gradients whole = Gradients.of(layer.parameters());
        Gradients parameters = Gradients.of(layer.parameters());
        forward.pullback().apply(upstream, whole);
        forward.pullback().parametersOnly(upstream, parameters);
        for (Parameter parameter : layer.parameters()) {
            assertTrue(whole.sum(parameter).sameBits(parameters.sum(parameter)), parameter.path());
        }
    }

    @Test
    void equalSpecsAreTwoLayers() {
        Network network = Network.build(Sequential.of(dense(3), dense(3)), Shape.of(3), 1);
        assertEquals(4, network.parameters().size());
        assertNotEquals(
                network.parameters().get(0).value().get(0),
                network.parameters().get(2).value().get(0));
    }
}
