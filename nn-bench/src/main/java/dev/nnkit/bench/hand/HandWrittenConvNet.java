package dev.nnkit.bench.hand;

import dev.nnkit.api.RandomStream;

/** Two convolutions with pooling, then 128 hidden neurons and 10 classes, on images of 28 by 28; Adam. */
public final class HandWrittenConvNet implements HandWritten {
    private static final int PIXELS = 28 * 28;
    private static final float[] NOBODY_ASKS = {};

    private final float[] images;
    private final int[] labels;
    private final Batches batches;
    private final HandWrittenConvolution first;
    private final HandWrittenConvolution second;
    private final HandWrittenDense third;
    private final HandWrittenDense fourth;
    private final float[] hidden = new float[128];
    private final float[] logits = new float[10];
    private final float[] hiddenGradient = new float[128];
    private final float[] secondGradient = new float[4 * 4 * 16];
    private final float[] firstGradient = new float[12 * 12 * 8];
    private int steps;

    public HandWrittenConvNet(float[] images, int[] labels, int batch) {
        this.images = images;
        this.labels = labels;
        this.batches = new Batches(labels.length, batch, this::step);
        RandomStream random = RandomStream.of(1, "hand-written convolutions");
        this.first = new HandWrittenConvolution(28, 1, 8, random);
        this.second = new HandWrittenConvolution(12, 8, 16, random);
        this.third = new HandWrittenDense(4 * 4 * 16, 128, Math.sqrt(2), random);
        this.fourth = new HandWrittenDense(128, 10, 1, random);
    }

    @Override
    public double epoch(long seed) {
        return batches.epoch(seed);
    }

    private double step(int[] order, int from, int to) {
        first.clear();
        second.clear();
        third.clear();
        fourth.clear();
        double loss = 0;
        for (int n = from; n < to; n++) {
            loss += example(order[n], 1f / (to - from));
        }
        steps++;
        first.adam(steps);
        second.adam(steps);
        third.adam(steps);
        fourth.adam(steps);
        return loss / (to - from);
    }

    private double example(int row, float scale) {
        int start = row * PIXELS;
        first.forward(images, start);
        second.forward(first.pooled, 0);
        third.forward(second.pooled, 0, hidden);
        for (int j = 0; j < hidden.length; j++) {
            hidden[j] = Math.max(hidden[j], 0);
        }
        fourth.forward(hidden, 0, logits);
        double loss = HandWrittenErrors.softmaxCrossEntropy(logits, labels[row], scale);
        fourth.backward(hidden, 0, logits);
        fourth.inputGradient(logits, hiddenGradient);
        for (int j = 0; j < hidden.length; j++) {
            hiddenGradient[j] = hidden[j] > 0 ? hiddenGradient[j] : 0;
        }
        third.backward(second.pooled, 0, hiddenGradient);
        third.inputGradient(hiddenGradient, secondGradient);
        second.backward(first.pooled, 0, secondGradient, firstGradient);
        first.backward(images, start, firstGradient, NOBODY_ASKS);
        return loss;
    }
}
