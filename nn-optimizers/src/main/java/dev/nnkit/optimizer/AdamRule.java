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
        double shrink = 1 - rate * weightDecay;
        double ofMean = rate / (1 - Math.pow(settings.beta1(), step));
        double ofRoot = 1 / Math.sqrt(1 - Math.pow(settings.beta2(), step));
        if (value.type() == DataType.FLOAT32) {
            kernels.split(value.size(), 15, (from, to) -> floats(value, gradient, shrink, ofMean, ofRoot, from, to));
        } else {
            kernels.split(value.size(), 15, (from, to) -> doubles(value, gradient, shrink, ofMean, ofRoot, from, to));
        }
    }

    private void floats(Tensor value, Tensor gradient, double shrink, double ofMean, double ofRoot, int from, int to) {
        updateFloats(
                value.floats(),
                gradient.floats(),
                mean.floats(),
                square.floats(),
                new float[] {
                    (float) settings.beta1(),
                    (float) (1 - settings.beta1()),
                    (float) settings.beta2(),
                    (float) (1 - settings.beta2()),
                    (float) settings.epsilon(),
                    (float) shrink,
                    (float) ofMean,
                    (float) ofRoot
                },
                from,
                to);
    }

    /** One static method with arrays as parameters: the form that the JIT vectorises. */
    private static void updateFloats(float[] w, float[] g, float[] m, float[] v, float[] factors, int from, int to) {
        float keepMean = factors[0];
        float freshMean = factors[1];
        float keepSquare = factors[2];
        float freshSquare = factors[3];
        float epsilon = factors[4];
        float shrink = factors[5];
        float ofMean = factors[6];
        float ofRoot = factors[7];
        for (int i = from; i < to; i++) {
            float mean = keepMean * m[i] + freshMean * g[i];
            float square = keepSquare * v[i] + freshSquare * (g[i] * g[i]);
            m[i] = mean;
            v[i] = square;
            w[i] = shrink * w[i] - ofMean * mean / ((float) Math.sqrt(square) * ofRoot + epsilon);
        }
    }

    private void doubles(Tensor value, Tensor gradient, double shrink, double ofMean, double ofRoot, int from, int to) {
        double[] w = value.doubles();
        double[] g = gradient.doubles();
        double[] m = mean.doubles();
        double[] v = square.doubles();
        double beta1 = settings.beta1();
        double beta2 = settings.beta2();
        double epsilon = settings.epsilon();
        for (int i = from; i < to; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
            w[i] = shrink * w[i] - ofMean * m[i] / (Math.sqrt(v[i]) * ofRoot + epsilon);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("mean", mean);
        state.put("square", square);
        return state;
    }
}
