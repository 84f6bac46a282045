package dev.nnkit.core.plot;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
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
        pictures.put("surface", surface().toSvg());
        pictures.put("numbers", numbers().toSvg());
        pictures.put("film", film().toSvg());
        pictures.put("strip", film().strip(4));
        pictures.put(
                "weights", WeightImages.ofFirstLayer(images(1)).orElseThrow().toSvg());
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

    static final Window WINDOW = new Window(-2, 2, -1, 1);

    /** Left: the first class; right: the second, the surer the further. */
    static SurfacePlot surface() {
        Network network = Network.build(Sequential.parse("dense(2, bias=false)"), Shape.of(2), 1);
        network.parameters().get(0).value().set(Tensor.of(Shape.of(2, 2), -2f, 2, 0, 0));
        return SurfacePlot.of("Left & right", Field.of(network, Field.Reading.SOFTMAX, WINDOW, 20))
                .classNames(List.of("left", "right of the middle"))
                .labels("width, scaled", "height")
                .marks(Tensor.of(Shape.of(3, 2), -1f, 0.5f, 1, -0.5f, 9, 9), Tensor.ofInts(Shape.of(3), 0, 1, 1));
    }

    static SurfacePlot numbers() {
        Network network = Network.build(Sequential.parse("dense(8) tanh dense(1)"), Shape.of(2), 3);
        return SurfacePlot.of("A number at every place", Field.of(network, Field.Reading.PLAIN, WINDOW, 60))
                .caption("epoch 3, loss 0.1234")
                .marks(Tensor.of(Shape.of(2, 2), -1f, 0.5f, 1, -0.5f), Tensor.of(Shape.of(2), 0.5f, -2.5f));
    }

    static SurfaceFilm film() {
        return new SurfaceFilm(IntStream.range(0, 30)
                .mapToObj(i -> surface().caption("epoch " + i + ", loss " + (30 - i)))
                .toList());
    }

    static Network images(int channels) {
        return Network.build(Sequential.parse("flatten dense(30) relu dense(2)"), Shape.of(6, 5, channels), 1);
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
