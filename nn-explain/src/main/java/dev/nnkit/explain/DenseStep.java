package dev.nnkit.explain;

import dev.nnkit.api.Activation;
import java.util.List;

/**
 * What happened in one dense layer and the activations behind it.
 *
 * @param path where it sits in the network, the beginning of its parameters' paths; empty where it is the whole network
 * @param layer its text, such as {@code dense(128)}
 * @param activations what its sums went through, in order; empty if they came out as they were
 * @param inputs what came in, one for each row of the weights
 * @param neurons what each of them made of it, one for each column of the weights
 * @param weights before the nudge
 * @param gradients {@code dLoss/dWeight}, also of weights that are kept fixed
 * @param hasBias whether there is a bias
 * @param weightsFixed whether the weights are kept as they are: frozen, or by {@link Explain#keeping}
 * @param biasFixed the same of the bias; false where there is none
 * @param learningRate what gradients are multiplied with
 * @param errorAgreement of the transposed with the exact blame of the neurons; of the last layer, of its errors with the
 *     slope of the loss
 * @param weightAgreement of the weights' nudges, were they computed from the transposed instead of the exact blame:
 *     {@code blame * slope * input} each
 */
public record DenseStep(
        String path,
        String layer,
        List<Activation> activations,
        List<Double> inputs,
        List<Neuron> neurons,
        Matrix weights,
        Matrix gradients,
        boolean hasBias,
        boolean weightsFixed,
        boolean biasFixed,
        double learningRate,
        Agreement errorAgreement,
        Agreement weightAgreement) {
    public DenseStep {
        activations = List.copyOf(activations);
        inputs = List.copyOf(inputs);
        neurons = List.copyOf(neurons);
    }

    /** What an input adds to the sum of a neuron: {@code input * weight}. */
    public double contribution(int input, int neuron) {
        return inputs.get(input) * weights.get(input, neuron);
    }

    /** By how much a weight is moved: {@code -learningRate * gradient}, or 0 where weights are kept fixed. */
    public double nudge(int input, int neuron) {
        return weightsFixed ? 0 : 0 - learningRate * gradients.get(input, neuron);
    }
}
