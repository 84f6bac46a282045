package dev.nnkit.cli;

import dev.nnkit.api.Join;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Pass;
import java.util.List;

/** A network with any number of inputs and one output, as the gradient check takes it. */
record NetworkJoin(Network network) implements Join {
    @Override
    public Shape outputShape(List<Shape> examples) {
        return network.outputShape();
    }

    @Override
    public Forward forward(List<Tensor> inputs, StepContext step) {
        Pass pass = network.forward(inputs, step);
        return new Forward(pass.outputs().get(0), (dy, into) -> pass.pullback().apply(List.of(dy), into));
    }

    @Override
    public List<Parameter> parameters() {
        return network.parameters();
    }

    @Override
    public boolean mixesExamples() {
        return network.mixesExamples();
    }
}
