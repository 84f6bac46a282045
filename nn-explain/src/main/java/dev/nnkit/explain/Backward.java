package dev.nnkit.explain;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.layer.Dense;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Walks from the errors of the outputs back to the first dense layer, and gives each neuron its blame. */
final class Backward {
    private final Run run;
    private final List<OutputError> errors;
    private final double learningRate;
    private final Predicate<String> kept;
    private final Deque<DenseStep> steps = new ArrayDeque<>();
    private final AgreementSum hidden = new AgreementSum();
    private final AgreementSum weights = new AgreementSum();

    /** @param kept whether the parameter at a path is not nudged */
    Backward(Run run, List<OutputError> errors, double learningRate, Predicate<String> kept) {
        this.run = run;
        this.errors = errors;
        this.learningRate = learningRate;
        this.kept = kept;
        int end = run.links().size();
        for (int i = end - 1; i >= 0; i--) {
            if (run.links().get(i).spec() instanceof Dense) {
                steps.addFirst(step(i, end, steps.peekFirst()));
                end = i;
            }
        }
    }

    /** In the order in which the example went through. */
    List<DenseStep> steps() {
        return List.copyOf(steps);
    }

    Agreement hiddenAgreement() {
        return hidden.get();
    }

    Agreement weightAgreement() {
        return weights.get();
    }

    /**
     * @param index of the dense link
     * @param end behind the last link that only changes what comes out of it
     * @param next the layer behind that, if there is one
     */
    private DenseStep step(int index, int end, @Nullable DenseStep next) {
        DenseChain.Link link = run.links().get(index);
        List<Parameter> parameters = link.layer().parameters();
        Matrix matrix = matrix(parameters.get(0).value());
        Matrix gradients = matrix(run.gradients().sum(parameters.get(0)));
        boolean hasBias = parameters.size() > 1;
        boolean biasKept = hasBias && kept.test(link.parameter("bias"));
        double biasRate = biasKept ? 0 : learningRate;
        Tensor slopes = slopes(index, end);
        List<Neuron> neurons = new ArrayList<>();
        for (int j = 0; j < matrix.columns(); j++) {
            double bias = hasBias ? parameters.get(1).value().get(j) : 0;
            double biasGradient =
                    hasBias ? run.gradients().sum(parameters.get(1)).get(j) : 0;
            neurons.add(new Neuron(
                    j,
                    bias,
                    run.values().get(index + 1).get(j),
                    run.values().get(end).get(j),
                    slopes.get(j),
                    blame(j, end, next),
                    matrix.sumOfColumn(j),
                    matrix.absoluteSumOfColumn(j),
                    biasGradient,
                    0 - biasRate * biasGradient));
        }
        List<Double> inputs = Run.list(run.values().get(index));
        AgreementSum ofErrors = ofErrors(neurons);
        if (next != null) {
            hidden.add(ofErrors);
        }
        AgreementSum ofWeights = ofWeights(inputs, neurons, gradients);
        weights.add(ofWeights);
        return new DenseStep(
                link.path(),
                link.spec().toString(),
                activations(index, end),
                inputs,
                neurons,
                matrix,
                gradients,
                hasBias,
                kept.test(link.parameter("weight")),
                biasKept,
                learningRate,
                ofErrors.get(),
                ofWeights.get());
    }

    private Blame blame(int neuron, int end, @Nullable DenseStep next) {
        double exact = 0 - run.slopes().get(end).get(neuron);
        if (next == null) {
            double error = errors.get(neuron).error();
            return new Blame(OptionalDouble.of(error), error, exact);
        }
        double transposed = 0;
        for (Neuron receiver : next.neurons()) {
            transposed += next.weights().get(neuron, receiver.index())
                    * receiver.blame().transposed();
        }
        return new Blame(share(neuron, next), transposed, exact);
    }

    private static OptionalDouble share(int neuron, DenseStep next) {
        double sum = 0;
        for (Neuron receiver : next.neurons()) {
            OptionalDouble shared = receiver.blame().share();
            if (shared.isEmpty()) {
                return OptionalDouble.empty();
            }
            if (shared.getAsDouble() == 0) {
                continue; // no error: nothing to share, whatever the weights
            }
            if (receiver.weightsCancel()) {
                return OptionalDouble.empty();
            }
            sum += next.weights().get(neuron, receiver.index()) / receiver.sumOfWeights() * shared.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    /** What the core's pullbacks make of ones: the derivatives of everything between a sum and what comes out. */
    private Tensor slopes(int index, int end) {
        Tensor slopes = Tensor.zeros(
                        run.values().get(end).type(), run.values().get(end).shape())
                .fill(1);
        for (int i = end - 1; i > index; i--) {
            slopes = run.pullbacks().get(i).apply(slopes, Gradients.of(List.of()));
        }
        return slopes;
    }

    private List<Activation> activations(int index, int end) {
        return IntStream.range(index + 1, end)
                .mapToObj(i -> run.links().get(i).spec())
                .filter(Activation.class::isInstance)
                .map(Activation.class::cast)
                .toList();
    }

    private static AgreementSum ofErrors(List<Neuron> neurons) {
        AgreementSum sum = new AgreementSum();
        neurons.forEach(
                neuron -> sum.add(neuron.blame().transposed(), neuron.blame().exact()));
        return sum;
    }

    private static AgreementSum ofWeights(List<Double> inputs, List<Neuron> neurons, Matrix gradients) {
        AgreementSum sum = new AgreementSum();
        for (Neuron neuron : neurons) {
            double pull = neuron.blame().transposed() * neuron.slope();
            for (int i = 0; i < inputs.size(); i++) {
                sum.add(pull * inputs.get(i), -gradients.get(i, neuron.index()));
            }
        }
        return sum;
    }

    private static Matrix matrix(Tensor tensor) {
        return Matrix.over(
                tensor.shape().axis(0), tensor.shape().axis(1), tensor.copy().doubles());
    }
}
