package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two layers of neurons as popular introductions write them: the error of the hidden layer is what comes back through
 * the weights, and the slope of its own function is forgotten.
 */
final class Tutorial implements Layer {
    private final Neurons hidden;
    private final Neurons output;

    Tutorial(long seed) {
        this.hidden = new Neurons(seed, 3, 4) {
            @Override
            double slope(double z, double y) {
                return 1;
            }
        };
        this.output = new Neurons(seed + 1, 4, 2);
    }

    @Override
    public Shape outputShape(Shape example) {
        return output.outputShape(hidden.outputShape(example));
    }

    @Override
    public List<Parameter> parameters() {
        return Stream.of(hidden, output).flatMap(n -> n.parameters().stream()).toList();
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Forward first = hidden.forward(input, step);
        Forward second = output.forward(first.output(), step);
        return new Forward(
                second.output(),
                (dy, into) -> first.pullback().apply(second.pullback().apply(dy, into), into));
    }

    @Override
    public String toString() {
        return "tutorial";
    }
}
