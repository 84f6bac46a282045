package dev.nnkit.core.plot;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pictures to test, and to look at. */
final class PlotSamples {
    private PlotSamples() {}

    static Map<String, String> all() {
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("curve", curve().toSvg());
        pictures.put("log", curve().logarithmic().toSvg());
        pictures.put("gaps", gaps().toSvg());
        pictures.put("many", many().toSvg());
        pictures.put("empty", LineChart.of("Nothing yet", "epoch", "loss").toSvg());
        pictures.put("confusion", confusion().toSvg());
        pictures.put("names", names().toSvg());
        pictures.put("images", images().toSvg());
        return pictures;
    }

    static LineChart curve() {
        double[] training = IntStream.range(0, 20)
                .mapToDouble(i -> 2.3 * Math.exp(-0.2 * i) + 0.01)
                .toArray();
        double[] validation = IntStream.range(0, 20)
                .mapToDouble(i -> 2.3 * Math.exp(-0.17 * i) + 0.11)
                .toArray();
        return LineChart.of("Learning curve: dense(128) relu dense(10)", "epoch", "loss")
                .series("training", training)
                .series("validation", validation);
    }

    static LineChart gaps() {
        return LineChart.of("Gaps & <breaks>", "step", "value")
                .series("broken", 1, 2, Double.NaN, 4, Double.POSITIVE_INFINITY, 2, 3)
                .series("one point", List.of(new LineChart.Point(2.5, -1e-3)))
                .series("never there", Double.NaN);
    }

    static LineChart many() {
        LineChart chart = LineChart.of("Twelve optimizers", "step", "gradient norm");
        for (int i = 0; i < 12; i++) {
            int series = i;
            double[] values = IntStream.range(0, 400)
                    .mapToDouble(step -> 1e-6 * (1 + series * 0.02) * (2 + Math.sin(step / 40.0 + series)))
                    .toArray();
            chart = chart.series("optimizer number " + i, values);
        }
        return chart;
    }

    static Heatmap confusion() {
        long[][] counts = new long[10][10];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                counts[i][j] = i == j ? 180 + 7 * i : (i * 7 + j * 3) % 5 == 0 ? (i + j) % 4 : 0;
            }
        }
        return Heatmap.confusion(
                "Confusion matrix",
                IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
                counts);
    }

    static Heatmap names() {
        return Heatmap.confusion("Iris", List.of("setosa", "versicolor", "virginica & co"), new long[][] {
            {100000, 0, 0}, {0, 47, 3}, {0, 1234, 49}
        });
    }

    static ImageGrid images() {
        ImageGrid grid = ImageGrid.of("The worst mistakes", 4);
        for (int i = 0; i < 6; i++) {
            int channels = i == 5 ? 3 : 1;
            Tensor image = Tensor.zeros(DataType.FLOAT32, Shape.of(28, 28, channels));
            for (int p = 0; p < image.size(); p++) {
                double x = p / channels % 28 - 14;
                double y = p / channels / 28 - 14;
                double r = Math.hypot(x, y * (1 + 0.2 * i)) - 8;
                image.set(p, Math.exp(-r * r / 3) * (channels == 3 ? (p % 3) / 2.0 : 1));
            }
            grid = grid.add(image, i + " read as " + (i + 3) % 10 + "\n" + (99 - i) + " % sure");
        }
        return grid;
    }
}
