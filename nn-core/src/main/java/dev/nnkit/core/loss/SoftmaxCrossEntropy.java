package dev.nnkit.core.loss;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of softmax on logits: each row (last axis) z of the prediction has the term
 * {@code -sum over k of a_k log softmax(z)_k}, with {@code a_k = c_k ((1 - s) q_k + s / classes)}: q is the target's
 * distribution (1 for its class, else 0), c the class weights, s the label smoothing. Gradient:
 * {@code (sum of a) softmax(z) - a}. The largest logit is taken out before exponentials, so none overflows.
 *
 * <p>An example of a prediction has shape [classes] or [time, classes] (or more axes before the last), two or more
 * classes. Targets are INT32 classes of shape [] or [time], numbered from 0, or floating distributions of the
 * prediction's shape, which sum to 1 in each row. A row with the ignored label, or of a distribution with zeros only,
 * is not there: it has no term, no weight, no gradient, even where its logits are NaN. NaN in other rows gives NaN out.
 *
 * <p>Weight: the sum over rows of example weight times {@code sum of c_k q_k}, which is the class weight of the row's
 * class, and 1 without class weights. So the mean with class weights is a weighted mean, as in PyTorch; for
 * distributions PyTorch divides by the number of rows instead. Thread-safe: immutable.
 *
 * @param labelSmoothing s in [0, 1); default 0; throws IllegalArgumentException outside
 * @param ignoredLabel the class of rows that are not there, such as -1 for padding; default none
 * @param classWeights c, 0 or more for each class, not all 0; empty, the default, means 1 each; throws
 *     IllegalArgumentException otherwise
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al. 2015, section 7 (label smoothing)</a>
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public record SoftmaxCrossEntropy(double labelSmoothing, OptionalInt ignoredLabel, List<Double> classWeights)
        implements Loss {
    private static final String WORD = "softmaxCrossEntropy";

    public SoftmaxCrossEntropy {
        classWeights = List.copyOf(classWeights);
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    WORD + ": labelSmoothing must be in [0, 1) but is " + labelSmoothing + ".");
        }
        boolean possible = classWeights.stream().allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY);
        if (!possible || (!classWeights.isEmpty() && classWeights.stream().allMatch(weight -> weight == 0))) {
            throw new IllegalArgumentException(
                    WORD + ": classWeights must be 0 or more, finite, and not all 0, but are " + classWeights + ".");
        }
    }

    static SoftmaxCrossEntropy read(Arguments arguments) {
        double smoothing = arguments.number("labelSmoothing", 0);
        // the text cannot express the smallest int, so it can stand for "not given" here
        int label = arguments.integer("ignoredLabel", Integer.MIN_VALUE);
        List<Double> weights =
                DoubleStream.of(arguments.list("classWeights")).boxed().toList();
        return new SoftmaxCrossEntropy(
                smoothing, label == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(label), weights);
    }

    /** The same with label smoothing. */
    public SoftmaxCrossEntropy withLabelSmoothing(double smoothing) {
        return new SoftmaxCrossEntropy(smoothing, ignoredLabel, classWeights);
    }

    /** The same, where rows with this label are not there. */
    public SoftmaxCrossEntropy ignoring(int label) {
        return new SoftmaxCrossEntropy(labelSmoothing, OptionalInt.of(label), classWeights);
    }

    /** The same with weights for the classes, in their order. */
    public SoftmaxCrossEntropy withClassWeights(double... weights) {
        return new SoftmaxCrossEntropy(
                labelSmoothing, ignoredLabel, DoubleStream.of(weights).boxed().toList());
    }

    @Override
    public boolean expectsLogits() {
        return true;
    }

    @Override
    public void check(Shape prediction, Shape target) {
        requireClasses(prediction);
        if (!target.equals(prediction) && !target.equals(prediction.withoutLast())) {
            throw mismatch(prediction, target);
        }
    }

    private void requireClasses(Shape prediction) {
        if (prediction.rank() == 0 || prediction.last() < 2) {
            throw new ShapeMismatchException(this + ": a prediction must have two or more classes on its last axis but"
                    + " has shape " + prediction + ". For one logit take binaryCrossEntropy.");
        }
        int classes = prediction.last();
        if (!classWeights.isEmpty() && classWeights.size() != classes) {
            throw new ShapeMismatchException(this + ": there are " + classWeights.size() + " class weights for "
                    + classes + " classes. Give one for each class, in their order.");
        }
    }

    private ShapeMismatchException mismatch(Shape prediction, Shape target) {
        return new ShapeMismatchException(this + ": for a prediction of shape " + prediction
                + " the target must have shape " + prediction.withoutLast() + " (classes, INT32) or " + prediction
                + " (distributions, floating) but has " + target
                + ". Reshape the targets, or give the last layer one output for each class.");
    }

    @Override
    public double weight(Target target) {
        ClassTargets classes = ClassTargets.of(this, target);
        double sum = 0;
        for (int example = 0; example < target.batch(); example++) {
            double weight = Targets.weight(this, target, example);
            for (int row = example * classes.rowsPerExample(); row < (example + 1) * classes.rowsPerExample(); row++) {
                sum += weight * classes.weight(row);
            }
        }
        return sum;
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        Targets.requireFloating(this, prediction);
        Shape shape = prediction.shape();
        requireClasses(shape);
        boolean labels = !target.values().type().isFloating();
        if (!target.values().shape().equals(labels ? shape.withoutLast() : shape)) {
            throw mismatch(shape, target.values().shape());
        }
        ClassTargets classes = ClassTargets.of(this, target);
        classes.requireValid(shape.last());
        return new CrossEntropyRows(this, prediction, target, classes, scale, step).evaluate(step);
    }

    /** The class weights as an array, or null where every class counts the same. */
    double @Nullable [] weightArray() {
        return classWeights.isEmpty()
                ? null
                : classWeights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String toString() {
        SpecText text = SpecText.of(WORD).option("labelSmoothing", labelSmoothing, 0);
        ignoredLabel.ifPresent(label -> text.add("ignoredLabel", label));
        return text.list("classWeights", classWeights).toString();
    }
}
