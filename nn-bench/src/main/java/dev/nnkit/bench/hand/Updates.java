package dev.nnkit.bench.hand;

/** Updates of an array of weights. */
final class Updates {
    private Updates() {}

    /** Adam with rate 0.001. */
    static void adam(float[] weights, float[] gradients, float[] mean, float[] square, int step) {
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

    /** Rate 0.01, momentum 0.9. */
    static void momentum(float[] weights, float[] gradients, float[] velocity) {
        for (int i = 0; i < weights.length; i++) {
            velocity[i] = 0.9f * velocity[i] + gradients[i];
            weights[i] -= 0.01f * velocity[i];
        }
    }
}
