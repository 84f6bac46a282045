package dev.nnkit.experiment.report;

import dev.nnkit.api.Activation;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.api.Registry;
import dev.nnkit.api.text.SpecException;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.plot.LineChart;
import dev.nnkit.core.plot.LineChart.Point;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.VariantResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The functions that the networks of a comparison apply to single numbers, and their derivatives.
 *
 * @param functions by their text
 */
record ActivationCurves(Map<String, Activation> functions) {
    private static final double REACH = 4;
    private static final int STEPS = 160;
    /** On either side of a kink. */
    private static final double BESIDE = 1e-9;

    static ActivationCurves of(Comparison comparison) {
        Map<String, Activation> functions = new LinkedHashMap<>();
        for (VariantResult variant : comparison.variants()) {
            variant.finals().stream()
                    .flatMap(trial -> trial.result().health().stream())
                    .flatMap(health -> health.layers().stream())
                    .map(layer -> layer.layer())
                    .distinct()
                    .forEach(text -> addRead(text, functions));
            addGiven(variant, functions);
        }
        return new ActivationCurves(functions);
    }

    /** Of the layers that were measured, nested ones too; but not those that no plug-in reads. */
    private static void addRead(String text, Map<String, Activation> functions) {
        try {
            add(Registry.installed().parse(LayerSpec.class, text), functions);
        } catch (SpecException e) {
            // A layer of the user's own: addGiven finds it.
        }
    }

    /** Those of the user's own; a comparison of stored trials has only their text. */
    private static void addGiven(VariantResult variant, Map<String, Activation> functions) {
        try {
            addOf(variant.variant().design().network().spec(), functions);
        } catch (SpecException e) {
            // Then its curve is left out.
        }
    }

    private static void addOf(Sequential chain, Map<String, Activation> functions) {
        for (LayerSpec layer : chain.layers()) {
            add(layer, functions);
        }
    }

    private static void add(LayerSpec spec, Map<String, Activation> functions) {
        LayerSpec layer = spec instanceof NamedSpec named ? named.spec() : spec;
        if (layer instanceof Activation function) {
            functions.putIfAbsent(function.toString(), function);
        } else if (layer instanceof Sequential chain) {
            addOf(chain, functions);
        }
    }

    LineChart values() {
        LineChart chart = LineChart.of("Activation functions", "x", "f(x)");
        for (Map.Entry<String, Activation> entry : functions.entrySet()) {
            Activation function = entry.getValue();
            List<Point> points = new ArrayList<>();
            for (double x : places(function)) {
                points.add(new Point(x, function.apply(x)));
            }
            chart = chart.series(entry.getKey(), points);
        }
        return chart;
    }

    /** With a gap where the slope jumps. */
    LineChart derivatives() {
        LineChart chart = LineChart.of("Their derivatives", "x", "f'(x)");
        for (Map.Entry<String, Activation> entry : functions.entrySet()) {
            Activation function = entry.getValue();
            List<Point> points = new ArrayList<>();
            double before = Double.NEGATIVE_INFINITY;
            for (double x : places(function)) {
                if (isKinkBetween(function, before, x)) {
                    points.add(new Point(x, Double.NaN));
                }
                points.add(new Point(x, function.derivative(x, function.apply(x))));
                before = x;
            }
            chart = chart.series(entry.getKey(), points);
        }
        return chart;
    }

    private static boolean isKinkBetween(Activation function, double from, double to) {
        for (double kink : function.kinks()) {
            if (from < kink && kink < to && Math.abs(from) <= REACH) {
                return true;
            }
        }
        return false;
    }

    /** Equally far apart, but on both sides of a kink in its place. */
    private static List<Double> places(Activation function) {
        TreeSet<Double> places = new TreeSet<>();
        for (int i = 0; i <= STEPS; i++) {
            places.add(REACH * (2.0 * i / STEPS - 1));
        }
        for (double kink : function.kinks()) {
            if (Math.abs(kink) < REACH) {
                places.remove(kink);
                places.add(kink - BESIDE);
                places.add(kink + BESIDE);
            }
        }
        return List.copyOf(places);
    }
}
