package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCatalogueTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(128)",
                "dense(128, bias=false)",
                "tiedDense(\"0.weight\")",
                "tiedDense(\"0.weight\", bias=false)",
                "softmax",
                "flatten",
                "reshape(28, 28, 1)",
                "dropout(0.2)",
                "batchNorm",
                "batchNorm(momentum=0.01, epsilon=0.001)",
                "embedding(100, 16)",
                "conv2d(8, 5)",
                "conv2d(8, 5, stride=2, padding=1, bias=false)",
                "maxPool2d(2)",
                "maxPool2d(3, stride=2)",
                "lstm(32)",
                "lstm(32, allSteps=true)",
                "attention(16)",
                "attention(16, causal=true)"
            })
    void layersPrintTheTextThatMadeThem(String text) {
        assertEquals(text, Samples.REGISTRY.parse(LayerSpec.class, text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add",
                "concatenate",
                "scaledDotProduct",
                "scaledDotProduct(causal=true)",
                "maskedLstm(32)",
                "maskedLstm(32, allSteps=true)"
            })
    void joinsPrintTheTextThatMadeThem(String text) {
        assertEquals(text, Samples.REGISTRY.parse(JoinSpec.class, text).toString());
    }

    /** In the text of a graph a word is looked up among both. */
    @Test
    void noWordIsBothALayerAndAJoin() {
        List<String> both = new ArrayList<>(Samples.REGISTRY.names(LayerSpec.class));
        both.retainAll(Samples.REGISTRY.names(JoinSpec.class));
        assertEquals(List.of(), both);
    }

    /** Each layer that does not fit tells what it would give, so that the chain goes on checking. */
    @Test
    void aChainReportsTheProblemsOfAllItsLayers() {
        Sequential chain = Sequential.of(
                Layers.conv2d(4, 3), Layers.maxPool2d(2), Layers.dense(7), Layers.lstm(5), Layers.embedding(9, 2));
        String message = assertThrows(ShapeMismatchException.class, () -> Samples.build(chain, Shape.of(8, 8), 1))
                .getMessage();
        List<String> lines = message.lines().toList();
        assertEquals(3, lines.size(), message);
        assertTrue(lines.get(0).contains("Put reshape(8, 8, 1) before it."), message);
        assertTrue(lines.get(1).startsWith("dense(7) \"2\": an example must have shape [features]"), message);
        assertTrue(lines.get(2).startsWith("lstm(5) \"3\": an example must have shape [time, features]"), message);
    }
}
