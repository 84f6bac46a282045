package dev.nnkit.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RegressionMetricsTest {
    /** The examples of mean_squared_error and mean_absolute_error in scikit-learn's documentation: 0.375 and 0.5. */
    @Test
    void errorsOfScikitLearn() {
        Tensor actual = Tensor.of(Shape.of(4, 1), 3f, -0.5f, 2, 7);
        Tensor predicted = Tensor.of(Shape.of(4, 1), 2.5f, 0, 2, 8);
        assertEquals(Math.sqrt(0.375), value(Metrics.rootMeanSquaredError(), predicted, actual), 1e-15);
        assertEquals(0.5, value(Metrics.meanAbsoluteError(), predicted, actual), 1e-15);
    }

    /** The examples of r2_score in scikit-learn's documentation: 0.948…, 0.938… for two columns, 1, 0 and -3. */
    @Test
    void rSquaredOfScikitLearn() {
        assertEquals(
                0.9486081370449679,
                value(
                        Metrics.rSquared(),
                        Tensor.of(Shape.of(4, 1), 2.5, 0, 2, 8),
                        Tensor.of(Shape.of(4, 1), 3, -0.5, 2, 7)),
                1e-15);
        assertEquals(
                0.9368005266622779,
                value(
                        Metrics.rSquared(),
                        Tensor.of(Shape.of(3, 2), 0.0, 2, -1, 2, 8, -5),
                        Tensor.of(Shape.of(3, 2), 0.5, 1, -1, 1, 7, -6)),
                1e-15);
        Tensor counted = Tensor.of(Shape.of(3), 1.0, 2, 3);
        assertEquals(1, value(Metrics.rSquared(), counted, counted));
        assertEquals(0, value(Metrics.rSquared(), Tensor.of(Shape.of(3), 2.0, 2, 2), counted));
        assertEquals(-3, value(Metrics.rSquared(), Tensor.of(Shape.of(3), 3.0, 2, 1), counted));
    }

    /** scikit-learn's force_finite. */
    @Test
    void rSquaredOfConstantTargets() {
        Tensor constant = Tensor.of(Shape.of(3), 0.1, 0.1, 0.1);
        assertEquals(1, value(Metrics.rSquared(), constant, constant));
        assertEquals(0, value(Metrics.rSquared(), Tensor.of(Shape.of(3), 0.1, 0.1, 0.2), constant));
        assertEquals(Double.NaN, value(Metrics.rSquared(), Tensor.of(Shape.of(1), 1.0), Tensor.of(Shape.of(1), 1.0)));
    }

    /** The squares of 1e9 + x have no digit left for x: sums of squares would give nonsense. */
    @Test
    void rSquaredFarFromZero() {
        Tensor actual = Tensor.of(Shape.of(4), 1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4);
        Tensor predicted = Tensor.of(Shape.of(4), 1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 5);
        assertEquals(1 - 1 / 5.0, value(Metrics.rSquared(), predicted, actual), 1e-9);
    }

    @Test
    void examplesOfWeightZeroAreLeftOut() {
        Tensor actual = Tensor.of(Shape.of(3, 2, 1), 1.0, 2, 3, 4, 50, 60);
        Tensor predicted = Tensor.of(Shape.of(3, 2, 1), 1.0, 2, 3, 6, 0, 0);
        Target target = new Target(actual, Tensor.of(Shape.of(3), 1.0, 0.5, 0));
        for (Metric metric : List.of(Metrics.rootMeanSquaredError(), Metrics.meanAbsoluteError(), Metrics.rSquared())) {
            metric.add(predicted, target);
            double expected = metric.name().equals("rmse") ? 1 : metric.name().equals("mae") ? 0.5 : 1 - 4 / 5.0;
            assertEquals(expected, metric.value(), 1e-15, metric.name());
        }
    }

    @Property
    void partsGiveTheWhole(@ForAll long seed) {
        RandomStream random = RandomStream.of(seed, "regression");
        Tensor actual = Tensor.zeros(DataType.FLOAT32, Shape.of(2 + random.nextInt(20), 3));
        Tensor predicted = actual.copy();
        for (int i = 0; i < actual.size(); i++) {
            actual.set(i, random.nextGaussian());
            predicted.set(i, random.nextGaussian());
        }
        for (String name : List.of("rmse", "mae", "r2")) {
            double whole = value(Metrics.named(name), predicted, actual);
            Metric parts = Metrics.named(name);
            for (int pass = 0; pass < 2; pass++) {
                parts.reset();
                for (int row = 0; row < actual.batch(); row++) {
                    parts.add(row(predicted, row), Target.of(row(actual, row)));
                }
            }
            assertEquals(whole, parts.value(), 1e-12 * Math.max(1, Math.abs(whole)), name);
        }
    }

    private static Tensor row(Tensor source, int row) {
        return Tensor.zeros(source.type(), Shape.of(1, 3)).setRows(0, source, row, 1);
    }

    @Test
    void metricsOfTasks() {
        assertEquals(List.of("accuracy"), names(Task.CLASSES));
        assertEquals(List.of("accuracy"), names(Task.BINARY));
        assertEquals(List.of("rmse", "r2"), names(Task.REGRESSION));
        for (String name : Metrics.names()) {
            assertEquals(name, Metrics.named(name).name());
        }
        assertEquals(0, Metrics.confusionMatrix(List.of("a", "b")).classes());
        assertEquals(0, Metrics.confusionMatrix().classes());
    }

    private static List<String> names(Task task) {
        return Metrics.of(task).stream().map(Metric::name).toList();
    }

    @Test
    void errors() {
        Tensor predicted = Tensor.of(Shape.of(2, 1), 1f, 2);
        IllegalArgumentException shape = assertThrows(
                IllegalArgumentException.class,
                () -> value(Metrics.rootMeanSquaredError(), predicted, Tensor.of(Shape.of(2), 1f, 2)));
        assertEquals(
                "rmse: for predictions of shape [2, 1] targets must be floating and of the same shape but are FLOAT32 [2].",
                shape.getMessage());
        RSquared rSquared = Metrics.rSquared();
        rSquared.add(predicted, Target.of(predicted));
        Tensor wide = Tensor.of(Shape.of(1, 2), 1f, 2);
        IllegalArgumentException columns =
                assertThrows(IllegalArgumentException.class, () -> rSquared.add(wide, Target.of(wide)));
        assertEquals(
                "r2: predictions have 2 columns but had 1 before. Call reset between different outputs.",
                columns.getMessage());
    }

    private static double value(Metric metric, Tensor predictions, Tensor target) {
        metric.add(predictions, Target.of(target));
        return metric.value();
    }
}
