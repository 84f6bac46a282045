package dev.nnkit.cli;

import dev.nnkit.bench.Bench;
import dev.nnkit.bench.Growth;
import dev.nnkit.bench.Timing;
import dev.nnkit.core.plot.LineChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the cost of a step grows with the width, the batch and the depth of a network: a picture each. */
final class GrowthPictures {
    private final Bench bench;
    private final List<String> kernels;
    private final List<Integer> threads;

    GrowthPictures(Bench bench, List<String> kernels, List<Integer> threads) {
        this.bench = bench;
        this.kernels = kernels.stream().filter(name -> !name.equals(Bench.HAND)).toList();
        this.threads = threads;
    }

    /** Their names and contents, in the order of {@link Growth}. */
    Map<String, String> draw(Standard standard) {
        Map<String, String> pictures = new LinkedHashMap<>();
        for (Growth growth : Growth.values()) {
            String word = growth.name().toLowerCase(Locale.ROOT);
            LineChart chart = LineChart.of("The cost of a step by " + word, growth.label(), "microseconds a step")
                    .logarithmicAcross()
                    .logarithmic();
            List<Timing> last = List.of();
            for (String name : kernels) {
                for (int count : threads) {
                    BenchCommand.tell(standard, word, name, count);
                    last = bench.grow(growth, name, count);
                    chart = chart.series(name + ", " + count + (count == 1 ? " thread" : " threads"), points(last));
                }
            }
            // Of the last run, but the same for all: the work is.
            pictures.put(
                    "step-by-" + word + ".svg",
                    chart.series("products at the limit", atLimit(last)).toSvg());
        }
        return pictures;
    }

    private static List<LineChart.Point> points(List<Timing> timings) {
        List<LineChart.Point> points = new ArrayList<>();
        for (Timing timing : timings) {
            points.add(new LineChart.Point(Double.parseDouble(timing.workload()), timing.stepMicros()));
        }
        return points;
    }

    /** What the products of a step would take if one core did nothing else, as fast as it can. */
    private static List<LineChart.Point> atLimit(List<Timing> timings) {
        List<LineChart.Point> points = new ArrayList<>();
        for (Timing timing : timings) {
            points.add(new LineChart.Point(
                    Double.parseDouble(timing.workload()), timing.stepMicros() * timing.gflops() / timing.limit()));
        }
        return points;
    }
}
