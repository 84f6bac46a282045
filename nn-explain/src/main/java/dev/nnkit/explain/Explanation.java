package dev.nnkit.explain;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.core.network.Network;
import java.util.List;

/**
 * Everything that happened to one example in a dense network: forward, the error, its way back, the nudge. Made by
 * {@link Explain}; shown by renderers apart from it. Immutable.
 *
 * <p>All numbers are computed in FLOAT64, from the network's weights as they are. Where {@link #type} is FLOAT32, the
 * network's own arithmetic is rounded to seven digits, and its answers differ from these numbers by that much.
 *
 * @param network its text
 * @param type of its numbers
 * @param loss what the error is measured with
 * @param learningRate what gradients are multiplied with for the nudge
 * @param input the example, in memory order
 * @param steps the dense layers, in the order in which the example goes through
 * @param outputs the error of each output
 * @param hiddenAgreement of the transposed with the exact blame of all hidden neurons
 * @param weightAgreement of all layers: see {@link DenseStep#weightAgreement}
 * @param lossBefore for this example, before the nudge
 * @param lossAfter for this example, computed from the weights of {@link #after}
 * @param after a network with the nudged weights, which are rounded where it is FLOAT32; it belongs to nobody else
 */
public record Explanation(
        String network,
        DataType type,
        Loss loss,
        double learningRate,
        List<Double> input,
        List<DenseStep> steps,
        List<OutputError> outputs,
        Agreement hiddenAgreement,
        Agreement weightAgreement,
        double lossBefore,
        double lossAfter,
        Network after) {
    public Explanation {
        input = List.copyOf(input);
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
    }
}
