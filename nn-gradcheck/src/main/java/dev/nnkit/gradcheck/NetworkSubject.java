package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Join;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network at copies of its inputs; the variables are the floating inputs and the trainable parameters. */
final class NetworkSubject implements Subject {
    private final String who;
    private final Network network;
    private final List<Tensor> inputs;
    private final Settings settings;
    private final List<Parameter> parameters;
    private final List<Variable> variables = new ArrayList<>();
    private final StepContext step;
    private final StepContext checkingStep;

    NetworkSubject(String who, Network network, List<Tensor> inputs, Settings settings) {
        this.who = who;
        this.network = network;
        this.settings = settings;
        this.inputs = inputs.stream().map(Tensor::copy).toList();
        this.parameters = network.parameters();
        this.step = settings.training
                ? StepContext.training(settings.kernels, settings.seed)
                : StepContext.inference(settings.kernels);
        this.checkingStep = StepContext.checking(settings.kernels, settings.training, settings.seed);
        for (int i = 0; i < this.inputs.size(); i++) {
            Tensor input = this.inputs.get(i);
            if (input.type() != DataType.INT32) {
                String name = inputs.size() == 1 ? "input" : "input " + i;
                variables.add(new Variable(name, Settings.requireDouble(who, name, input), true, settings.domain));
            }
        }
        for (Parameter parameter : parameters) {
            Settings.requireDouble(who, parameter.path(), parameter.value());
            if (parameter.isTrainable()) {
                variables.add(new Variable(parameter.path(), parameter.value(), false, Domain.ALL));
            }
        }
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public List<Variable> variables() {
        return variables;
    }

    @Override
    public int batch() {
        return inputs.get(0).batch();
    }

    @Override
    public boolean isScalable() {
        return true;
    }

    @Override
    public Tensor evaluate() {
        step.begin(0, 0); // the same random numbers each time; queued statistics are dropped
        return Settings.requireDouble(
                        who, "output", network.forward(inputs, step).output())
                .copy();
    }

    @Override
    public Derivatives differentiate(Tensor upstream) {
        Gradients gradients = Gradients.of(parameters);
        List<@Nullable Tensor> once = pullBack(upstream, gradients, inputs);
        List<@Nullable Tensor> twice = pullBack(upstream, gradients, between());
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).isInput()) {
                twice.set(i, sum(once.get(i), twice.get(i)));
            }
        }
        return new Derivatives(once, twice);
    }

    private static @Nullable Tensor sum(@Nullable Tensor a, @Nullable Tensor b) {
        if (a == null || b == null || !a.shape().equals(b.shape())) {
            return null;
        }
        Tensor sum = a.copy();
        for (int i = 0; i < sum.size(); i++) {
            sum.set(i, a.get(i) + b.get(i));
        }
        return sum;
    }

    /** @param between what the network is called with between the call and its pullback */
    private List<@Nullable Tensor> pullBack(Tensor upstream, Gradients into, List<Tensor> between) {
        checkingStep.begin(0, 0);
        Join.Forward forward = network.forward(inputs, checkingStep);
        if (between != inputs) {
            network.forward(between, checkingStep);
        }
        @Nullable Tensor[] inputGradients = forward.pullback().apply(upstream.copy(), into);
        if (inputGradients.length != inputs.size()) {
            throw new IllegalArgumentException(who + ": the pullback must return " + inputs.size()
                    + " gradients, one for each input, but returned " + inputGradients.length + ".");
        }
        List<@Nullable Tensor> result = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).type() != DataType.INT32) {
                Tensor gradient = inputGradients[i];
                result.add(gradient == null ? null : gradient.copy());
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.isTrainable()) {
                result.add(sumOf(parameter, into));
            }
        }
        return result;
    }

    /** Read through rowSums, which does not mark the whole tensor as written. */
    private static Tensor sumOf(Parameter parameter, Gradients gradients) {
        return gradients.rowSums(parameter).copy();
    }

    /** Other inputs, if the network takes them. */
    private List<Tensor> between() {
        List<Tensor> mixed = mixed();
        checkingStep.begin(0, 0);
        return Attempt.at(() -> network.forward(mixed, checkingStep)) == null ? inputs : mixed;
    }

    /** Other inputs within the same bounds: each element a mean of itself and the next one; ids stay. */
    private List<Tensor> mixed() {
        return inputs.stream().map(NetworkSubject::mixed).toList();
    }

    private static Tensor mixed(Tensor tensor) {
        Tensor result = tensor.copy();
        for (int i = 0; i < tensor.size() && tensor.type().isFloating(); i++) {
            result.set(i, 0.6 * tensor.get(i) + 0.4 * tensor.get((i + 1) % tensor.size()));
        }
        return result;
    }

    @Override
    public Subject elsewhere() {
        return new NetworkSubject(who, network, mixed(), settings);
    }

    @Override
    public @Nullable Subject firstExample() {
        return inputs.get(0).batch() < 2 ? null : rows(0, 1);
    }

    private Subject rows(int from, int to) {
        return new NetworkSubject(
                who,
                network.rows(from, to),
                inputs.stream().map(t -> Simpler.rows(t, from, to)).toList(),
                settings);
    }

    @Override
    public List<Subject> smaller() {
        List<Subject> smaller = new ArrayList<>();
        Simpler.parts(inputs.get(0).batch()).forEach(part -> smaller.add(rows(part[0], part[1])));
        addResized(smaller);
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).type().isFloating()) {
                for (Tensor values : Simpler.values(inputs.get(i))) {
                    List<Tensor> changed = new ArrayList<>(inputs);
                    changed.set(i, values);
                    smaller.add(new NetworkSubject(who, network, changed, settings));
                }
            }
        }
        return smaller;
    }

    /** Where the layer can be built again: with one axis of the example shorter. */
    private void addResized(List<Subject> smaller) {
        Tensor input = inputs.get(0);
        int[] axes = input.shape().withoutFirst().toArray();
        for (int axis = 0; axis < axes.length; axis++) {
            for (int length : new int[] {1, axes[axis] / 2, axes[axis] - 1}) {
                int[] other = axes.clone();
                other[axis] = length;
                Network resized = length < 1 || length >= axes[axis] ? null : network.resized(Shape.of(other));
                if (resized != null) {
                    Shape shape = Shape.of(other).withBatch(input.batch());
                    Tensor values = Tensor.zeros(input.type(), shape);
                    values.set(Tensor.of(shape, Arrays.copyOf(input.doubles(), shape.size())));
                    smaller.add(new NetworkSubject(who, resized, List.of(values), settings));
                }
            }
        }
    }

    @Override
    public String code() {
        return network.code(inputs, settings);
    }
}
