package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.OptimizerText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** The grid of learning rates of a variant: what was asked for, or some around the optimizer's own. */
record LearningRates(int count, double[] given) {
    /** The grid reaches from a tenth of the optimizer's rate to ten times of it. */
    private static final double REACH = 10;

    /** Rates that people write have two digits; more would only make texts longer. */
    private static final MathContext DIGITS = new MathContext(2);

    static LearningRates grid(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "comparison: a grid needs 1 learning rate or more, but " + count + " are wanted.");
        }
        return new LearningRates(count, new double[0]);
    }

    static LearningRates of(double... rates) {
        double[] sorted = Arrays.stream(rates).sorted().distinct().toArray();
        if (rates.length == 0 || sorted.length < rates.length) {
            throw new IllegalArgumentException(
                    "comparison: learning rates must be one or more, each given once, but are " + Arrays.toString(rates)
                            + ".");
        }
        if (!(sorted[0] > 0) || Double.isInfinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException(
                    "comparison: learning rates must be positive and finite but are " + Arrays.toString(rates) + ".");
        }
        return new LearningRates(sorted.length, sorted);
    }

    /** Ascending. */
    double[] around(String optimizer) {
        if (given.length > 0) {
            return given.clone();
        }
        double middle = OptimizerText.rate(optimizer);
        double[] rates = new double[count];
        for (int i = 0; i < count; i++) {
            double exponent = count == 1 ? 0 : 2.0 * i / (count - 1) - 1;
            rates[i] = BigDecimal.valueOf(middle * Math.pow(REACH, exponent))
                    .round(DIGITS)
                    .doubleValue();
        }
        return rates;
    }
}
