package dev.nnkit.gradcheck;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** One layer behind another. */
record Chain(Layer first, Layer second) implements Layer {
    @Override
    public Shape outputShape(Shape example) {
        return second.outputShape(first.outputShape(example));
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Forward inner = first.forward(input, step);
        Forward outer = second.forward(inner.output(), step);
        return new Forward(
                outer.output(),
                (dy, into) -> inner.pullback().apply(outer.pullback().apply(dy, into), into));
    }

    @Override
    public List<Parameter> parameters() {
        return Stream.concat(first.parameters().stream(), second.parameters().stream())
                .toList();
    }
}
