package dev.nnkit.evolution.ways;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;

/** The model of the straight ways: {@code answer = bias + sum of weight_i x_i}. Mutable, used by one thread. */
final class Line {
    private final double[] weights;
    private double bias;

    /** With all weights 0. */
    Line(int features) {
        weights = new double[features];
    }

    double answer(Tensor inputs, int row) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * inputs.get(row * weights.length + i);
        }
        return sum;
    }

    /** Adds {@code amount} times a row to the weights: then the answer to this row grows by that times its length squared. */
    void add(double amount, Tensor inputs, int row) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] += amount * inputs.get(row * weights.length + i);
        }
        bias += amount;
    }

    /** All answers, FLOAT64 [rows, 1]. */
    Tensor answers(Tensor inputs) {
        Tensor answers = Tensor.zeros(DataType.FLOAT64, Shape.of(inputs.batch(), 1));
        for (int row = 0; row < inputs.batch(); row++) {
            answers.set(row, answer(inputs, row));
        }
        return answers;
    }
}
