package dev.nnkit.core.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Datasets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static double[][] drawn(int rows, int features, RandomStream random) {
        double[][] inputs = new double[rows][features];
        for (double[] row : inputs) {
            for (int i = 0; i < features; i++) {
                // Columns of very different size, away from 0, as in tables that are not scaled.
                row[i] = Math.pow(10, 2 * i) * (3 + random.nextGaussian());
            }
        }
        return inputs;
    }

    private static double[][] columns(double[] targets) {
        return Arrays.stream(targets).mapToObj(target -> new double[] {target}).toArray(double[][]::new);
    }

    @Property(tries = 50)
    void theCoefficientsAreThoseOfCommonsMath(
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @IntRange(min = 8, max = 60) int rows,
            @ForAll long seed) {
        RandomStream random = RandomStream.of(seed, "rows");
        double[][] inputs = drawn(rows, features, random);
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = 5 + inputs[i][0] + random.nextGaussian();
        }
        OLSMultipleLinearRegression other = new OLSMultipleLinearRegression();
        other.newSampleData(targets, inputs);
        double[] expected = other.estimateRegressionParameters();
        LeastSquares fitted = LeastSquares.fit(Datasets.of(inputs, columns(targets)));
        assertEquals(expected[0], fitted.intercept(), 1e-7 * (1 + Math.abs(expected[0])));
        for (int i = 0; i < features; i++) {
            double scale = Math.pow(10, -2 * i);
            assertEquals(expected[i + 1], fitted.coefficients()[i], 1e-7 * scale);
        }
        assertEquals(other.calculateRSquared(), fitted.rSquared(Datasets.of(inputs, columns(targets))), 1e-9);
    }

    /** As categories are, of which one is always 1: any third column would do as well. */
    @Test
    void featuresMayDependOnEachOther() {
        Dataset data = Datasets.of(
                new double[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, columns(new double[] {1, 3, 5, 9}));
        LeastSquares fitted = LeastSquares.fit(data);
        assertArrayEquals(
                new double[] {2, 2, 5, 9}, fitted.predict(data.inputs().get(0)).doubles(), 1e-12);
        assertEquals(9, fitted.intercept() + fitted.coefficients()[2], 1e-12);
    }

    @Test
    void aConstantColumnSaysNothing() {
        LeastSquares fitted =
                LeastSquares.fit(Datasets.of(new double[][] {{1, 7}, {2, 7}, {3, 7}}, columns(new double[] {2, 4, 6})));
        assertArrayEquals(new double[] {2, 0}, fitted.coefficients(), 1e-12);
    }

    @Test
    void otherShapesAreRefused() {
        assertEquals(
                "least squares: inputs must be [rows, features] and targets [rows, 1], of 1 row or more, but are [2,"
                        + " 1] and [2].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> LeastSquares.fit(Dataset.of(
                                        Tensor.of(Shape.of(2, 1), 1f, 2f), Tensor.ofInts(Shape.of(2), 0, 1))))
                        .getMessage());
    }
}
