package dev.nnkit.experiment;

import com.google.common.primitives.Doubles;
import dev.nnkit.experiment.trial.OptimizerText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The grid of learning rates of a variant: what was asked for, or some around the optimizer's own.
 *
 * @param count how many, before the grid is extended
 * @param given ascending; empty where it is to be a grid of {@code count}
 * @param steps how often the grid may be extended, by one rate at an end, or at both
 * @param below how many rates it was extended by at its lower end
 * @param above how many at its upper end
 */
record LearningRates(int count, List<Double> given, int steps, int below, int above) {
    /** The grid reaches from a tenth of the optimizer's rate to ten times of it. */
    private static final double REACH = 10;

    /** Rates that people write have two digits; more would only make texts longer. */
    private static final MathContext DIGITS = new MathContext(2);

    static LearningRates grid(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "comparison: a grid needs 1 learning rate or more, but " + count + " are wanted.");
        }
        return new LearningRates(count, List.of(), 0, 0, 0);
    }

    /** A grid that may be extended twice: with five rates, so far that it reaches a hundred times the optimizer's own. */
    static LearningRates standard() {
        return new LearningRates(ComparisonPlan.STANDARD_RATES, List.of(), 2, 0, 0);
    }

    /** One step further at one end or at both. */
    LearningRates extended(boolean down, boolean up) {
        return new LearningRates(count, given, steps - 1, below + (down ? 1 : 0), above + (up ? 1 : 0));
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
        return new LearningRates(sorted.length, Doubles.asList(sorted), 0, 0, 0);
    }

    /** Ascending. */
    List<Double> around(String optimizer) {
        if (!given.isEmpty()) {
            return given;
        }
        double middle = OptimizerText.rate(optimizer);
        List<Double> rates = new ArrayList<>();
        for (int i = -below; i < count + above; i++) {
            double exponent = count == 1 ? 0 : 2.0 * i / (count - 1) - 1;
            rates.add(BigDecimal.valueOf(middle * Math.pow(REACH, exponent))
                    .round(DIGITS)
                    .doubleValue());
        }
        return rates;
    }
}
