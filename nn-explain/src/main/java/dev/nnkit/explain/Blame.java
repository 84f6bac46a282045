package dev.nnkit.explain;

import java.util.OptionalDouble;

/**
 * How much of the error a neuron is given, three ways. All three have the same sign: positive means that the neuron's
 * output should have been larger.
 *
 * <p>For an output neuron the first two are its error, {@code target - guess}. Going back through a layer with weights
 * {@code w(j,k)} from neuron j to neuron k, whose sums are {@code z(k)} and whose activation is f, they are
 *
 * <pre>
 * share(j)      = sum over k of  w(j,k) / (sum over i of w(i,k)) * share(k)
 * transposed(j) = sum over k of  w(j,k) * transposed(k)
 * exact(j)      = sum over k of  w(j,k) * f'(z(k)) * exact(k)
 * </pre>
 *
 * and {@code exact} is the gradient with its sign turned, {@code -dLoss/d(output of the neuron)}: how fast the loss falls
 * when the neuron's output rises. At the output it starts as {@code -dLoss/dOutput}, which is the error itself for half
 * the sum of squares and for cross-entropy on logits, and a multiple of it for others: {@code 2 / outputs} times the error
 * for the mean squared error. So {@code transposed} differs from {@code exact} by the slopes {@code f'(z(k))} that it
 * leaves out, and by that multiple, which the cosine of an {@link Agreement} does not see.
 *
 * @param share by share of weight; empty where it is undefined, because the weights into a neuron further on, which has
 *     an error, cancel: {@link Neuron#weightsCancel}
 * @param transposed by the transposed weights: the column of weights becomes a row
 * @param exact by the chain rule
 */
public record Blame(OptionalDouble share, double transposed, double exact) {}
