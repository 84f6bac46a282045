package dev.nnkit.core.network;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out where the first NaN or infinity of a forward pass came from, by running it again and looking. */
final class NotFinite {
    private NotFinite() {}

    /** One or two sentences: where it came from, and what to do. */
    static String explain(Body body, List<Tensor> inputs, StepContext step) {
        for (Tensor input : inputs) {
            int index = firstIn(input);
            if (index >= 0) {
                int row = index / Math.max(1, input.size() / input.batch());
                return "The input holds " + input.get(index) + ", in row " + row
                        + " of the batch. Clean the data: every number must be finite.";
            }
        }
        for (Parameter parameter : body.parameters()) {
            int index = firstIn(parameter.value());
            if (index >= 0) {
                return "Parameter " + parameter.path() + " holds "
                        + parameter.value().get(index)
                        + " since an earlier update. Lower the learning rate, or clip the gradients.";
            }
        }
        String layer = body instanceof LayerBody simple
                ? inLayers(simple.layer(), simple.children(), inputs.get(0), step, "")
                : null;
        String where = layer == null ? "All layers give finite numbers: it is the loss." : layer;
        return where + " Lower the learning rate, scale the inputs, or clip the gradients.";
    }

    private static @Nullable String inLayers(
            Layer whole, List<Child> children, Tensor input, StepContext step, String path) {
        Tensor value = input;
        if (!(whole instanceof SequentialLayer)) {
            return null;
        }
        for (Child child : children) {
            Layer layer = child.layer();
            if (layer == null) {
                return null;
            }
            Tensor output = layer.forward(value, step).output();
            if (firstIn(output) >= 0) {
                String childPath = path + child.name();
                String inner = layer instanceof SequentialLayer chain
                        ? inLayers(chain, chain.children(), value, step, childPath + ".")
                        : null;
                return inner != null
                        ? inner
                        : "It first appears in the output of layer \"" + childPath + "\", " + child.text() + ".";
            }
            value = output;
        }
        return null;
    }

    private static int firstIn(Tensor tensor) {
        if (tensor.type() != DataType.INT32) {
            for (int i = 0; i < tensor.size(); i++) {
                if (!Double.isFinite(tensor.get(i))) {
                    return i;
                }
            }
        }
        return -1;
    }
}
