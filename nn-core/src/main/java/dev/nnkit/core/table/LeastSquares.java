package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.metric.RSquared;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Ordinary least squares: {@code y = intercept + sum of coefficient_i x_i} with the least sum of squared errors, which is
 * what a network should be better than. Where features depend on each other, as those of categories do, the coefficients
 * of least length are taken, measured in deviations of their columns.
 *
 * <p>Solved in double precision by the normal equations of the centred columns; time grows with {@code rows * features^2}
 * and {@code features^3}. Thread-safe: immutable.
 */
public final class LeastSquares {
    private final double[] means;
    private final double[] coefficients;
    private final double targetMean;

    private LeastSquares(double[] means, double[] coefficients, double targetMean) {
        this.means = means;
        this.coefficients = coefficients;
        this.targetMean = targetMean;
    }

    /**
     * Fits rows of features [rows, features] to targets [rows, 1].
     *
     * @throws IllegalArgumentException if the data have other shapes, or no rows
     */
    public static LeastSquares fit(Dataset data) {
        Tensor inputs = data.inputs().get(0);
        Tensor targets = data.targets().get(0);
        int rows = data.size();
        if (rows == 0 || inputs.shape().rank() != 2 || !targets.shape().equals(Shape.of(rows, 1))) {
            throw new IllegalArgumentException(
                    "least squares: inputs must be [rows, features] and targets [rows, 1], of 1"
                            + " row or more, but are " + inputs.shape() + " and " + targets.shape() + ".");
        }
        int width = inputs.shape().last();
        double[] means = new double[width];
        double targetMean = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                means[i] += inputs.get(row * width + i) / rows;
            }
            targetMean += targets.get(row) / rows;
        }
        return new LeastSquares(means, solve(inputs, means, targets, targetMean), targetMean);
    }

    private static double[] solve(Tensor inputs, double[] means, Tensor targets, double targetMean) {
        int width = means.length;
        double[][] products = new double[width][width];
        double[] withTarget = new double[width];
        double[] centred = new double[width];
        for (int row = 0; row < targets.size(); row++) {
            for (int i = 0; i < width; i++) {
                centred[i] = inputs.get(row * width + i) - means[i];
            }
            double target = targets.get(row) - targetMean;
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    products[i][j] += centred[i] * centred[j];
                }
                withTarget[i] += centred[i] * target;
            }
        }
        return solve(products, withTarget);
    }

    /** With all columns brought to length 1, so that large ones do not make small ones look like rounding errors. */
    private static double[] solve(double[][] products, double[] withTarget) {
        int width = withTarget.length;
        double[] lengths = new double[width];
        for (int i = 0; i < width; i++) {
            lengths[i] = products[i][i] == 0 ? 1 : Math.sqrt(products[i][i]);
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                products[i][j] /= lengths[i] * lengths[j];
            }
            withTarget[i] /= lengths[i];
        }
        double[] solution = new SingularValueDecomposition(new Array2DRowRealMatrix(products, false))
                .getSolver()
                .solve(new ArrayRealVector(withTarget, false))
                .toArray();
        for (int i = 0; i < width; i++) {
            solution[i] /= lengths[i];
        }
        return solution;
    }

    /** One for each feature. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** What is predicted where all features are 0. */
    public double intercept() {
        double sum = targetMean;
        for (int i = 0; i < coefficients.length; i++) {
            sum -= coefficients[i] * means[i];
        }
        return sum;
    }

    /** Predictions for rows of features: FLOAT64 [rows, 1]. */
    public Tensor predict(Tensor inputs) {
        int width = coefficients.length;
        Tensor predictions = Tensor.zeros(DataType.FLOAT64, Shape.of(inputs.batch(), 1));
        for (int row = 0; row < inputs.batch(); row++) {
            double sum = targetMean;
            for (int i = 0; i < width; i++) {
                sum += coefficients[i] * (inputs.get(row * width + i) - means[i]);
            }
            predictions.set(row, sum);
        }
        return predictions;
    }

    /** The R² of its predictions for other rows, which is the same in every unit. */
    public double rSquared(Dataset data) {
        RSquared metric = new RSquared();
        metric.add(predict(data.inputs().get(0)), Target.of(data.targets().get(0)));
        return metric.value();
    }
}
