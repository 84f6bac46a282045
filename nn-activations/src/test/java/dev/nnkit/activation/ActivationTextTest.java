package dev.nnkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Registry;
import dev.nnkit.api.text.SpecException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTextTest {
    private static final Registry REGISTRY = Registry.of(List.of(new ActivationPlugin()));

    @Test
    void everyActivationPrintsAsItsFactoryAndIsReadBack() {
        List<String> names = List.of(
                "sigmoid",
                "tanh",
                "relu",
                "leakyRelu",
                "elu",
                "selu",
                "softplus",
                "gelu",
                "geluTanh",
                "silu",
                "identity");
        assertEquals(
                names,
                ActivationSamples.all().stream().map(Activation::toString).toList());
        assertEquals(names.stream().sorted().toList(), REGISTRY.names(Activation.class));
        for (Activation activation : ActivationSamples.all()) {
            assertEquals(activation, REGISTRY.parse(Activation.class, activation.toString()));
            assertEquals(List.of(activation), REGISTRY.parseLayers(activation.toString()));
        }
    }

    /** Every bit pattern: the last digit comes back too. */
    @Property
    void settingsAreReadBack(@ForAll long slopeBits, @ForAll long alphaBits) {
        double slope = Math.max(1e-30, (slopeBits >>> 11) * 0x1p-53);
        double positive = Double.longBitsToDouble(alphaBits & Long.MAX_VALUE);
        double alpha = positive > 0 && positive <= Double.MAX_VALUE ? positive : 1;
        LeakyRelu leaky = Activations.leakyRelu(slope);
        assertEquals(leaky, REGISTRY.parse(Activation.class, leaky.toString()));
        Elu elu = Activations.elu(alpha);
        assertEquals(elu, REGISTRY.parse(Activation.class, elu.toString()));
    }

    @Test
    void settingsCanBeGivenByPlaceOrName() {
        assertEquals("leakyRelu(slope=0.2)", Activations.leakyRelu(0.2).toString());
        assertEquals(Activations.leakyRelu(0.2), REGISTRY.parse(Activation.class, "leakyRelu(0.2)"));
        assertEquals(Activations.elu(2), REGISTRY.parse(Activation.class, "elu(alpha=2)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "leakyRelu(1); leakyRelu: slope must be in (0, 1) but is 1.0.",
                "leakyRelu(-0.1); leakyRelu: slope must be in (0, 1) but is -0.1.",
                "leakyRelu(0); leakyRelu: slope must be in (0, 1) but is 0.0. For a slope of 0 take relu.",
                "elu(0); elu: alpha must be above 0 and finite but is 0.0.",
                "relu(1); relu(1): does not take the argument 1. It takes none."
            })
    void wrongSettings(String text, String message) {
        SpecException e = assertThrows(SpecException.class, () -> REGISTRY.parse(Activation.class, text));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void settingsThatAreNoNumbers(double value) {
        assertThrows(IllegalArgumentException.class, () -> new LeakyRelu(value));
        assertThrows(IllegalArgumentException.class, () -> new Elu(value));
    }

    @Test
    void foundWithoutBeingNamed() {
        assertEquals(Activations.gelu(), Registry.installed().parse(Activation.class, "gelu"));
    }

    /** The table of torch.nn.init.calculate_gain in PyTorch 2.5. */
    @ParameterizedTest
    @CsvSource({
        "identity, 1",
        "sigmoid, 1",
        "tanh, 1.6666666666666667",
        "relu, 1.4142135623730951",
        "leakyRelu(0.01), 1.4141428569978354",
        "selu, 0.75"
    })
    void pytorchGain(String text, double gain) {
        assertEquals(gain, Activations.pytorchGain(REGISTRY.parse(Activation.class, text)), 1e-15);
    }

    @Test
    void pytorchHasNoGainForTheOthers() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Activations.pytorchGain(Activations.gelu()));
        assertEquals("gelu: PyTorch's table has no gain for it. Use gain().", e.getMessage());
    }
}
