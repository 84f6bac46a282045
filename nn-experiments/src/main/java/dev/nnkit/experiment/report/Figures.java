package dev.nnkit.experiment.report;

import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.statistics.Interval;
import dev.nnkit.experiment.trial.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Numbers of a comparison as the report shows them. */
final class Figures {
    private static final double PERCENT = 100;

    private Figures() {}

    /** Scores are shown times this: shares in percent. */
    static double unit(Comparison comparison) {
        return comparison.score() == Score.ACCURACY ? PERCENT : 1;
    }

    /** The score with its unit, for axes. */
    static String scoreLabel(Comparison comparison, String rows) {
        String unit = comparison.score() == Score.ACCURACY ? ", percent" : "";
        return comparison.score() + " on " + rows + " rows" + unit;
    }

    /** Four digits; a dash where there is no number. */
    static String show(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= 0.001 && size < 1e6);
        return String.format(Locale.ROOT, plain ? (size >= 10 ? "%.2f" : "%.4f") : "%.2e", value);
    }

    static String signed(double value) {
        return (value > 0 ? "+" : "") + show(value);
    }

    /** {@code ± 0.43}: two digits are as many as it bears. */
    static String plusMinus(OptionalDouble half) {
        return half.isEmpty()
                ? "–"
                : "± "
                        + new BigDecimal(half.getAsDouble())
                                .round(new MathContext(2))
                                .toPlainString();
    }

    /** {@code 96.10 to 96.90}. */
    static String show(Interval interval) {
        return Double.isInfinite(interval.high() - interval.low())
                ? "not bounded"
                : show(interval.low()) + " to " + show(interval.high());
    }

    /** Mean, least and most of the numbers that are finite; all NaN without any. */
    record Spread(double mean, double low, double high) {
        static Spread of(DoubleStream values) {
            double[] finite = values.filter(Double::isFinite).toArray();
            return new Spread(
                    DoubleStream.of(finite).average().orElse(Double.NaN),
                    DoubleStream.of(finite).min().orElse(Double.NaN),
                    DoubleStream.of(finite).max().orElse(Double.NaN));
        }

        /** With the geometric mean, for numbers above 0 that are compared by their ratio. */
        static Spread ofRatios(DoubleStream values) {
            Spread logs = of(values.map(Math::log));
            return new Spread(Math.exp(logs.mean), Math.exp(logs.low), Math.exp(logs.high));
        }
    }
}
