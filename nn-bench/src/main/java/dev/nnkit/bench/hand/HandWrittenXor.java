package dev.nnkit.bench.hand;

import dev.nnkit.api.RandomStream;

/**
 * Exclusive or by a 2-4-1 network with tanh, a sigmoid at the end, cross-entropy and plain gradient descent, one example at
 * a time.
 */
public final class HandWrittenXor implements HandWritten {
    private static final int HIDDEN = 4;
    private static final float RATE = 0.1f;

    private final float[] inputs;
    private final float[] targets;
    private final int[] order;
    private final float[] weight1 = new float[2 * HIDDEN];
    private final float[] bias1 = new float[HIDDEN];
    private final float[] weight2 = new float[HIDDEN];
    private final float[] hidden = new float[HIDDEN];
    private float bias2;

    /** @param inputs two numbers a row */
    public HandWrittenXor(float[] inputs, float[] targets) {
        this.inputs = inputs;
        this.targets = targets;
        this.order = Batches.inOrder(targets.length);
        RandomStream random = RandomStream.of(1, "hand-written xor");
        for (int i = 0; i < weight1.length; i++) {
            weight1[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < weight2.length; i++) {
            weight2[i] = (float) (0.5 * random.nextGaussian());
        }
    }

    @Override
    public double epoch(long seed) {
        RandomStream.of(seed, "shuffle").shuffle(order);
        double loss = 0;
        for (int row : order) {
            loss = step(inputs[2 * row], inputs[2 * row + 1], targets[row]);
        }
        return loss;
    }

    private float step(float a, float b, float target) {
        float logit = bias2;
        for (int j = 0; j < HIDDEN; j++) {
            hidden[j] = (float) Math.tanh(bias1[j] + weight1[j] * a + weight1[HIDDEN + j] * b);
            logit += weight2[j] * hidden[j];
        }
        float error = (float) (1 / (1 + Math.exp(-logit))) - target;
        for (int j = 0; j < HIDDEN; j++) {
            float back = error * weight2[j] * (1 - hidden[j] * hidden[j]);
            weight2[j] -= RATE * error * hidden[j];
            weight1[j] -= RATE * back * a;
            weight1[HIDDEN + j] -= RATE * back * b;
            bias1[j] -= RATE * back;
        }
        bias2 -= RATE * error;
        return (float) (Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit))));
    }
}
