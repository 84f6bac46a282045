package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Case} at one batch size: builds the network, draws inputs, runs it forward and back, and copies it all. */
record Trial(Case of, int batch, Kernels kernels) {
    /** The built network, in FLOAT64; parameters are moved off their first values, since zeros hide mistakes. */
    Network network() {
        return network(DataType.FLOAT64);
    }

    /** The same in another type: with the same numbers, all of which FLOAT32 can hold. */
    Network network(DataType type) {
        Network network = of.builder().apply(Initialization.of(type, 1));
        RandomStream random = RandomStream.of(1, "contract parameters");
        for (Parameter parameter : network.parameters()) {
            Tensor value = parameter.value();
            double shift = parameter.role() == Role.STATISTIC ? 0 : 0.1;
            for (int i = 0; i < value.size(); i++) {
                value.set(i, (float) (value.get(i) + shift * random.nextGaussian()));
            }
        }
        return network;
    }

    /** A batch of each input, in FLOAT64 or INT32; the numbers fit into FLOAT32. */
    List<Tensor> inputs() {
        return inputs(1);
    }

    List<Tensor> inputs(long seed) {
        return inputs(seed, of.shapes());
    }

    /** As {@link #inputs()}, for examples of other shapes. */
    List<Tensor> inputsOf(List<Shape> shapes) {
        return inputs(1, shapes);
    }

    private List<Tensor> inputs(long seed, List<Shape> shapes) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            RandomStream random = RandomStream.of(seed, "contract input", i);
            Case.Values values = of.values().get(i);
            DataType type = values.areIntegers() ? DataType.INT32 : DataType.FLOAT64;
            Tensor input = Tensor.zeros(type, shapes.get(i).withBatch(batch));
            for (int j = 0; j < input.size(); j++) {
                double width = values.to() - values.from();
                input.set(
                        j,
                        values.areIntegers()
                                ? values.from() + random.nextInt((int) width + 1)
                                : (float) (values.from() + width * random.nextDouble()));
            }
            inputs.add(input);
        }
        return inputs;
    }

    static List<Tensor> as(DataType type, List<Tensor> tensors) {
        return tensors.stream()
                .map(t -> t.type() == DataType.INT32 ? t : t.as(type))
                .toList();
    }

    /** Rows {@code from <= i < to} of each. */
    static List<Tensor> rows(List<Tensor> tensors, int from, int to) {
        return tensors.stream().map(t -> rows(t, from, to)).toList();
    }

    static Tensor rows(Tensor tensor, int from, int to) {
        Shape shape = tensor.shape().withoutFirst().withBatch(to - from);
        return Tensor.zeros(tensor.type(), shape).setRows(0, tensor, from, to - from);
    }

    /** Signs and sizes drawn at random, the same for the same elements whatever the type. */
    static Tensor upstream(Tensor output, long seed) {
        RandomStream random = RandomStream.of(seed, "contract upstream");
        Tensor upstream = Tensor.zeros(output.type(), output.shape());
        for (int i = 0; i < upstream.size(); i++) {
            double size = 0.5 + random.nextFloat();
            upstream.set(i, random.nextLong() < 0 ? -size : size);
        }
        return upstream;
    }

    StepContext training() {
        return training(1);
    }

    StepContext training(long seed) {
        StepContext step = StepContext.checking(kernels, true, seed);
        step.begin(0, 0);
        return step;
    }

    StepContext inference() {
        StepContext step = StepContext.checking(kernels, false, 1);
        step.begin(0, 0);
        return step;
    }

    /** Forward and back in one go. */
    Result run(Network network, List<Tensor> inputs, StepContext step) {
        Network.Pass pass = network.forward(inputs, step);
        Tensor output = pass.output().copy();
        return back(network, inputs, pass, output, upstream(output, 1));
    }

    /** Back with an upstream gradient, from a pass that was made before. */
    Result back(Network network, List<Tensor> inputs, Network.Pass pass, Tensor output, Tensor upstream) {
        Gradients gradients = Gradients.of(network.parameters());
        @Nullable Tensor[] inputGradients = pass.back().apply(upstream, gradients);
        return new Result(output, copies(inputs, inputGradients), sums(network, gradients));
    }

    /** The gradients of the floating inputs; null where there is none. */
    List<@Nullable Tensor> copies(List<Tensor> inputs, @Nullable Tensor[] gradients) {
        List<@Nullable Tensor> copies = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = gradients[i];
            boolean none =
                    gradient == null || inputs.get(i).type() == DataType.INT32 || of.is(Traits.NO_INPUT_GRADIENT);
            copies.add(none ? null : gradient.copy());
        }
        return copies;
    }

    /** Copies of the sums of the trainable parameters, in order. */
    static List<Tensor> sums(Network network, Gradients gradients) {
        return network.parameters().stream()
                .filter(Parameter::isTrainable)
                .map(p -> gradients.rowSums(p).copy())
                .toList();
    }

    @Override
    public String toString() {
        return of + ", batch " + batch;
    }
}
