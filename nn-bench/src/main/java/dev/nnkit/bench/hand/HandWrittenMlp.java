package dev.nnkit.bench.hand;

import dev.nnkit.api.RandomStream;

/** Dense layers with ReLU or tanh between them, one example after the other, the gradients of a batch added up. */
public final class HandWrittenMlp implements HandWritten {
    private final float[] inputs;
    private final ExampleLoss error;
    private final boolean tanh;
    private final boolean adam;
    private final HandWrittenDense[] layers;
    private final float[][] outputs;
    private final float[][] back;
    private final Batches batches;
    private int steps;

    /** The loss of one example. */
    @FunctionalInterface
    private interface ExampleLoss {
        double of(float[] prediction, int row, float scale);
    }

    private HandWrittenMlp(int[] widths, boolean tanh, boolean adam, float[] inputs, int batch, ExampleLoss error) {
        this.inputs = inputs;
        this.error = error;
        this.tanh = tanh;
        this.adam = adam;
        this.layers = new HandWrittenDense[widths.length - 1];
        this.outputs = new float[layers.length][];
        this.back = new float[layers.length][];
        RandomStream random = RandomStream.of(1, "hand-written layers");
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new HandWrittenDense(widths[l], widths[l + 1], l == layers.length - 1 ? 1 : 1.5, random);
            outputs[l] = new float[widths[l + 1]];
            back[l] = new float[widths[l]];
        }
        this.batches = new Batches(inputs.length / widths[0], batch, this::step);
    }

    /** ReLU and softmax cross-entropy, with Adam or with momentum. */
    public static HandWrittenMlp classifier(int[] widths, boolean adam, float[] inputs, int[] labels, int batch) {
        return new HandWrittenMlp(
                widths,
                false,
                adam,
                inputs,
                batch,
                (logits, row, scale) -> HandWrittenErrors.softmaxCrossEntropy(logits, labels[row], scale));
    }

    /** Tanh, mean squared error of one output, Adam. */
    public static HandWrittenMlp regression(int[] widths, float[] inputs, float[] targets, int batch) {
        return new HandWrittenMlp(
                widths,
                true,
                true,
                inputs,
                batch,
                (prediction, row, scale) -> HandWrittenErrors.squaredError(prediction, targets[row], scale));
    }

    @Override
    public double epoch(long seed) {
        return batches.epoch(seed);
    }

    private double step(int[] order, int from, int to) {
        for (HandWrittenDense layer : layers) {
            layer.clear();
        }
        double loss = 0;
        for (int n = from; n < to; n++) {
            int start = order[n] * layers[0].in;
            forward(start);
            loss += error.of(outputs[layers.length - 1], order[n], 1f / (to - from));
            backward(start);
        }
        steps++;
        for (HandWrittenDense layer : layers) {
            if (adam) {
                layer.adam(steps);
            } else {
                layer.momentum();
            }
        }
        return loss / (to - from);
    }

    private void forward(int start) {
        layers[0].forward(inputs, start, outputs[0]);
        for (int l = 1; l < layers.length; l++) {
            float[] y = outputs[l - 1];
            for (int j = 0; j < y.length; j++) {
                y[j] = tanh ? (float) Math.tanh(y[j]) : Math.max(y[j], 0);
            }
            layers[l].forward(y, 0, outputs[l]);
        }
    }

    private void backward(int start) {
        float[] dy = outputs[layers.length - 1];
        for (int l = layers.length - 1; l > 0; l--) {
            float[] y = outputs[l - 1];
            layers[l].backward(y, 0, dy);
            layers[l].inputGradient(dy, back[l]);
            dy = back[l];
            for (int j = 0; j < dy.length; j++) {
                dy[j] *= tanh ? 1 - y[j] * y[j] : y[j] > 0 ? 1 : 0;
            }
        }
        layers[0].backward(inputs, start, dy);
    }
}
