package dev.nnkit.experiment.report;

import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.core.plot.LineChart;
import dev.nnkit.core.plot.LineChart.Point;
import dev.nnkit.core.plot.LineChart.Series;
import dev.nnkit.core.plot.LineChart.Span;
import dev.nnkit.core.plot.StripPlot;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.RateResult;
import dev.nnkit.experiment.VariantResult;
import dev.nnkit.experiment.report.Figures.Spread;
import dev.nnkit.experiment.trial.EpochScores;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The pictures of scores, losses and gradients. A variant has the same colour in all of them. */
record Curves(Comparison comparison) {
    /** Every seed by variant. */
    StripPlot testScores() {
        StripPlot plot = StripPlot.of(
                "Test scores by variant and seed",
                Figures.scoreLabel(comparison, "test"),
                comparison.seeds().stream().map(seed -> "seed " + seed).toList());
        double unit = Figures.unit(comparison);
        for (VariantResult variant : comparison.variants()) {
            double[] scores = Arrays.stream(variant.testScores())
                    .map(score -> score * unit)
                    .toArray();
            plot = plot.group(label(variant), scores);
        }
        return plot;
    }

    LineChart trainLoss() {
        return byEpoch(
                LineChart.of("Loss on training rows", "epoch", "mean loss of the epoch's batches")
                        .logarithmic(),
                EpochScores::trainLoss);
    }

    LineChart validationScore() {
        double unit = Figures.unit(comparison);
        return byEpoch(
                LineChart.of("Score on validation rows", "epoch", Figures.scoreLabel(comparison, "validation")),
                scores -> scores.validationScore() * unit);
    }

    private LineChart byEpoch(LineChart empty, ToDoubleFunction<EpochScores> value) {
        LineChart chart = empty;
        for (VariantResult variant : comparison.variants()) {
            Bundle bundle = new Bundle();
            int epochs = longest(variant.finals());
            for (int epoch = 0; epoch < epochs; epoch++) {
                int index = epoch;
                bundle.add(
                        epoch + 1,
                        Spread.of(variant.finals().stream()
                                .map(trial -> trial.result().curve())
                                .filter(curve -> curve.size() > index)
                                .mapToDouble(curve -> value.applyAsDouble(curve.get(index)))));
            }
            chart = chart.series(bundle.series(label(variant)));
        }
        return chart;
    }

    private static int longest(List<TrialRecord> trials) {
        return trials.stream()
                .mapToInt(trial -> trial.result().curve().size())
                .max()
                .orElse(0);
    }

    /** The mean validation score by learning rate, with a ring around the chosen one. */
    LineChart rates() {
        LineChart chart = LineChart.of(
                        "Score by learning rate", "learning rate", Figures.scoreLabel(comparison, "validation"))
                .logarithmicAcross();
        double unit = Figures.unit(comparison);
        for (VariantResult variant : comparison.variants()) {
            Bundle bundle = new Bundle();
            for (RateResult rate : variant.grid()) {
                bundle.add(rate.learningRate(), validation(rate, unit));
            }
            Point chosen = new Point(
                    variant.learningRate(), validation(variant.chosen(), unit).mean());
            chart = chart.series(bundle.series(label(variant), chosen));
        }
        return chart;
    }

    private static Spread validation(RateResult rate, double unit) {
        return Spread.of(rate.trials().stream()
                .filter(trial -> !trial.result().failed())
                .mapToDouble(trial -> trial.result().validationScore() * unit));
    }

    /**
     * How large gradients are at the layers with weights.
     *
     * @param epoch after which; of those that ended earlier the last, so that a large one means the last
     */
    LineChart gradients(String title, int epoch) {
        LineChart chart = LineChart.of(title, "layer with weights, from the input", "norm of an example's gradient")
                .logarithmic();
        for (VariantResult variant : comparison.variants()) {
            List<double[]> norms = variant.finals().stream()
                    .map(trial -> trial.result().health())
                    .filter(health -> !health.isEmpty())
                    .map(health -> norms(health.get(Math.min(epoch, health.size()) - 1)))
                    .toList();
            Bundle bundle = new Bundle();
            int layers = norms.stream().mapToInt(row -> row.length).max().orElse(0);
            for (int layer = 0; layer < layers; layer++) {
                int index = layer;
                DoubleStream bySeed = norms.stream().mapToDouble(row -> row[index]);
                bundle.add(layer + 1, Spread.ofRatios(bySeed));
            }
            chart = chart.series(bundle.series(label(variant)));
        }
        return chart;
    }

    private static double[] norms(EpochHealth health) {
        return health.layers().stream()
                .filter(LayerHealth::hasWeights)
                .mapToDouble(LayerHealth::gradientNorm)
                .toArray();
    }

    private static String label(VariantResult variant) {
        return variant.variant().label();
    }

    /** Points with what lies around them. */
    private static final class Bundle {
        private final List<Point> points = new ArrayList<>();
        private final List<Span> band = new ArrayList<>();

        void add(double x, Spread spread) {
            points.add(new Point(x, spread.mean()));
            band.add(new Span(x, spread.low(), spread.high()));
        }

        Series series(String name, Point... rings) {
            return new Series(name, points, band, List.of(rings));
        }
    }
}
