package dev.nnkit.explain;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One example through a chain and back, by the layers and pullbacks of the core, with everything that passed by. Value and
 * gradient {@code i} belong to what goes into link i; the last ones to what comes out of the chain.
 */
record Run(
        List<DenseChain.Link> links,
        List<Tensor> values,
        List<Layer.Pullback> pullbacks,
        List<Tensor> slopes,
        Gradients gradients,
        double loss) {
    static Run of(List<DenseChain.Link> links, Loss loss, Tensor example, Target target) {
        StepContext step = StepContext.inference(KernelChoice.best(1));
        List<Tensor> values = new ArrayList<>(List.of(example));
        List<Layer.Pullback> pullbacks = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        Tensor value = example;
        for (DenseChain.Link link : links) {
            Layer.Forward forward = link.layer().forward(value, step);
            value = forward.output();
            values.add(value);
            pullbacks.add(forward.pullback());
            parameters.addAll(link.layer().parameters());
        }
        Loss.Evaluation error = loss.evaluate(value, target, 1 / loss.weight(target), step);
        Gradients gradients = Gradients.of(parameters);
        Tensor[] slopes = new Tensor[links.size() + 1];
        slopes[links.size()] = error.gradient();
        for (int i = links.size() - 1; i >= 0; i--) {
            slopes[i] = pullbacks.get(i).apply(slopes[i + 1], gradients);
        }
        return new Run(links, values, pullbacks, List.of(slopes), gradients, error.value());
    }

    Tensor output() {
        return values.get(links.size());
    }

    static List<Double> list(Tensor tensor) {
        return IntStream.range(0, tensor.size()).mapToObj(tensor::get).toList();
    }
}
