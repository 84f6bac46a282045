package dev.nnkit.core.network;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;

/** What a {@link Network} runs: a layer, or a graph with several inputs and outputs. */
interface Body extends Container {
    List<Shape> outputShapes(List<Shape> examples);

    Pass forward(List<Tensor> inputs, StepContext step);

    List<Tensor> infer(List<Tensor> inputs, StepContext step);

    List<Parameter> parameters();

    boolean mixesExamples();

    /** The same with every layer observed; {@code path} is that of the whole. */
    Body observed(String path, LayerObserver observer);

    /** Whether one of the outputs is squashed into probabilities already. */
    boolean outputsProbabilities(int output);
}
