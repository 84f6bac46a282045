package dev.nnkit.explain;

/**
 * A neuron of a dense layer: {@code weightedSum = sum of input(i) * weight(i) + bias}, and {@code output =
 * f(weightedSum)}.
 *
 * @param index its place in the layer, from 0
 * @param bias 0 where the layer has none
 * @param slope {@code f'(weightedSum)}: how fast the output rises with the sum; 1 where there is no activation
 * @param blame the part of the error that the neuron's output is given
 * @param sumOfWeights of the weights into the neuron, without the bias: what shares are divided by
 * @param sumOfAbsoluteWeights of the same weights
 * @param biasGradient {@code dLoss/dBias}; 0 where the layer has none
 * @param biasNudge {@code -learningRate * biasGradient}; 0 where the bias is kept fixed
 */
public record Neuron(
        int index,
        double bias,
        double weightedSum,
        double output,
        double slope,
        Blame blame,
        double sumOfWeights,
        double sumOfAbsoluteWeights,
        double biasGradient,
        double biasNudge) {
    /**
     * Weights cancel where their sum is a millionth of their absolute values or less: the weights of a FLOAT32 network
     * have seven digits, of which the sum keeps one then, and shares are a million times what is shared.
     */
    static final double CANCELLED = 1e-6;

    /** Whether the weights into this neuron cancel, or are all zero, so that no share of them means anything. */
    public boolean weightsCancel() {
        return Math.abs(sumOfWeights) <= CANCELLED * sumOfAbsoluteWeights;
    }

    /** {@code -dLoss/d(weightedSum)}: the exact blame, times the neuron's own slope. Its weights' gradients are this, times inputs. */
    public double pull() {
        return blame.exact() * slope;
    }
}
