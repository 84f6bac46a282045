package dev.nnkit.experiment.trial;

import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.metric.Metrics;
import java.util.stream.Stream;

/** What variants are compared by, measured on rows that were not learned from. */
public enum Score {
    /** The share of rows whose class is the right one: more is better. */
    ACCURACY("accuracy") {
        @Override
        public Metric metric() {
            return Metrics.accuracy();
        }
    },
    /** The root of the mean squared error, in the unit of the targets: less is better. */
    ROOT_MEAN_SQUARED_ERROR("root mean squared error") {
        @Override
        public Metric metric() {
            return Metrics.rootMeanSquaredError();
        }
    },
    /** The share of the targets' variance that is explained: more is better. */
    R_SQUARED("R2") {
        @Override
        public Metric metric() {
            return Metrics.rSquared();
        }
    };

    private final String words;

    Score(String words) {
        this.words = words;
    }

    /** A new one, which has seen nothing. */
    public abstract Metric metric();

    public boolean higherIsBetter() {
        return this != ROOT_MEAN_SQUARED_ERROR;
    }

    /** The score whose metric has this name: {@code accuracy}, {@code rmse} or {@code r2}. */
    public static Score named(String name) {
        return Stream.of(values())
                .filter(score -> score.metric().name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("a score must be accuracy, rmse or r2 but is \"" + name + "\"."));
    }

    /** Whether {@code a} is a better score than {@code b}; NaN is better than nothing. */
    public boolean isBetter(double a, double b) {
        return higherIsBetter() ? a > b : a < b;
    }

    /** For a person: {@code accuracy}. */
    @Override
    public String toString() {
        return words;
    }
}
