package dev.nnkit.core.train;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Pass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What training makes smaller: a loss on the output of a network, or the weighted sum of several losses on several
 * outputs. Output i is compared with target i.
 *
 * <p>Thread-safe: immutable.
 */
public final class Objective {
    /**
     * One loss in the sum.
     *
     * @param factor what its mean is multiplied with, 0 or more
     */
    public record Term(Loss loss, double factor) {
        public Term {
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "objective: the factor of " + loss + " must be 0 or more and finite but is " + factor + ".");
            }
        }
    }

    /** The objective's value for a batch, and the predictions it was computed from, which live until the next step. */
    public record Evaluation(double value, List<Tensor> predictions) {}

    private final Network network;
    private final List<Term> terms;

    private Objective(Network network, List<Term> terms) {
        this.network = network;
        this.terms = List.copyOf(terms);
        if (terms.size() != network.outputShapes().size()) {
            throw new IllegalArgumentException(
                    "objective: the network has " + network.outputShapes().size() + " outputs but there are "
                            + terms.size() + " losses. Give one for each output.");
        }
        for (int i = 0; i < terms.size(); i++) {
            Loss loss = terms.get(i).loss();
            if (loss.expectsLogits() && network.outputsProbabilities(i)) {
                throw new IllegalArgumentException(loss + ": expects logits, but the network ends in a layer that gives"
                        + " probabilities: " + network + ". Take that layer away: the loss applies it itself.");
            }
        }
    }

    /** One loss on the only output. */
    public static Objective of(Network network, Loss loss) {
        return new Objective(network, List.of(new Term(loss, 1)));
    }

    /**
     * A weighted sum of losses.
     *
     * @param terms one for each output, in order
     */
    public static Objective of(Network network, List<Term> terms) {
        return new Objective(network, terms);
    }

    public Network network() {
        return network;
    }

    public List<Term> terms() {
        return terms;
    }

    public List<Parameter> parameters() {
        return network.parameters();
    }

    /** @throws ShapeMismatchException if examples of these shapes cannot be learned from */
    public void check(List<Shape> inputs, List<Shape> targets) {
        if (!inputs.equals(network.inputShapes())) {
            throw new ShapeMismatchException("training data: examples must have shape " + text(network.inputShapes())
                    + " for network " + network + " but have " + text(inputs) + "." + hint(inputs));
        }
        if (targets.size() != terms.size()) {
            throw new ShapeMismatchException("training data: " + terms.size()
                    + " losses need as many targets, but there" + " are " + targets.size() + ".");
        }
        for (int i = 0; i < terms.size(); i++) {
            terms.get(i).loss().check(network.outputShapes().get(i), targets.get(i));
        }
    }

    private String hint(List<Shape> inputs) {
        boolean flat = inputs.size() == 1
                && network.inputShapes().size() == 1
                && inputs.get(0).size() == network.inputShapes().get(0).size();
        return flat ? " Build the network for " + inputs.get(0) + " and put flatten in front." : "";
    }

    private static String text(List<Shape> shapes) {
        return shapes.size() == 1 ? shapes.get(0).toString() : shapes.toString();
    }

    /** Adds to {@code sums} how much each loss counts in a batch: what its sum is divided by, over a whole step. */
    public void addWeights(Batch batch, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += terms.get(i).loss().weight(batch.targets().get(i));
        }
    }

    /** How much each loss counts in a batch. */
    public double[] weights(Batch batch) {
        double[] sums = new double[terms.size()];
        addWeights(batch, sums);
        return sums;
    }

    /**
     * Forward, loss and backward: adds the gradients of the parameters to {@code into}.
     *
     * @param weights what each loss is divided by: {@link #weights} of the whole step that this batch is a part of
     */
    public Evaluation evaluate(Batch batch, double[] weights, Gradients into, StepContext step) {
        Pass pass = network.forward(batch.inputs(), step);
        if (terms.size() == 1) {
            Loss.Evaluation loss = loss(0, pass.outputs(), batch, weights, step);
            pass.pullback().parametersOnly(List.of(loss.gradient()), into);
            return new Evaluation(loss.value(), pass.outputs());
        }
        List<@Nullable Tensor> gradients = new ArrayList<>(terms.size());
        double value = 0;
        for (int i = 0; i < terms.size(); i++) {
            Loss.Evaluation loss = loss(i, pass.outputs(), batch, weights, step);
            gradients.add(loss.gradient());
            value += loss.value();
        }
        pass.pullback().parametersOnly(gradients, into);
        return new Evaluation(value, pass.outputs());
    }

    /** Forward and loss alone, as in predictions. */
    public Evaluation infer(Batch batch, double[] weights, StepContext step) {
        List<Tensor> outputs = network.infer(batch.inputs(), step);
        double value = 0;
        for (int i = 0; i < terms.size(); i++) {
            value += loss(i, outputs, batch, weights, step).value();
        }
        return new Evaluation(value, outputs);
    }

    private Loss.Evaluation loss(int i, List<Tensor> outputs, Batch batch, double[] weights, StepContext step) {
        Term term = terms.get(i);
        Target target = batch.targets().get(i);
        double scale = weights[i] > 0 ? term.factor() / weights[i] : 0;
        return term.loss().evaluate(outputs.get(i), target, scale, step);
    }
}
