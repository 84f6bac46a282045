package dev.nnkit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedTest {
    private static final Tensor INPUT = Tensor.of(Shape.of(2, 3), 1f, -2, 3, 0.5f, 0, -1);

    /** Writes down what it is told. */
    private static final class Notes implements LayerObserver {
        final List<String> lines = new ArrayList<>();

        @Override
        public void onForward(LayerSite site, Tensor input, Tensor output) {
            lines.add("forward " + site.path() + " " + site.spec() + " " + input.shape() + " " + output.shape());
        }

        @Override
        public void onBackward(LayerSite site, Tensor outputGradient, @Nullable Tensor inputGradient) {
            lines.add("back " + site.path() + (inputGradient == null ? " parameters only" : ""));
        }
    }

    private static Gradients run(Network network) {
        Gradients gradients = Gradients.of(network.parameters());
        StepContext step = StepContext.checking(KernelChoice.best(1), true, 1);
        step.begin(1, 0);
        Pass pass = network.forward(List.of(INPUT), step);
        pass.pullback().parametersOnly(List.of(pass.outputs().get(0)), gradients);
        return gradients;
    }

    @Test
    void everyLayerIsSeenForwardAndBack() {
        Network network = Network.build(
                Sequential.parse("dense(4) residual(dense(4) relu) head: sequential(dense(2))"), Shape.of(3), 1);
        Notes notes = new Notes();
        Gradients seen = run(network.observed(notes));
        assertEquals(
                List.of(
                        "forward 0 dense(4) [2, 3] [2, 4]",
                        "forward 1.0 dense(4) [2, 4] [2, 4]",
                        "forward 1.1 relu [2, 4] [2, 4]",
                        "forward head.0 dense(2) [2, 4] [2, 2]",
                        "back head.0",
                        "back 1.1",
                        "back 1.0",
                        "back 0 parameters only"),
                notes.lines);
        Gradients alone = run(network);
        for (Parameter parameter : network.parameters()) {
            assertTrue(alone.sum(parameter).sameBits(seen.sum(parameter)), parameter.path());
        }
    }

    @Test
    void aSingleLayerHasNoPath() {
        Notes notes = new Notes();
        Network network = Network.build(Sequential.parse("dense(4)").layers().get(0), Shape.of(3), 1);
        network.observed(notes).predict(INPUT);
        assertEquals(List.of("forward  dense(4) [2, 3] [2, 4]"), notes.lines);
    }

    @Test
    void aSharedLayerIsSeenAtEveryCall() {
        Graph graph = Graph.inputs("x")
                .layer("twice", Sequential.parse("dense(3)").layers().get(0))
                .call("a", "twice", "x")
                .call("b", "twice", "a")
                .outputs("b");
        Notes notes = new Notes();
        run(Network.build(graph, Shape.of(3), 1).observed(notes));
        assertEquals(
                List.of(
                        "forward twice dense(3) [2, 3] [2, 3]",
                        "forward twice dense(3) [2, 3] [2, 3]",
                        "back twice",
                        "back twice parameters only"),
                notes.lines);
    }
}
