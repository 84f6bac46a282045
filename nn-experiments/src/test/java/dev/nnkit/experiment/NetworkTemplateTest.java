package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.Activation;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkTemplateTest {
    private static String message(Executable code) {
        return assertThrows(IllegalArgumentException.class, code).getMessage();
    }

    @Test
    void everyPlaceOfASlotIsFilled() {
        NetworkTemplate template = network("dense(?width) ? dense(?width) ?activation dense(10)");
        assertEquals(List.of("width", "activation"), List.copyOf(template.slots()));
        assertEquals(
                "dense(64) gelu dense(64) gelu dense(10)",
                template.fill("activation", "gelu").fill("width", 64).spec().text());
    }

    @Test
    void aNameIsNotTakenForItsBeginning() {
        assertEquals(
                "dense(4) dense(8)",
                network("dense(?a) dense(?ab)")
                        .fill("a", 4)
                        .fill("ab", 8)
                        .spec()
                        .text());
    }

    @Test
    void aSlotMayStayEmptyOrHoldSeveralLayers() {
        NetworkTemplate template = network("dense(8) ?norm relu");
        assertEquals("dense(8) relu", template.fill("norm", "").spec().text());
        assertEquals(
                "dense(8) batchNorm dropout(0.5) relu",
                template.fill("norm", "batchNorm dropout(0.5)").spec().text());
    }

    @Test
    void whatStandsInBracesIsRepeated() {
        NetworkTemplate template = network("flatten {dense(4) ?} dense(2)").fill("activation", "tanh");
        assertTrue(template.repeats());
        assertEquals("flatten dense(4) tanh dense(2)", template.spec().text());
        assertEquals(
                "flatten dense(4) tanh dense(4) tanh dense(2)",
                template.repeat(2).spec().text());
        assertFalse(template.repeat(2).repeats());
    }

    private record Cube() implements Activation {
        @Override
        public double apply(double x) {
            return x * x * x;
        }

        @Override
        public double derivative(double x, double y) {
            return 3 * x * x;
        }
    }

    @Test
    void aLayerOfOnesOwnStandsAnywhere() {
        NetworkTemplate template =
                network("{dense(4) ?} residual(dense(4) ?) dense(2)").fill("activation", new Cube());
        assertEquals("{dense(4) Cube[]} residual(dense(4) Cube[]) dense(2)", template.toString());
        assertEquals(
                "dense(4) Cube[] dense(4) Cube[] residual(dense(4) Cube[]) dense(2)",
                template.repeat(2).spec().text());
        assertEquals(new Cube(), template.spec().layers().get(1));
        assertEquals(
                "dense(2) Cube[] relu",
                network("dense(2) ? ?b")
                        .fill("activation", new Cube())
                        .fill("b", Activations.relu())
                        .spec()
                        .text());
    }

    private static final class Nameless implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            return Activations.relu().build(example, initialization);
        }
    }

    @Test
    void mistakesAreTold() {
        assertEquals(
                "network \"dense(2) }\": braces must come in pairs, and not within each other: {dense(32) ?}"
                        + " dense(10).",
                message(() -> network("dense(2) }")));
        assertEquals(
                "network \"{dense(2) {relu}}\": braces must come in pairs, and not within each other: {dense(32) ?}"
                        + " dense(10).",
                message(() -> network("{dense(2) {relu}}")));
        assertEquals(
                "network \"dense(2)\": has no place for activation. Write ? where it should stand.",
                message(() -> network("dense(2)").fill("activation", "relu")));
        assertEquals(
                "network \"dense(2) ?\": has no place for width. Write ?width where it should stand.",
                message(() -> network("dense(2) ?").fill("width", 3)));
        assertEquals(
                "network \"dense(?width) ?\": nothing was said to stand for width, activation. Vary it, or write what"
                        + " it is.",
                message(() -> network("dense(?width) ?").spec()));
        assertEquals(
                "network \"dense(2)\": nothing stands in braces, so there is nothing to repeat: {dense(32) ?}"
                        + " dense(10).",
                message(() -> network("dense(2)").repeat(2)));
        assertEquals(
                "network \"{dense(2)}\": a depth must be 1 or more but is 0.",
                message(() -> network("{dense(2)}").repeat(0)));
        assertEquals(
                "network \"?\": activation can be a text, a number or a layer, but is a"
                        + " java.util.ImmutableCollections$ListN.",
                message(() -> network("?").fill("activation", List.of())));
        assertEquals(
                "layer " + Nameless.class.getName()
                        + ": has no toString of its own, so that its trials cannot be told from"
                        + " others. Make it a record.",
                message(() -> network("?").fill("activation", new Nameless())));
    }
}
