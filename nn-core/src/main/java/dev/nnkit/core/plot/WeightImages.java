package dev.nnkit.core.plot;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a network's first layer as images: what each unit, or filter, looks for. Blue is below 0, white 0, vermilion
 * above; the strongest colour is the largest weight of that image, which stands below it. Images of three channels show one
 * weight as red, green and blue around grey.
 */
public final class WeightImages {
    private static final int MOST = 24;
    private static final int COLUMNS = 8;

    private WeightImages() {}

    /**
     * The {@value #MOST} units with the largest weights, in their order; empty where the network does not take images of one
     * or three channels, or its first weights do not belong to their pixels.
     */
    public static Optional<ImageGrid> ofFirstLayer(Network network) {
        List<Shape> inputs = network.inputShapes();
        Optional<Parameter> weights = network.parameters().stream()
                .filter(parameter -> parameter.role() == Role.WEIGHT)
                .findFirst();
        if (inputs.size() != 1 || inputs.get(0).rank() != 3 || weights.isEmpty()) {
            return Optional.empty();
        }
        Tensor value = weights.get().value();
        Shape shape = imageShape(inputs.get(0), value.shape());
        return shape == null ? Optional.empty() : Optional.of(grid(weights.get().path(), value, shape));
    }

    /** Rows of weights are pixels: of the whole image, or of the square that a filter sees. */
    private static @Nullable Shape imageShape(Shape image, Shape weights) {
        int channels = image.last();
        if (weights.rank() != 2 || (channels != 1 && channels != 3)) {
            return null;
        }
        int rows = weights.axis(0);
        if (rows == image.size()) {
            return image;
        }
        int side = (int) Math.round(Math.sqrt((double) rows / channels));
        return side > 1 && side * side * channels == rows ? Shape.of(side, side, channels) : null;
    }

    private static ImageGrid grid(String path, Tensor weights, Shape shape) {
        int units = weights.shape().last();
        int[] chosen = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -largest(weights, unit)))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        String title = chosen.length == units
                ? "First weights, " + path
                : "First weights, " + path + ": the " + MOST + " largest of " + units;
        ImageGrid grid = ImageGrid.of(title, COLUMNS);
        for (int unit : chosen) {
            double largest = largest(weights, unit);
            String caption = String.format(Locale.ROOT, "%d: \u00b1%.2g", unit, largest);
            grid = grid.add(image(weights, unit, shape, largest), caption);
        }
        return grid;
    }

    private static double largest(Tensor weights, int unit) {
        double largest = 0;
        for (int i = unit; i < weights.size(); i += weights.shape().last()) {
            largest = Math.max(largest, Math.abs(weights.get(i)));
        }
        return largest;
    }

    private static Tensor image(Tensor weights, int unit, Shape shape, double largest) {
        Tensor image = Tensor.zeros(DataType.FLOAT32, Shape.of(shape.axis(0), shape.axis(1), 3));
        int channels = shape.last();
        for (int i = 0; i < shape.size(); i++) {
            double share = Field.share(weights.get(i * weights.shape().last() + unit), -largest, largest);
            if (channels == 3) {
                image.floats()[i] = (float) share;
            } else {
                double[] colour = Palette.diverging(share);
                for (int c = 0; c < 3; c++) {
                    image.floats()[3 * i + c] = (float) colour[c];
                }
            }
        }
        return image;
    }
}
