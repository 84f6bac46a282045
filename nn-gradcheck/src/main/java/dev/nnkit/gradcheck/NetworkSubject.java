package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer or a join at copies of its inputs; the variables are the floating inputs and the trainable parameters. */
final class NetworkSubject implements Subject {
    /** A layer as a join of one input, so that both are run by the same code. */
    private record OneInput(Layer layer) implements Network {
        @Override
        public Join.Forward forward(List<Tensor> inputs, StepContext step) {
            Layer.Forward forward = layer.forward(inputs.get(0), step);
            return new Join.Forward(forward.output(), (dy, into) ->
                    new Tensor[] {forward.pullback().apply(dy, into)});
        }
    }

    private interface Network {
        Join.Forward forward(List<Tensor> inputs, StepContext step);
    }

    private final String who;
    private final Network network;
    private final List<Tensor> inputs;
    private final List<Parameter> parameters;
    private final List<Variable> variables = new ArrayList<>();
    private final StepContext step;
    private final StepContext checkingStep;

    static NetworkSubject of(Layer layer, Tensor input, Settings settings) {
        return new NetworkSubject(
                settings.who(layer), new OneInput(layer), List.of(input), layer.parameters(), settings);
    }

    static NetworkSubject of(Join join, List<Tensor> inputs, Settings settings) {
        return new NetworkSubject(settings.who(join), join::forward, inputs, join.parameters(), settings);
    }

    private NetworkSubject(
            String who, Network network, List<Tensor> inputs, List<Parameter> parameters, Settings settings) {
        this.who = who;
        this.network = network;
        this.inputs = inputs.stream().map(Tensor::copy).toList();
        this.parameters = parameters;
        this.step = settings.training()
                ? StepContext.training(settings.kernels(), settings.seed())
                : StepContext.inference(settings.kernels());
        this.checkingStep = StepContext.checking(settings.kernels(), settings.training(), settings.seed());
        for (int i = 0; i < this.inputs.size(); i++) {
            Tensor input = this.inputs.get(i);
            if (input.type() != DataType.INT32) {
                String name = inputs.size() == 1 ? "input" : "input " + i;
                variables.add(new Variable(name, Settings.requireDouble(who, name, input), true));
            }
        }
        for (Parameter parameter : parameters) {
            Settings.requireDouble(who, parameter.path(), parameter.value());
            if (parameter.isTrainable()) {
                variables.add(new Variable(parameter.path(), parameter.value(), false));
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
    public Tensor evaluate() {
        step.begin(0, 0); // the same random numbers each time; queued statistics are dropped
        return Settings.requireDouble(
                        who, "output", network.forward(inputs, step).output())
                .copy();
    }

    @Override
    public Derivatives differentiate(Tensor upstream) {
        Gradients gradients = Gradients.of(parameters);
        List<@Nullable Tensor> once = pullBack(upstream, gradients);
        List<@Nullable Tensor> twice = pullBack(upstream, gradients);
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).isInput()) {
                twice.set(i, null);
            }
        }
        return new Derivatives(once, twice);
    }

    private List<@Nullable Tensor> pullBack(Tensor upstream, Gradients into) {
        checkingStep.begin(0, 0);
        @Nullable
        Tensor[] inputGradients =
                network.forward(inputs, checkingStep).pullback().apply(upstream.copy(), into);
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
}
