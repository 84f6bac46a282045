package dev.nnkit.bench.hand;

/** Losses of one example, which leave their gradient where the prediction was. */
final class HandWrittenErrors {
    private HandWrittenErrors() {}

    static double softmaxCrossEntropy(float[] logits, int label, float scale) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        double loss = Math.log(sum) + max - logits[label];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = scale * (float) (Math.exp(logits[k] - max) / sum - (k == label ? 1 : 0));
        }
        return loss;
    }

    /** For one output. */
    static double squaredError(float[] prediction, float target, float scale) {
        float error = prediction[0] - target;
        prediction[0] = 2 * scale * error;
        return error * error;
    }
}
