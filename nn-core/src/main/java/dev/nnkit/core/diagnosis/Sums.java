package dev.nnkit.core.diagnosis;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;

/** Sums of squares, in double precision and in the order of the elements. */
final class Sums {
    private Sums() {}

    static double squares(Tensor tensor) {
        int size = tensor.size();
        double sum = 0;
        if (tensor.type() == DataType.FLOAT32) {
            float[] values = tensor.floats();
            for (int i = 0; i < size; i++) {
                sum += (double) values[i] * values[i];
            }
        } else {
            double[] values = tensor.doubles();
            for (int i = 0; i < size; i++) {
                sum += values[i] * values[i];
            }
        }
        return sum;
    }

    /** Of two floating tensors of one type and shape. */
    static double squaresOfDifference(Tensor a, Tensor b) {
        int size = a.size();
        double sum = 0;
        if (a.type() == DataType.FLOAT32) {
            float[] left = a.floats();
            float[] right = b.floats();
            for (int i = 0; i < size; i++) {
                double difference = (double) left[i] - right[i];
                sum += difference * difference;
            }
        } else {
            double[] left = a.doubles();
            double[] right = b.doubles();
            for (int i = 0; i < size; i++) {
                double difference = left[i] - right[i];
                sum += difference * difference;
            }
        }
        return sum;
    }
}
