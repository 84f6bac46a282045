package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Updater;
import dev.nnkit.optimizer.Optimizers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every number of an explanation against the core, on drawn networks, losses and examples. */
class ExplainPropertiesTest {
    private static final double ROUNDING = 1e-12;

    /** FLOAT32 has 7 digits, of numbers around 1. */
    private static double tolerance(DataType type) {
        return type == DataType.FLOAT64 ? ROUNDING : 2e-5;
    }

    @Property(tries = 60)
    void forwardIsThatOfTheNetwork(@ForAll long seed, @ForAll boolean single) {
        Drawn drawn = drawn(seed, single);
        Explanation explanation = drawn.explained();
        Tensor output = drawn.network().predict(drawn.batch());
        DenseStep last = explanation.steps().get(explanation.steps().size() - 1);
        assertEquals(output.size(), last.neurons().size());
        for (int i = 0; i < output.size(); i++) {
            close(drawn, output.get(i), last.neurons().get(i).output());
        }
        close(drawn, drawn.lossAndGradients(Gradients.of(drawn.network().parameters())), explanation.lossBefore());
    }

    @Property(tries = 60)
    void contributionsAddUpAndFeedTheNextLayer(@ForAll long seed) {
        Explanation explanation = drawn(seed, false).explained();
        List<Double> coming = explanation.input();
        for (DenseStep step : explanation.steps()) {
            assertEquals(coming, step.inputs());
            for (Neuron neuron : step.neurons()) {
                double sum = neuron.bias();
                for (int i = 0; i < step.inputs().size(); i++) {
                    sum += step.contribution(i, neuron.index());
                }
                close(sum, neuron.weightedSum());
                double output = neuron.weightedSum();
                double slope = 1;
                for (var activation : step.activations()) {
                    double next = activation.apply(output);
                    slope *= activation.derivative(output, next);
                    output = next;
                }
                close(output, neuron.output());
                close(slope, neuron.slope());
            }
            coming = step.neurons().stream().map(Neuron::output).toList();
        }
    }

    @Property(tries = 60)
    void gradientsAreThoseOfTheNetwork(@ForAll long seed, @ForAll boolean single) {
        Drawn drawn = drawn(seed, single);
        Gradients gradients = Gradients.of(drawn.network().parameters());
        drawn.lossAndGradients(gradients);
        Map<String, Parameter> parameters = DenseChain.parametersOf(drawn.network());
        for (DenseStep step : drawn.explained().steps()) {
            Parameter weight = Objects.requireNonNull(parameters.get(step.path() + ".weight"));
            assertEquals(!weight.isTrainable(), step.weightsFixed());
            int units = step.neurons().size();
            for (int i = 0; i < weight.size() && weight.isTrainable(); i++) {
                close(drawn, gradients.sum(weight).get(i), step.gradients().get(i / units, i % units));
            }
            Parameter bias = parameters.get(step.path() + ".bias");
            assertEquals(bias != null, step.hasBias());
            for (int i = 0; i < units && bias != null && bias.isTrainable(); i++) {
                close(drawn, gradients.sum(bias).get(i), step.neurons().get(i).biasGradient());
            }
        }
    }

    /** Also of what is frozen, whose gradients the network would not tell. */
    @Property(tries = 30)
    void gradientsAreTheDifferencesOfTheLoss(@ForAll long seed) {
        Drawn drawn = drawn(seed, false);
        Explanation explanation = drawn.explained();
        Map<String, Parameter> parameters = DenseChain.parametersOf(drawn.network());
        for (DenseStep step : explanation.steps()) {
            Tensor weight = DenseChain.at(step.path() + ".weight", parameters).value();
            int units = step.neurons().size();
            int i = (int) Math.floorMod(seed, (long) weight.size());
            double slope = slope(drawn, weight, i, 1e-6);
            if (Math.abs(slope - slope(drawn, weight, i, 1e-7)) < 1e-6) { // no kink in between
                assertEquals(slope, step.gradients().get(i / units, i % units), 1e-5);
            }
        }
    }

    private static double slope(Drawn drawn, Tensor weight, int index, double width) {
        double value = weight.get(index);
        weight.set(index, value + width);
        double above = drawn.explained().lossBefore();
        weight.set(index, value - width);
        double below = drawn.explained().lossBefore();
        weight.set(index, value);
        return (above - below) / (2 * width);
    }

    @Property(tries = 60)
    void blameIsWhatItsDefinitionSays(@ForAll long seed) {
        Explanation explanation = drawn(seed, false).explained();
        List<DenseStep> steps = explanation.steps();
        for (int s = 0; s + 1 < steps.size(); s++) {
            DenseStep next = steps.get(s + 1);
            for (Neuron neuron : steps.get(s).neurons()) {
                double transposed = 0;
                double exact = 0;
                for (Neuron receiver : next.neurons()) {
                    double weight = next.weights().get(neuron.index(), receiver.index());
                    transposed += weight * receiver.blame().transposed();
                    exact += weight * receiver.slope() * receiver.blame().exact();
                }
                close(transposed, neuron.blame().transposed());
                close(exact, neuron.blame().exact());
            }
        }
        for (DenseStep step : steps) {
            for (Neuron neuron : step.neurons()) {
                for (int i = 0; i < step.inputs().size(); i++) {
                    close(
                            -neuron.pull() * step.inputs().get(i),
                            step.gradients().get(i, neuron.index()));
                }
            }
        }
    }

