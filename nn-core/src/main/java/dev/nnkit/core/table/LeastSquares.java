package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.metric.RSquared;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    /** How many rows are looked at together. */
    private static final int PART = 1024;

    private final double[] means;
    private final double[] coefficients;
    private final double targetMean;

    private LeastSquares(double[] means, double[] coefficients, double targetMean) {
        this.means = means;
        this.coefficients = coefficients;
        this.targetMean = targetMean;
    }

    /**
     * Fits rows of features [rows, features] to targets [rows, 1], in memory or as a stream that is read twice.
     *
     * @throws IllegalArgumentException if the data have other shapes, or no rows
     */
    public static LeastSquares fit(Examples... data) {
        long rows = Stream.of(data).mapToLong(Examples::count).sum();
        Shape inputs = data[0].inputShapes().get(0);
        Shape targets = data[0].targetShapes().get(0);
        if (rows == 0 || inputs.rank() != 1 || !targets.equals(Shape.of(1))) {
            throw new IllegalArgumentException(
                    "least squares: inputs must be [rows, features] and targets [rows, 1], of 1"
                            + " row or more, but there are " + rows + " rows of inputs " + inputs + " and targets "
                            + targets + ".");
        }
        double[] means = new double[inputs.last()];
        double[] targetMean = {0};
        forEachRow(data, (features, target) -> {
            for (int i = 0; i < means.length; i++) {
                means[i] += features[i] / rows;
            }
            targetMean[0] += target / rows;
        });
        return new LeastSquares(means, solve(data, means, targetMean[0]), targetMean[0]);
    }

    private static double[] solve(Examples[] data, double[] means, double targetMean) {
        int width = means.length;
        double[][] products = new double[width][width];
        double[] withTarget = new double[width];
        double[] centred = new double[width];
        forEachRow(data, (features, target) -> {
            for (int i = 0; i < width; i++) {
                centred[i] = features[i] - means[i];
            }
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    products[i][j] += centred[i] * centred[j];
                }
                withTarget[i] += centred[i] * (target - targetMean);
            }
        });
        return solve(products, withTarget);
    }

    private interface RowUser {
        void use(double[] features, double target);
    }

    private static void forEachRow(Examples[] data, RowUser user) {
        for (Examples examples : data) {
            double[] features = new double[examples.inputShapes().get(0).last()];
            forEachPart(examples, part -> {
                Tensor inputs = part.inputs().get(0);
                for (int row = 0; row < part.size(); row++) {
                    for (int i = 0; i < features.length; i++) {
                        features[i] = inputs.get(row * features.length + i);
                    }
                    user.use(features, part.targets().get(0).get(row));
                }
            });
        }
    }

    private static void forEachPart(Examples examples, Consumer<Dataset> user) {
        try (Examples.Pass pass = examples.open(false, 0, 0)) {
            for (Examples.Selection rows = pass.next(PART); rows != null; rows = pass.next(PART)) {
                user.accept(rows.rows());
            }
        }
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
    public double rSquared(Examples data) {
        RSquared metric = new RSquared();
        forEachPart(
                data,
                part -> metric.add(
                        predict(part.inputs().get(0)), Target.of(part.targets().get(0))));
        return metric.value();
    }
}
