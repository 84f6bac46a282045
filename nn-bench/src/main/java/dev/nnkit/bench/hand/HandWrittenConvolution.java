package dev.nnkit.bench.hand;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;

/**
 * A convolution by squares of 5 by 5 without padding, ReLU, and the largest of each 2 by 2, on images [height, width,
 * channels] of one example at a time, in the six loops that one writes first.
 */
final class HandWrittenConvolution {
    private static final int TAPS = 5;

    private final int size;
    private final int channels;
    private final int filters;
    private final int outSize;
    private final float[] weights;
    private final float[] bias;
    private final float[] gradients;
    private final float[] biasGradients;
    private final float[][] moments;
    private final float[] map;
    private final float[] mapGradient;
    private final int[] largest;
    final float[] pooled;

    HandWrittenConvolution(int size, int channels, int filters, RandomStream random) {
        this.size = size;
        this.channels = channels;
        this.filters = filters;
        this.outSize = size - TAPS + 1;
        int inputs = TAPS * TAPS * channels;
        this.weights = new float[inputs * filters];
        this.bias = new float[filters];
        this.gradients = new float[weights.length];
        this.biasGradients = new float[filters];
        this.moments = new float[][] {
            new float[weights.length], new float[weights.length], new float[filters], new float[filters]
        };
        this.map = new float[outSize * outSize * filters];
        this.mapGradient = new float[map.length];
        this.largest = new int[map.length / 4];
        this.pooled = new float[map.length / 4];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (Math.sqrt(2.0 / inputs) * random.nextGaussian());
        }
    }

    void clear() {
        Arrays.fill(gradients, 0);
        Arrays.fill(biasGradients, 0);
    }

    void forward(float[] x, int start) {
        for (int i = 0; i < outSize; i++) {
            for (int j = 0; j < outSize; j++) {
                for (int f = 0; f < filters; f++) {
                    map[(i * outSize + j) * filters + f] = Math.max(bias[f] + window(x, start, i, j, f), 0);
                }
            }
        }
        pool();
    }

    private float window(float[] x, int start, int i, int j, int f) {
        float sum = 0;
        for (int a = 0; a < TAPS; a++) {
            for (int b = 0; b < TAPS; b++) {
                for (int c = 0; c < channels; c++) {
                    sum += x[start + ((i + a) * size + j + b) * channels + c]
                            * weights[((a * TAPS + b) * channels + c) * filters + f];
                }
            }
        }
        return sum;
    }

    private void pool() {
        int half = outSize / 2;
        for (int i = 0; i < half; i++) {
            for (int j = 0; j < half; j++) {
                for (int f = 0; f < filters; f++) {
                    int best = (2 * i * outSize + 2 * j) * filters + f;
                    for (int k = 1; k < 4; k++) {
                        int other = ((2 * i + k / 2) * outSize + 2 * j + k % 2) * filters + f;
                        best = map[other] > map[best] ? other : best;
                    }
                    int at = (i * half + j) * filters + f;
                    largest[at] = best;
                    pooled[at] = map[best];
                }
            }
        }
    }

    /** @param dx empty where nobody asks for it */
    void backward(float[] x, int start, float[] dPooled, float[] dx) {
        Arrays.fill(mapGradient, 0);
        for (int k = 0; k < dPooled.length; k++) {
            mapGradient[largest[k]] += map[largest[k]] > 0 ? dPooled[k] : 0;
        }
        if (dx.length > 0) {
            Arrays.fill(dx, 0);
        }
        for (int i = 0; i < outSize; i++) {
            for (int j = 0; j < outSize; j++) {
                for (int f = 0; f < filters; f++) {
                    float g = mapGradient[(i * outSize + j) * filters + f];
                    if (g != 0) {
                        biasGradients[f] += g;
                        windowBackward(x, start, i, j, f, g, dx);
                    }
                }
            }
        }
    }

    private void windowBackward(float[] x, int start, int i, int j, int f, float g, float[] dx) {
        for (int a = 0; a < TAPS; a++) {
            for (int b = 0; b < TAPS; b++) {
                for (int c = 0; c < channels; c++) {
                    int pixel = ((i + a) * size + j + b) * channels + c;
                    int weight = ((a * TAPS + b) * channels + c) * filters + f;
                    gradients[weight] += g * x[start + pixel];
                    if (dx.length > 0) {
                        dx[pixel] += g * weights[weight];
                    }
                }
            }
        }
    }

    void adam(int step) {
        Updates.adam(weights, gradients, moments[0], moments[1], step);
        Updates.adam(bias, biasGradients, moments[2], moments[3], step);
    }
}
