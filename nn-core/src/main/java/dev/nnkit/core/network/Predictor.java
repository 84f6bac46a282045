package dev.nnkit.core.network;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predicts with one network again and again, in the same memory. Large batches run in parts of {@value #PART} examples,
 * so that memory does not grow with them.
 *
 * <p>Not thread-safe: one predictor for each thread; they may share the network.
 */
public final class Predictor {
    /** How many examples run at a time. */
    static final int PART = 256;

    private final Network network;
    private final StepContext step;

    public Predictor(Network network, Kernels kernels) {
        this.network = network;
        this.step = StepContext.inference(kernels);
    }

    /** The only output for a batch of the only input; the result is the caller's own. */
    public Tensor predict(Tensor inputs) {
        return predict(List.of(inputs)).get(0);
    }

    /**
     * The only output for a batch of the only input, into a tensor of the caller's: almost nothing is left for the garbage
     * collector (a hundred bytes for two dense layers).
     *
     * @param outputs [batch, output], of the network's type
     * @throws ShapeMismatchException if it is of another shape or type
     * @throws IllegalStateException if there are several outputs
     */
    public void predict(Tensor inputs, Tensor outputs) {
        network.outputShape(); // throws where there are several
        int batch = inputs.batch();
        int from = 0;
        do {
            int to = Math.min(batch, from + PART);
            step.begin(0, 0);
            Tensor output = network.infer(List.of(part(inputs, from, to)), step).get(0);
            if (from == 0) {
                requireRoom(outputs, output, batch);
            }
            outputs.setRows(from, output, 0, to - from);
            from = to;
        } while (from < batch);
    }

    /** All outputs for a batch of each input; the results are the caller's own. */
    public List<Tensor> predict(List<Tensor> inputs) {
        Tensor[] results = new Tensor[network.outputShapes().size()];
        int batch = inputs.isEmpty() ? 0 : inputs.get(0).batch();
        int from = 0;
        do {
            int to = Math.min(batch, from + PART);
            step.begin(0, 0);
            List<Tensor> outputs = network.infer(part(inputs, from, to), step);
            for (int i = 0; i < results.length; i++) {
                Tensor output = outputs.get(i);
                if (from == 0) {
                    results[i] = Tensor.zeros(
                            output.type(), output.shape().withoutFirst().withBatch(batch));
                }
                results[i].setRows(from, output, 0, to - from);
            }
            from = to;
        } while (from < batch);
        return Arrays.asList(results);
    }

    private List<Tensor> part(List<Tensor> inputs, int from, int to) {
        if (inputs.size() == 1) {
            return List.of(part(inputs.get(0), from, to));
        }
        List<Tensor> parts = new ArrayList<>(inputs.size());
        for (Tensor input : inputs) {
            parts.add(part(input, from, to));
        }
        return parts;
    }

    private Tensor part(Tensor input, int from, int to) {
        int count = to - from;
        return converted(
                input.batch() == count
                        ? input
                        : step.scratchWithFirst(input, count).setRows(0, input, from, count));
    }

    /** Doubles may be given to a float network, and floats to a double one. */
    private Tensor converted(Tensor input) {
        return input.type() == DataType.INT32 ? input : input.as(network.type());
    }

    /** @param part some of the outputs; of each, sequences may have another length than those of the network's example */
    private static void requireRoom(Tensor outputs, Tensor part, int batch) {
        Shape shape = outputs.shape();
        boolean fits =
                outputs.type() == part.type() && shape.rank() == part.shape().rank() && outputs.batch() == batch;
        for (int axis = 1; fits && axis < shape.rank(); axis++) {
            fits = shape.axis(axis) == part.shape().axis(axis);
        }
        if (!fits) {
            throw new ShapeMismatchException("predict: outputs must be " + part.type() + " "
                    + part.shape().withoutFirst().withBatch(batch) + " but is " + outputs.type() + " " + shape + ".");
        }
    }
}
