package dev.nnkit.core.export;

import dev.nnkit.api.Activation;
import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.core.layer.BatchNorm;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.layer.Dropout;
import dev.nnkit.core.layer.Flatten;
import dev.nnkit.core.layer.Softmax;
import dev.nnkit.core.layer.TiedDense;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How parameters lie where images are [channels, height, width]. Each alone lies as its {@link Parameter#fileLayout}
 * says. But what {@code flatten} makes of an image has another order there, and so have the weights of the next dense
 * layer, and of a batch norm in between, along their inputs.
 */
final class TorchLayout {
    private final Network network;
    /** Of parameters that belong to a flattened image, by path. */
    private final Map<String, FileLayout> ofFlattened = new HashMap<>();

    private final List<String> problems = new ArrayList<>();

    private TorchLayout(Network network) {
        this.network = network;
    }

    /** @throws IllegalArgumentException naming the layers whose weights cannot be told in that order */
    static TorchLayout of(Network network) {
        TorchLayout layout = new TorchLayout(network);
        layout.walk(Outline.of(network), null);
        if (!layout.problems.isEmpty()) {
            throw new IllegalArgumentException("PyTorch layout: " + String.join("\n", layout.problems));
        }
        return layout;
    }

    FileLayout of(Parameter parameter) {
        return ofFlattened.getOrDefault(parameter.path(), parameter.fileLayout());
    }

    /**
     * @param image whose flattened elements come into the layer; null where what comes in has the same order there
     * @return likewise, of what comes out
     */
    private @Nullable Shape walk(Outline layer, @Nullable Shape image) {
        if (layer.spec() instanceof Sequential) {
            return walkAll(layer, image);
        }
        if (layer.spec() instanceof Flatten) {
            return image == null && isReordered(layer.input()) ? layer.input() : image;
        }
        return image == null ? walkOrdinary(layer) : walkFlattened(layer, image);
    }

    private @Nullable Shape walkAll(Outline container, @Nullable Shape image) {
        Shape now = image;
        for (Outline child : container.children()) {
            now = walk(child, now);
        }
        return now;
    }

    /** Images of one channel or one pixel have the same order either way. */
    private static boolean isReordered(Shape shape) {
        return shape.rank() == 3 && shape.axis(2) > 1 && shape.axis(0) * shape.axis(1) > 1;
    }

    private @Nullable Shape walkOrdinary(Outline layer) {
        if (layer.spec() instanceof Residual && walkAll(layer, null) != null) {
            problems.add(layer.describe() + " adds a flattened image to numbers in another order. Put its flatten"
                    + " outside.");
        } else if (layer.spec() instanceof TiedDense tied) {
            requireOwnOrder(layer, tied);
        } else if (layer.spec() instanceof Graph graph && flattensImages(graph)) {
            problems.add(layer.describe() + " is a graph that may flatten images of several channels, whose order is"
                    + " followed in chains only.");
        }
        return null;
    }

    private void requireOwnOrder(Outline layer, TiedDense tied) {
        int end = layer.path().lastIndexOf('.');
        String container = end < 0 ? "" : layer.path().substring(0, end);
        if (ofFlattened.containsKey(Outline.join(container, tied.path()))) {
            problems.add(layer.describe() + " shares a weight whose inputs are a flattened image, in another order"
                    + " there.");
        }
    }

    /** Whether it could: a flatten stands in it, and images of several channels come in or out somewhere. */
    private boolean flattensImages(Graph graph) {
        boolean flattens = graph.layers().values().stream()
                .anyMatch(spec -> spec.toString().matches(".*\\bflatten\\b.*"));
        return flattens
                && (network.inputShapes().stream().anyMatch(TorchLayout::isReordered)
                        || network.summary().rows().stream().anyMatch(row -> isReordered(row.output())));
    }

    private @Nullable Shape walkFlattened(Outline layer, Shape image) {
        int height = image.axis(0);
        int width = image.axis(1);
        int channels = image.axis(2);
        if (layer.spec() instanceof Dense dense) {
            Shape view = Shape.of(height, width, channels, dense.units());
            ofFlattened.put(layer.parameter("weight"), FileLayout.of(view, 3, 2, 0, 1));
            return null;
        }
        if (layer.spec() instanceof BatchNorm) {
            for (String name : List.of("scale", "bias", "mean", "variance")) {
                ofFlattened.put(layer.parameter(name), FileLayout.of(image, 2, 0, 1));
            }
            return image;
        }
        boolean ofElements = layer.spec() instanceof Activation || layer.spec() instanceof Dropout;
        if (!ofElements && !(layer.spec() instanceof Softmax)) {
            problems.add(layer.describe() + " gets a flattened image of shape " + image
                    + ", whose order is another there. Put dense, not this, behind flatten.");
            return null;
        }
        return image;
    }
}
