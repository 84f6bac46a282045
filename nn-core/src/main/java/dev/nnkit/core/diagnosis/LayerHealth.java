package dev.nnkit.core.diagnosis;

/**
 * How a layer was at the end of an epoch, measured on a sample of N training examples.
 *
 * @param path where the layer stands: {@code 2}, {@code head}, {@code 1.0}
 * @param layer its text
 * @param units what became of its units
 * @param mean of its outputs, over examples and units
 * @param variance of its outputs, over examples and units
 * @param gradientNorm the root mean square, over the examples, of the norm of the gradient of an example's loss with respect
 *     to the layer's output: {@code sqrt(N sum (dL/dy)^2)} for the mean loss L
 * @param weightGradientNorm the norm of the gradient of the mean loss with respect to the weights; NaN without weights
 * @param updateRatio {@code norm(w after - w before) / norm(w before)} for one update of the weights, root mean square over
 *     the updates of the epoch that were measured; NaN where there were none
 */
public record LayerHealth(
        String path,
        String layer,
        Units units,
        double mean,
        double variance,
        double gradientNorm,
        double weightGradientNorm,
        double updateRatio) {
    /**
     * The units of an activation: its last axis, so the channels of images and the features of sequences. Other layers have
     * none.
     *
     * @param count how many there are
     * @param dead those of an activation with kinks, such as ReLU, whose slope was 0 for every example: nothing flows back
     *     through them, and the weights before them stand still
     * @param saturated those of a smooth activation, such as tanh, whose slope was below
     *     {@value Tally#FLAT} of the steepest there is for at least {@value Tally#NEARLY_ALL} of the examples
     */
    public record Units(int count, int dead, int saturated) {
        static final Units NONE = new Units(0, 0, 0);

        /** From 0 to 1; 0 where there are no units. */
        public double deadShare() {
            return share(dead);
        }

        /** From 0 to 1; 0 where there are no units. */
        public double saturatedShare() {
            return share(saturated);
        }

        private double share(int some) {
            return count == 0 ? 0 : (double) some / count;
        }
    }

    /** Whether the layer has weights that were measured. */
    public boolean hasWeights() {
        return !Double.isNaN(weightGradientNorm);
    }

    /** {@code layer 2, relu}. */
    String name() {
        return path.isEmpty() ? layer : "layer " + path + ", " + layer;
    }
}