    /** Where the weights do not cancel, what is shared out arrives; where they do, all before is undefined. */
    @Property(tries = 60)
    void sharesAddUpToTheError(@ForAll long seed) {
        List<DenseStep> steps = drawn(seed, false).explained().steps();
        double sum = shares(steps.get(steps.size() - 1));
        for (int s = steps.size() - 2; s >= 0; s--) {
            boolean cancel = steps.get(s + 1).neurons().stream().anyMatch(Neuron::weightsCancel);
            boolean defined = steps.get(s).neurons().get(0).blame().share().isPresent();
            assertTrue(defined
                    || cancel
                    || steps.get(s + 1).neurons().get(0).blame().share().isEmpty());
            if (!defined) {
                return;
            }
            // sums of few digits are worth less, as many times as the weights outweigh their sum
            double worst = steps.get(s + 1).neurons().stream()
                    .mapToDouble(neuron -> neuron.sumOfAbsoluteWeights() / Math.abs(neuron.sumOfWeights()))
                    .max()
                    .orElse(1);
            assertEquals(sum, shares(steps.get(s)), 1e-12 * worst * worst * Math.max(1, Math.abs(sum)));
            sum = shares(steps.get(s));
        }
    }

    private static double shares(DenseStep step) {
        return step.neurons().stream()
                .mapToDouble(neuron -> neuron.blame().share().orElseThrow())
                .sum();
    }

    @Property(tries = 60)
    void errorsAreTargetsMinusGuesses(@ForAll long seed) {
        Drawn drawn = drawn(seed, false);
        Explanation explanation = drawn.explained();
        DenseStep last = explanation.steps().get(explanation.steps().size() - 1);
        for (OutputError error : explanation.outputs()) {
            assertEquals(error.target() - error.guess(), error.error());
            Blame blame = last.neurons().get(error.index()).blame();
            assertEquals(error.error(), blame.transposed());
            assertEquals(error.error(), blame.share().orElseThrow());
            String loss = drawn.loss().toString();
            if (loss.startsWith("softmax") || loss.equals("halfSumOfSquares")) {
                close(error.error(), blame.exact());
            } else if (loss.equals("meanSquaredError")) {
                close(2.0 / explanation.outputs().size() * error.error(), blame.exact());
            } else if (loss.equals("binaryCrossEntropy")) {
                close(1.0 / explanation.outputs().size() * error.error(), blame.exact());
            }
        }
    }

    @Property(tries = 60)
    void theNudgeIsAStepOfGradientDescent(@ForAll long seed, @ForAll boolean single) {
        Drawn drawn = drawn(seed, single);
        Explanation explanation = drawn.explained();
        Map<String, Tensor> given = copies(drawn.network());
        List<Parameter> parameters = drawn.network().parameters();
        Gradients gradients = Gradients.of(parameters);
        drawn.lossAndGradients(gradients);
        new Updater(Optimizers.sgd(0.25), parameters).update(gradients, 1, 1, KernelChoice.best(1));
        Map<String, Parameter> after = DenseChain.parametersOf(explanation.after());
        for (Parameter stepped : parameters) {
            Tensor nudged = DenseChain.at(stepped.path(), after).value();
            assertEquals(stepped.value().type(), nudged.type());
            for (int i = 0; i < nudged.size(); i++) {
                close(drawn, stepped.value().get(i), nudged.get(i));
            }
            assertTrue(stepped.isTrainable() || nudged.sameBits(Objects.requireNonNull(given.get(stepped.path()))));
        }
        close(drawn, drawn.lossAndGradients(Gradients.of(parameters)), explanation.lossAfter());
    }

    @Property(tries = 60)
    void theGivenNetworkIsNotChanged(@ForAll long seed, @ForAll boolean single) {
        Drawn drawn = drawn(seed, single);
        Map<String, Tensor> before = copies(drawn.network());
        drawn.explained();
        drawn.network()
                .parameters()
                .forEach(parameter ->
                        assertTrue(parameter.value().sameBits(Objects.requireNonNull(before.get(parameter.path())))));
    }

    private static Map<String, Tensor> copies(Network network) {
        Map<String, Tensor> copies = new HashMap<>();
        network.parameters()
                .forEach(parameter ->
                        copies.put(parameter.path(), parameter.value().copy()));
        return copies;
    }

    private static Drawn drawn(long seed, boolean single) {
        return Drawn.from(seed, single ? DataType.FLOAT32 : DataType.FLOAT64);
    }

    private static void close(double expected, double actual) {
        assertEquals(expected, actual, ROUNDING * Math.max(1, Math.abs(expected)));
    }

    private static void close(Drawn drawn, double expected, double actual) {
        assertEquals(expected, actual, tolerance(drawn.network().type()) * Math.max(1, Math.abs(expected)));
    }
}
