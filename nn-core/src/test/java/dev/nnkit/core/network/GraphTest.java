package dev.nnkit.core.network;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Joins.add;
import static dev.nnkit.core.layer.Joins.concatenate;
import static dev.nnkit.core.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Join;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    static final Graph SIAMESE = Graph.inputs("left", "right")
            .layer("encoder", Sequential.of(dense(4), tanh()))
            .join("both", concatenate())
            .layer("head", dense(1))
            .call("a", "encoder", "left")
            .call("b", "encoder", "right")
            .call("pair", "both", "a", "b")
            .call("answer", "head", "pair")
            .outputs("answer");

    @Test
    void sharedLayersHaveTheirParametersOnce() {
        Network network = Network.build(SIAMESE, List.of(Shape.of(3), Shape.of(3)), DataType.FLOAT64, 1);
        assertEquals(
                List.of("encoder.0.weight", "encoder.0.bias", "head.weight", "head.bias"),
                network.parameters().stream().map(Parameter::path).toList());
        assertEquals(List.of(Shape.of(1)), network.outputShapes());
        assertEquals(3 * 4 + 4 + 8 + 1, network.summary().parameters());
        assertTrue(
                network.summary().toString().contains("b: encoder(right), shared"),
                network.summary().toString());
    }

    /** A network with several inputs, seen as a join. */
    private record AsJoin(Network network) implements Join {
        @Override
        public Shape outputShape(List<Shape> examples) {
            return network.outputShape();
        }

        @Override
        public Forward forward(List<Tensor> inputs, StepContext step) {
            Pass pass = network.forward(inputs, step);
            return new Forward(
                    pass.outputs().get(0), (dy, into) -> pass.pullback().apply(List.of(dy), into));
        }

        @Override
        public List<Parameter> parameters() {
            return network.parameters();
        }
    }

    @Test
    void aSharedEncoderPassesAGradientCheck() {
        Network network = Network.build(SIAMESE, List.of(Shape.of(3), Shape.of(3)), DataType.FLOAT64, 1);
        GradientCheck.of(new AsJoin(network))
                .on(
                        Tensor.of(Shape.of(2, 3), 1.0, -2, 0.3, 0.5, 0.1, -0.3),
                        Tensor.of(Shape.of(2, 3), 0.2, 0.7, -0.6, -1.5, 0.4, 0.9))
                .verify();
    }

    @Test
    void theTextIsReadBack() {
        String text =
                "graph(inputs(left right), layers(encoder: sequential(dense(4) tanh) head: dense(1) both: concatenate),"
                        + " calls(a: encoder(left) b: encoder(right) pair: both(a, b) answer: head(pair)), outputs(answer))";
        assertEquals(text, SIAMESE.toString());
        assertEquals(SIAMESE, Registry.installed().parse(LayerSpec.class, text));
    }

    @Test
    void aGraphInAChainPassesAGradientCheck() {
        Graph diamond = Graph.inputs("x")
                .layer("shared", dense(3))
                .layer("squash", tanh())
                .join("sum", add())
                .call("once", "shared", "x")
                .call("squashed", "squash", "once")
                .call("twice", "shared", "squashed")
                .call("y", "sum", "once", "twice")
                .outputs("y");
        Network network = Network.build(Sequential.of(dense(3), diamond, dense(2)), Shape.of(4), DataType.FLOAT64, 1);
        GradientCheck.of(network.layer())
                .on(Tensor.of(Shape.of(2, 4), 1.0, -2, 0.3, 0.5, 0.1, -0.3, 0.7, -0.9))
                .verify();
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Graph wrong = Graph.inputs("x")
                .layer("first", dense(3))
                .layer("second", dense(2))
                .layer("lost", dense(2))
                .join("sum", add())
                .call("a", "first", "x")
                .call("b", "secnd", "x")
                .call("c", "second", "y", "a")
                .call("a", "second", "x")
                .call("d", "sum", "a", "x")
                .outputs("answer");
        String message = assertThrows(
                        ShapeMismatchException.class,
                        () -> Network.build(wrong, List.of(Shape.of(4)), DataType.FLOAT32, 1))
                .getMessage();
        assertTrue(
                message.contains("graph: b: secnd(x) uses \"secnd\", but no layer is called so. Did you mean second?"),
                message);
        assertTrue(
                message.contains("c: second(y, a) reads \"y\", which no input and no earlier call is called."),
                message);
        assertTrue(message.contains("two values are called \"a\""), message);
        assertTrue(message.contains("It is called as d: sum(a, x)."), message);
        assertTrue(message.contains("output \"answer\" is not the name of a value."), message);
        assertTrue(message.contains("layer \"lost\" is never called."), message);
    }

    @Test
    void severalInputsNeedANetwork() {
        assertEquals(
                "graph: to stand among layers it must have one input and one output, but it has inputs [left, right] and"
                        + " outputs [answer]. Build it with Network.build.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Network.build(Sequential.of(SIAMESE), Shape.of(3), 1))
                        .getMessage());
        assertEquals(
                "network: dense(3) has one input but got the example shapes [[3], [3]]. Several inputs need a graph.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> Network.build(dense(3), List.of(Shape.of(3), Shape.of(3)), DataType.FLOAT32, 1))
                        .getMessage());
    }
}
