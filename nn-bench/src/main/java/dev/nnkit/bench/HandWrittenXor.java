package dev.nnkit.bench;

import dev.nnkit.api.RandomStream;

/**
 * The reference for the XOR step: a 2-4-1 network with tanh and a sigmoid at the end, cross-entropy and plain gradient
 * descent, one example at a time, in loops as one would write them for this network alone.
 */
final class HandWrittenXor {
    private static final int HIDDEN = 4;

    private final float rate;
    private final float[] weight1 = new float[2 * HIDDEN];
    private final float[] bias1 = new float[HIDDEN];
    private final float[] weight2 = new float[HIDDEN];
    private final float[] hidden = new float[HIDDEN];
    private float bias2;

    HandWrittenXor(float rate, long seed) {
        this.rate = rate;
        RandomStream random = RandomStream.of(seed, "hand-written xor");
        for (int i = 0; i < weight1.length; i++) {
            weight1[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < weight2.length; i++) {
            weight2[i] = (float) (0.5 * random.nextGaussian());
        }
    }

    /** One step on one example; returns the loss before it. */
    float step(float a, float b, float target) {
        float logit = logit(a, b);
        float error = (float) (1 / (1 + Math.exp(-logit))) - target;
        for (int j = 0; j < HIDDEN; j++) {
            float back = error * weight2[j] * (1 - hidden[j] * hidden[j]);
            weight2[j] -= rate * error * hidden[j];
            weight1[j] -= rate * back * a;
            weight1[HIDDEN + j] -= rate * back * b;
            bias1[j] -= rate * back;
        }
        bias2 -= rate * error;
        return (float) (Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit))));
    }

    float logit(float a, float b) {
        float sum = bias2;
        for (int j = 0; j < HIDDEN; j++) {
            hidden[j] = (float) Math.tanh(bias1[j] + weight1[j] * a + weight1[HIDDEN + j] * b);
            sum += weight2[j] * hidden[j];
        }
        return sum;
    }
}
