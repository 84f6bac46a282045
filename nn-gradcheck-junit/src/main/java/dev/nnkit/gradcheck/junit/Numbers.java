package dev.nnkit.gradcheck.junit;

import java.util.Arrays;

/** Arrays of one type from those of the other. */
final class Numbers {
    private Numbers() {}

    static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }
}
