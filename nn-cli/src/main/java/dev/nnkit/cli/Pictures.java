package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.plot.ImageGrid;
import dev.nnkit.core.plot.LineChart;
import dev.nnkit.core.plot.Svg;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the learning curve and, for images, the worst mistakes, beside the model. */
final class Pictures {
    private static final int MISTAKES = 24;
    private static final int COLUMNS = 6;

    private Pictures() {}

    /** Returns the files that were written. */
    static List<Path> draw(Path modelFile, History history, Model model, Examples test, Kernels kernels) {
        List<Path> drawn = new ArrayList<>();
        drawn.add(write(beside(modelFile, "curve"), curve(history)));
        List<Mistake> mistakes = isOfImages(test) ? Mistake.worst(model, test, MISTAKES, kernels) : List.of();
        if (!mistakes.isEmpty()) {
            drawn.add(write(beside(modelFile, "mistakes"), grid(mistakes, model)));
        }
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

    private static String grid(List<Mistake> mistakes, Model model) {
        ImageGrid grid = ImageGrid.of("The mistakes that the network is surest of", COLUMNS);
        for (Mistake mistake : mistakes) {
            String caption = String.format(
                    Locale.ROOT,
                    "%s, not %s\n%.0f %%",
                    name(model, mistake.actual()),
                    name(model, mistake.predicted()),
                    100 * mistake.confidence());
            grid = grid.add(mistake.image(), caption);
        }
        return grid.toSvg();
    }

    private static String name(Model model, int index) {
        return index < model.classNames().size() ? model.classNames().get(index) : Integer.toString(index);
    }

    private static Path write(Path file, String svg) {
        Svg.write(file, svg);
        return file;
    }

    /** {@code model.safetensors} becomes {@code model-curve.svg}. */
    private static Path beside(Path modelFile, String what) {
        String name = String.valueOf(modelFile.getFileName());
        int dot = name.lastIndexOf('.');
        return modelFile.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-" + what + ".svg");
    }
}
