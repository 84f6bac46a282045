package dev.nnkit.bench.peer;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Examples as plain numbers: inputs and targets row by row, a class as ones and zeros. Thread-safe: nothing writes. */
final class Rows {
    private final float[] inputs;
    private final float[] targets;
    private final int count;

    Rows(Dataset data) {
        Tensor target = data.targets().get(0);
        this.inputs = data.inputs().get(0).floats();
        this.targets = data.isClassification() ? oneHot(target.ints()) : target.floats();
        this.count = data.size();
    }

    private static float[] oneHot(int[] labels) {
        int classes = Arrays.stream(labels).max().orElseThrow() + 1;
        float[] ones = new float[labels.length * classes];
        for (int row = 0; row < labels.length; row++) {
            ones[row * classes + labels[row]] = 1;
        }
        return ones;
    }

    int count() {
        return count;
    }

    int inputWidth() {
        return inputs.length / count;
    }

    int targetWidth() {
        return targets.length / count;
    }

    float[] input(int row) {
        return Arrays.copyOfRange(inputs, row * inputWidth(), (row + 1) * inputWidth());
    }

    float[] target(int row) {
        return Arrays.copyOfRange(targets, row * targetWidth(), (row + 1) * targetWidth());
    }

    /** Writes a batch where native code reads it. */
    void copy(int[] order, int from, int to, FloatBuffer intoInputs, FloatBuffer intoTargets) {
        intoInputs.clear();
        intoTargets.clear();
        for (int i = from; i < to; i++) {
            intoInputs.put(inputs, order[i] * inputWidth(), inputWidth());
            intoTargets.put(targets, order[i] * targetWidth(), targetWidth());
        }
    }
}
