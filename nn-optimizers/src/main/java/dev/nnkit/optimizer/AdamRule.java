package dev.nnkit.optimizer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The update that {@link Adam} and {@link AdamW} share; without decay they are the same. */
record AdamRule(Adam settings, double weightDecay, Tensor mean, Tensor square) implements Rule {
    static AdamRule of(Adam settings, double weightDecay, Tensor value) {
        return new AdamRule(
                settings,
                weightDecay,
                Tensor.zeros(value.type(), value.shape()),
                Tensor.zeros(value.type(), value.shape()));
    }

    @Override
    public void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels) {
        double rate = settings.learningRate() * rateFactor;
        if (value.type() == DataType.FLOAT32) {
            floats(value, gradient, rate, step, kernels);
        } else {
            doubles(value, gradient, rate, step, kernels);
        }
    }

    private void floats(Tensor value, Tensor gradient, double rate, long step, Kernels kernels) {
        float[] w = value.floats();
        float[] g = gradient.floats();
        float[] m = mean.floats();
        float[] v = square.floats();
        float beta1 = floatBelowOne(settings.beta1());
        float beta2 = floatBelowOne(settings.beta2());
        float fresh1 = 1 - beta1;
        float fresh2 = 1 - beta2;
        float epsilon = (float) settings.epsilon();
        float ofWeight = (float) (rate * weightDecay);
        float ofMean = (float) (rate * correction(beta1, step));
        float ofRoot = (float) Math.sqrt(correction(beta2, step));
        kernels.split(value.size(), 15, (from, to) -> {
            for (int i = from; i < to; i++) {
                float first = beta1 * m[i] + fresh1 * g[i];
                float second = beta2 * v[i] + fresh2 * (g[i] * g[i]);
                m[i] = first;
                v[i] = second;
                // one difference: a factor 1 - ofWeight, rounded to float, would decay all weights by the same wrong
                // share
                w[i] -= ofWeight * w[i] + ofMean * first / ((float) Math.sqrt(second) * ofRoot + epsilon);
            }
        });
    }

    private void doubles(Tensor value, Tensor gradient, double rate, long step, Kernels kernels) {
        double[] w = value.doubles();
        double[] g = gradient.doubles();
        double[] m = mean.doubles();
        double[] v = square.doubles();
        double beta1 = settings.beta1();
        double beta2 = settings.beta2();
        double epsilon = settings.epsilon();
        double ofWeight = rate * weightDecay;
        double ofMean = rate * correction(beta1, step);
        double ofRoot = Math.sqrt(correction(beta2, step));
        kernels.split(value.size(), 15, (from, to) -> {
            for (int i = from; i < to; i++) {
                double first = beta1 * m[i] + (1 - beta1) * g[i];
                double second = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
                m[i] = first;
                v[i] = second;
                w[i] -= ofWeight * w[i] + ofMean * first / (Math.sqrt(second) * ofRoot + epsilon);
            }
        });
    }

    /** What a running mean that began at 0 is multiplied with in update {@code step}. */
    private static double correction(double beta, long step) {
        return 1 / (1 - Math.pow(beta, (double) step));
    }

    /** A share below 1 as a float that is below 1 too. */
    static float floatBelowOne(double share) {
        return Math.min((float) share, Math.nextDown(1f));
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("mean", mean);
        state.put("square", square);
        return state;
    }
}
