package dev.nnkit.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step through a picture, in the words of {@link ExplanationText}.
 *
 * @param kind forward, error, back, nudge or after
 * @param layer that it is about; of no meaning for error, nudge and after
 */
record Caption(String kind, int layer, String title, String text) {
    private static final String FORWARD =
            "Each neuron multiplies what comes in by its weights, which are knobs, and adds all that up with its bias."
                    + " What it sends on is the sum, or what its activation makes of the sum.";
    private static final String ERROR = "error = target - guess: positive where the guess was too low.";
    private static final String PROBABILITY = " The guess is the probability that the loss makes of the output.";
    private static final String BACK =
            "The error of each output is sent back to the hidden neurons; what comes back from"
                    + " several neurons adds up. Positive: the neuron's output should have been larger.";
    private static final String ALONE = "There is no hidden layer: the error of an output is all its own.";
    private static final String NUDGE =
            "gradient of a weight = -(exact blame of its neuron) * slope * what comes in; nudge = -";
    private static final String AFTER =
            "What a nudge brings is gradient * nudge, as far as the loss is a straight line.";

    static List<Caption> of(Explanation explanation) {
        List<Caption> captions = new ArrayList<>();
        int last = explanation.steps().size() - 1;
        for (int layer = 0; layer <= last; layer++) {
            captions.add(new Caption("forward", layer, "1. Forward: " + layer(explanation, layer), FORWARD));
        }
        String probability = explanation.loss().expectsLogits() ? PROBABILITY : "";
        captions.add(new Caption("error", last, "2. The error", ERROR + probability));
        for (int layer = last - 1; layer >= 0; layer--) {
            String title = "3. Back to the " + layer(explanation, layer) + ": who is to blame?";
            captions.add(new Caption("back", layer, title, BACK));
        }
        if (last == 0) {
            captions.add(new Caption("back", -1, "3. Back: who is to blame?", ALONE));
        }
        String nudge = NUDGE + Decimals.show(explanation.learningRate()) + " * gradient.";
        captions.add(new Caption("nudge", last, "4. The nudge", nudge));
        captions.add(new Caption("after", last, "5. After it", AFTER));
        return captions;
    }

    /** Within a sentence. */
    private static String layer(Explanation explanation, int layer) {
        return Names.layer(explanation, layer).toLowerCase(Locale.ROOT);
    }
}
