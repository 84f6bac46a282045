package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.text.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of the borders of settings; what the messages say stands in the tests of each layer. */
class SettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "attention(1)",
                "batchNorm(momentum=1, epsilon=1e-12)",
                "batchNorm(momentum=1e-12)",
                "conv2d(1, 1)",
                "dense(1)",
                "dropout(0)",
                "embedding(1, 1)",
                "lstm(1)",
                "maxPool2d(1)",
                "maxPool2d(2, stride=1)",
                "reshape(1)"
            })
    void atTheBorder(String text) {
        LayerSpec spec = Samples.REGISTRY.parse(LayerSpec.class, text);
        assertEquals(spec, Samples.REGISTRY.parse(LayerSpec.class, spec.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attention(0)",
                "batchNorm(momentum=0)",
                "batchNorm(momentum=1.1)",
                "batchNorm(epsilon=0)",
                "conv2d(0, 1)",
                "conv2d(1, 0)",
                "conv2d(1, 1, stride=0)",
                "conv2d(1, 1, padding=-1)",
                "dense(0)",
                "dropout(1)",
                "dropout(-0.1)",
                "embedding(0, 1)",
                "embedding(1, 0)",
                "lstm(0)",
                "maxPool2d(0)",
                "maxPool2d(1, stride=0)",
                "reshape(0)",
                "reshape"
            })
    void beyondIt(String text) {
        SpecException e = assertThrows(SpecException.class, () -> Samples.REGISTRY.parse(LayerSpec.class, text));
        String word = text.replaceAll("\\(.*", "");
        assertTrue(e.getMessage().startsWith(word + ": "), "the layer itself must refuse it, but: " + e.getMessage());
    }

    /** No text has infinity. */
    @Test
    void infinity() {
        assertThrows(IllegalArgumentException.class, () -> new BatchNorm(0.1, Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maskedLstm(1)", "maskedLstm(1, allSteps=true)"})
    void atTheBorderOfJoins(String text) {
        assertEquals(text, Samples.REGISTRY.parse(JoinSpec.class, text).toString());
    }
}
