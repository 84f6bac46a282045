package dev.nnkit.bench;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;

/**
 * The reference for the epoch on images: one hidden layer with ReLU, softmax cross-entropy and Adam, in batches, in plain
 * loops over flat arrays in the order that reads memory forwards.
 */
final class HandWrittenDigits {
    private final int inputs;
    private final int hidden;
    private final int classes;
    private final Layer first;
    private final Layer second;
    private final float[] activity;
    private final float[] logits;
    private final float[] back;
    private int steps;

    HandWrittenDigits(int inputs, int hidden, int classes, long seed) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.classes = classes;
        RandomStream random = RandomStream.of(seed, "hand-written digits");
        this.first = new Layer(inputs, hidden, Math.sqrt(2.0 / inputs), random);
        this.second = new Layer(hidden, classes, Math.sqrt(1.0 / hidden), random);
        this.activity = new float[hidden];
        this.logits = new float[classes];
        this.back = new float[hidden];
    }

    /** One step on rows {@code order[from]} to {@code order[to - 1]}; returns the mean loss before it. */
    double step(float[] images, int[] labels, int[] order, int from, int to) {
        first.clear();
        second.clear();
        double loss = 0;
        for (int n = from; n < to; n++) {
            int start = order[n] * inputs;
            first.forward(images, start, activity);
            for (int j = 0; j < hidden; j++) {
                activity[j] = Math.max(activity[j], 0);
            }
            second.forward(activity, 0, logits);
            loss += lossAndGradient(labels[order[n]], 1f / (to - from));
            second.backward(activity, 0, logits);
            second.inputGradient(logits, back);
            for (int j = 0; j < hidden; j++) {
                back[j] = activity[j] > 0 ? back[j] : 0;
            }
            first.backward(images, start, back);
        }
        steps++;
        first.adam(steps);
        second.adam(steps);
        return loss / (to - from);
    }

    /** Softmax cross-entropy; leaves its gradient in the logits. */
    private double lossAndGradient(int label, float scale) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        double loss = Math.log(sum) + max - logits[label];
        for (int k = 0; k < classes; k++) {
            logits[k] = scale * (float) (Math.exp(logits[k] - max) / sum - (k == label ? 1 : 0));
        }
        return loss;
    }

    /** A dense layer with its gradients and Adam's two moments; weights are [in, out]. */
    private static final class Layer {
        private final int in;
        private final int out;
        private final float[] weights;
        private final float[] gradients;
        private final float[] mean;
        private final float[] square;

        /** The biases are the last row of the weights. */
        Layer(int in, int out, double deviation, RandomStream random) {
            this.in = in;
            this.out = out;
            this.weights = new float[(in + 1) * out];
            this.gradients = new float[weights.length];
            this.mean = new float[weights.length];
            this.square = new float[weights.length];
            for (int i = 0; i < in * out; i++) {
                weights[i] = (float) (deviation * random.nextGaussian());
            }
        }

        void clear() {
            Arrays.fill(gradients, 0);
        }

        void forward(float[] x, int start, float[] y) {
            System.arraycopy(weights, in * out, y, 0, out);
            for (int i = 0; i < in; i++) {
                float value = x[start + i];
                int row = i * out;
                for (int j = 0; j < out; j++) {
                    y[j] += value * weights[row + j];
                }
            }
        }

        void backward(float[] x, int start, float[] dy) {
            for (int i = 0; i < in; i++) {
                float value = x[start + i];
                int row = i * out;
                for (int j = 0; j < out; j++) {
                    gradients[row + j] += value * dy[j];
                }
            }
            for (int j = 0; j < out; j++) {
                gradients[in * out + j] += dy[j];
            }
        }

        void inputGradient(float[] dy, float[] dx) {
            for (int i = 0; i < in; i++) {
                float sum = 0;
                for (int j = 0; j < out; j++) {
                    sum += dy[j] * weights[i * out + j];
                }
                dx[i] = sum;
            }
        }

        void adam(int step) {
            float rate = 0.001f;
            float ofMean = (float) (1 / (1 - Math.pow(0.9, step)));
            float ofSquare = (float) (1 / (1 - Math.pow(0.999, step)));
            for (int i = 0; i < weights.length; i++) {
                float g = gradients[i];
                mean[i] = 0.9f * mean[i] + 0.1f * g;
                square[i] = 0.999f * square[i] + 0.001f * g * g;
                weights[i] -= rate * mean[i] * ofMean / ((float) Math.sqrt(square[i] * ofSquare) + 1e-8f);
            }
        }
    }
}
