package dev.nnkit.experiment.trial;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.core.network.Sequential;
import java.util.Map;

/**
 * What trials refer to and do not hold: the data, and networks with layers that no plug-in reads from text.
 *
 * @param given networks by the text that trials call them; whatever is not among them is parsed
 */
public record Supplies(TrialData data, Map<String, LayerSpec> given) {
    public Supplies {
        given = Map.copyOf(given);
    }

    /** For trials whose networks can all be read from their text. */
    public static Supplies of(TrialData data) {
        return new Supplies(data, Map.of());
    }

    /** @throws dev.nnkit.api.text.SpecException if the text cannot be read */
    public LayerSpec network(String text) {
        LayerSpec spec = given.get(text);
        return spec != null ? spec : Sequential.parse(text);
    }
}
