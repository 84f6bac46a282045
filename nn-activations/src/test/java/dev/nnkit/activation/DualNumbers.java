package dev.nnkit.activation;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Activations in exact dual numbers, written as in their papers where that does not overflow. */
final class DualNumbers {
    /** Without a random stream, which it would use for drawing only. */
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private DualNumbers() {}

    /** The derivative that comes out beside the value. */
    static DoubleUnaryOperator slope(UnaryOperator<DerivativeStructure> function) {
        return x -> function.apply(new DerivativeStructure(1, 1, 0, x)).getPartialDerivative(1);
    }

    /** By the exponential that does not overflow. */
    static DerivativeStructure sigmoid(DerivativeStructure x) {
        return x.getValue() > 0
                ? x.negate().exp().add(1).reciprocal()
                : x.exp().divide(x.exp().add(1));
    }

    /** {@code ln(1 + e^x)}; for positive x {@code x + ln(1 + e^-x)}, which is the same and does not overflow. */
    static DerivativeStructure softplus(DerivativeStructure x) {
        return x.getValue() > 0 ? x.negate().exp().log1p().add(x) : x.exp().log1p();
    }

    static DerivativeStructure selu(DerivativeStructure x) {
        DerivativeStructure elu = x.getValue() > 0 ? x : x.expm1().multiply(1.6732632423543772);
        return elu.multiply(1.0507009873554805);
    }

    /** The distribution function is no dual number's own, but its derivative is known: the density. */
    static DerivativeStructure gelu(DerivativeStructure x) {
        double point = x.getValue();
        return x.multiply(x.compose(NORMAL.cumulativeProbability(point), NORMAL.density(point)));
    }

    /** By {@code (1 + tanh u) / 2 = sigmoid(2 u)}: with the tanh of the paper, what is left of 1 cancels. */
    static DerivativeStructure geluTanh(DerivativeStructure x) {
        DerivativeStructure inner = x.pow(3).multiply(0.044715).add(x).multiply(2 * Math.sqrt(2 / Math.PI));
        return x.multiply(sigmoid(inner));
    }
}
