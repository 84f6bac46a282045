package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.metric.ConfusionMatrix;
import dev.nnkit.core.plot.Heatmap;
import dev.nnkit.core.plot.ImageGrid;
import dev.nnkit.core.plot.LineChart;
import dev.nnkit.core.plot.Svg;
import dev.nnkit.core.plot.WeightImages;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws what there is to see of a model and the rows that it was measured on. */
final class Pictures {
    private static final int MISTAKES = 24;
    private static final int COLUMNS = 6;
    /** A confusion matrix of more is a wall of numbers. */
    private static final int MOST_CLASSES = 40;

    private final Model model;
    private final String name;
    private final Examples rows;
    private final Measured measured;
    private final Kernels kernels;
    private @Nullable History history;

    Pictures(Model model, String name, Examples rows, Measured measured, Kernels kernels) {
        this.model = model;
        this.name = name;
        this.rows = rows;
        this.measured = measured;
        this.kernels = kernels;
    }

    /** With the learning curve. */
    Pictures history(History run) {
        history = run;
        return this;
    }

    /** {@code model.safetensors} has {@code model-curve.svg} beside it. */
    static UnaryOperator<Path> beside(Path modelFile) {
        String file = String.valueOf(modelFile.getFileName());
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        return picture -> modelFile.resolveSibling(stem + "-" + picture);
    }

    /** {@code folder/confusion.svg}. The folder is made. */
    static UnaryOperator<Path> in(Path folder) {
        return Folders.made(folder)::resolve;
    }

    /** Writes all pictures that there are, and returns their files. */
    List<Path> draw(UnaryOperator<Path> place) {
        Map<String, String> pictures = new LinkedHashMap<>();
        if (history != null) {
            pictures.put("curve", curve(history));
        }
        ConfusionMatrix confusion = measured.confusion();
        if (confusion != null && confusion.classes() <= MOST_CLASSES) {
            pictures.put("confusion", confusion(confusion));
        }
        if (isOfImages(rows)) {
            List<Mistake> mistakes = Mistake.worst(model, rows, MISTAKES, kernels);
            if (!mistakes.isEmpty()) {
                pictures.put("mistakes", grid(mistakes));
            }
        }
        WeightImages.ofFirstLayer(model.network()).ifPresent(grid -> pictures.put("weights", grid.toSvg()));
        if (Surfaces.fits(model)) {
            pictures.put("surface", Surfaces.of(model, name, rows).now().toSvg());
        }
        List<Path> drawn = new ArrayList<>();
        pictures.forEach((what, svg) -> {
            Path file = place.apply(Path.of(what + ".svg"));
            Svg.write(file, svg);
            drawn.add(file);
        });
        return drawn;
    }

    private static boolean isOfImages(Examples data) {
        Shape shape = data.inputShapes().get(0);
        return shape.rank() == 3 && (shape.last() == 1 || shape.last() == 3);
    }

    private static String curve(History history) {
        List<EpochReport> epochs = history.epochs();
        LineChart chart = LineChart.of("Learning curve", "epoch", "loss")
                .series(
                        "training",
                        epochs.stream().mapToDouble(EpochReport::trainLoss).toArray());
        if (epochs.get(0).validation() != null) {
            chart = chart.series(
                    "validation",
                    epochs.stream().mapToDouble(EpochReport::watchedLoss).toArray());
        }
        return chart.toSvg();
    }

    private String confusion(ConfusionMatrix matrix) {
        int classes = matrix.classes();
        long[][] counts = new long[classes][classes];
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                counts[actual][predicted] = matrix.count(actual, predicted);
            }
        }
        List<String> names =
                IntStream.range(0, classes).mapToObj(measured::name).toList();
        return Heatmap.confusion(
                        String.format(Locale.ROOT, "What is taken for what: %s, %,d rows", name, measured.rows()),
                        names,
                        counts)
                .toSvg();
    }

    private String grid(List<Mistake> mistakes) {
        ImageGrid grid = ImageGrid.of("The mistakes that the network is surest of", COLUMNS);
        for (Mistake mistake : mistakes) {
            String caption = String.format(
                    Locale.ROOT,
                    "%s, not %s\n%.0f %%",
                    measured.name(mistake.actual()),
                    measured.name(mistake.predicted()),
                    100 * mistake.confidence());
            grid = grid.add(mistake.image(), caption);
        }
        return grid.toSvg();
    }
}
