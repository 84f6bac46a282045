package dev.nnkit.bench.hand;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;

/** A dense layer with its gradients and the optimizer's moments; weights are [in, out], the biases their last row. */
final class HandWrittenDense {
    final int in;
    final int out;
    private final float[] weights;
    private final float[] gradients;
    private final float[] mean;
    private final float[] square;

    HandWrittenDense(int in, int out, double gain, RandomStream random) {
        this.in = in;
        this.out = out;
        this.weights = new float[(in + 1) * out];
        this.gradients = new float[weights.length];
        this.mean = new float[weights.length];
        this.square = new float[weights.length];
        for (int i = 0; i < in * out; i++) {
            weights[i] = (float) (gain / Math.sqrt(in) * random.nextGaussian());
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
        Updates.adam(weights, gradients, mean, square, step);
    }

    void momentum() {
        Updates.momentum(weights, gradients, mean);
    }
}
