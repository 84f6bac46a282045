package dev.nnkit.core.layer;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import java.util.List;

/** Long short-term memory as its formulas say, one example and one number at a time. */
final class LstmOracle {
    private LstmOracle() {}

    /** The states of all steps of example {@code b}, [length][units]. */
    static double[][] states(List<Parameter> parameters, Tensor x, int b, int length) {
        Tensor input = parameters.get(0).value();
        Tensor recurrent = parameters.get(1).value();
        Tensor bias = parameters.get(2).value();
        int units = recurrent.shape().axis(0);
        double[][] states = new double[length][];
        double[] h = new double[units];
        double[] c = new double[units];
        for (int t = 0; t < length; t++) {
            double[] next = new double[units];
            for (int j = 0; j < units; j++) {
                double[] sums = new double[4];
                for (int gate = 0; gate < 4; gate++) {
                    int column = gate * units + j;
                    double sum = bias.get(column);
                    for (int f = 0; f < x.shape().last(); f++) {
                        sum += x.get(x.indexOf(b, t, f)) * input.get(input.indexOf(f, column));
                    }
                    for (int k = 0; k < units; k++) {
                        sum += h[k] * recurrent.get(recurrent.indexOf(k, column));
                    }
                    sums[gate] = sum;
                }
                c[j] = sigmoid(sums[1]) * c[j] + sigmoid(sums[0]) * Math.tanh(sums[2]);
                next[j] = sigmoid(sums[3]) * Math.tanh(c[j]);
            }
            h = next;
            states[t] = h;
        }
        return states;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
