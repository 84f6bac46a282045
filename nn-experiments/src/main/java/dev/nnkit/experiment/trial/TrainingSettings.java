package dev.nnkit.experiment.trial;

import dev.nnkit.api.DataType;
import java.util.List;

/**
 * How a trial trains. Specs are texts, as {@code toString} prints them and the registry reads them.
 *
 * @param optimizer without its learning rate: {@code adam}, {@code adam(beta1=0.8)}
 * @param learningRate what {@code optimizer} gets as its {@code learningRate}; positive and finite
 * @param schedule of the learning rate: {@code constant}
 * @param transforms done to all gradients before an update, in this order
 * @param loss what is made smaller
 * @param epochs passes over the rows, 1 or more
 * @param batchSize examples in a step, 1 or more
 * @param validationShare the share of the rows for training that each seed takes out to validate on, in (0, 1); 0 where the
 *     data say which rows are for validation
 * @param precision FLOAT32 or FLOAT64
 * @param score what is measured beside the loss
 */
public record TrainingSettings(
        String optimizer,
        double learningRate,
        String schedule,
        List<String> transforms,
        String loss,
        int epochs,
        int batchSize,
        double validationShare,
        DataType precision,
        Score score) {
    public TrainingSettings {
        transforms = List.copyOf(transforms);
        require(
                learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
                "the learning rate",
                "positive",
                learningRate);
        require(epochs >= 1, "epochs", "1 or more", epochs);
        require(batchSize >= 1, "the batch size", "1 or more", batchSize);
        require(validationShare >= 0 && validationShare < 1, "the validation share", "in [0, 1)", validationShare);
        require(precision.isFloating(), "the precision", "FLOAT32 or FLOAT64", precision);
    }

    private static void require(boolean condition, String what, String expected, Object got) {
        if (!condition) {
            throw new IllegalArgumentException("trial: " + what + " must be " + expected + " but is " + got + ".");
        }
    }

    /** The whole optimizer: {@code adam(learningRate=0.01)}. */
    public String optimizerText() {
        return OptimizerText.withRate(optimizer, learningRate);
    }

    public TrainingSettings withLearningRate(double rate) {
        return new TrainingSettings(
                optimizer, rate, schedule, transforms, loss, epochs, batchSize, validationShare, precision, score);
    }
}
