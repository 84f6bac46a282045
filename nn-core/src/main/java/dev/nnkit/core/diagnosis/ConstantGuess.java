package dev.nnkit.core.diagnosis;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.train.Batch;
import dev.nnkit.core.train.Objective;
import java.util.List;

/**
 * What is reached without looking at the inputs: the loss of the best answer that is the same for every example, found by
 * gradient descent on the answer itself, with steps that grow while the loss falls and shrink when it does not. For cross
 * entropy that is the entropy of the classes, for squared error the variance of the targets; any other loss is treated alike.
 */
final class ConstantGuess {
    private static final int STEPS = 150;
    private static final double GROWTH = 1.5;
    private static final double SHRINKING = 0.3;

    private final Loss loss;
    private final Target target;
    private final double scale;
    private final StepContext step = StepContext.training(KernelChoice.best(1), 0);
    private final Tensor predictions;

    private ConstantGuess(Objective.Term term, Target target, Tensor predictions) {
        this.loss = term.loss();
        this.target = target;
        this.scale = term.factor() / loss.weight(target);
        this.predictions = predictions;
    }

    /** The loss of the best constant answer to a sample; NaN where none gives a number. */
    static double loss(Objective objective, Dataset sample) {
        Dataset typed = sample.as(objective.network().type());
        Batch batch = Batch.of(typed);
        StepContext step = StepContext.inference(KernelChoice.best(1));
        List<Tensor> outputs = objective.network().infer(batch.inputs(), step);
        double sum = 0;
        for (int i = 0; i < outputs.size(); i++) {
            Tensor predictions = outputs.get(i).as(DataType.FLOAT64).copy();
            ConstantGuess guess = new ConstantGuess(
                    objective.terms().get(i), widened(batch.targets().get(i)), predictions);
            sum += guess.descend();
        }
        return sum;
    }

    private static Target widened(Target target) {
        Tensor weights = target.exampleWeights();
        Tensor values = target.values();
        return new Target(
                values.type() == DataType.FLOAT32 ? values.as(DataType.FLOAT64) : values,
                weights == null ? null : weights.as(DataType.FLOAT64));
    }

    /** An answer of the kind that the network gives: where the loss takes no 0, as of probabilities, it takes this. */
    private static double[] mean(Tensor predictions) {
        double[] mean = new double[width(predictions.shape())];
        addRows(predictions, 1.0 / predictions.batch(), mean);
        return mean;
    }

    private static int width(Shape batch) {
        return batch.withoutFirst().size();
    }

    private double descend() {
        double[] mean = mean(predictions);
        double[] best = new double[mean.length];
        double[] slope = new double[mean.length];
        double least = evaluate(best, slope);
        if (!Double.isFinite(least)) {
            best = mean;
            slope = new double[mean.length];
            least = evaluate(best, slope);
        }
        double rate = 1;
        for (int i = 0; i < STEPS; i++) {
            double[] next = new double[best.length];
            for (int j = 0; j < next.length; j++) {
                next[j] = best[j] - rate * slope[j];
            }
            double[] nextSlope = new double[best.length];
            double value = evaluate(next, nextSlope);
            if (value < least) {
                best = next;
                slope = nextSlope;
                least = value;
                rate *= GROWTH;
            } else {
                rate *= SHRINKING;
            }
        }
        return least;
    }

    private double evaluate(double[] answer, double[] slope) {
        step.begin(0, 0);
        double[] rows = predictions.doubles();
        for (int i = 0; i < predictions.size(); i++) {
            rows[i] = answer[i % answer.length];
        }
        Loss.Evaluation evaluation = loss.evaluate(predictions, target, scale, step);
        addRows(evaluation.gradient(), 1, slope);
        return evaluation.value();
    }

    private static void addRows(Tensor tensor, double factor, double[] sum) {
        double[] values = tensor.doubles();
        for (int i = 0; i < tensor.size(); i++) {
            sum[i % sum.length] += factor * values[i];
        }
    }
}
