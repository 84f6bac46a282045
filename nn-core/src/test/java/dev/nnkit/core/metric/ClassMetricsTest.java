package dev.nnkit.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClassMetricsTest {
    /** The example of sklearn.metrics.confusion_matrix in scikit-learn's documentation. */
    private static final int[] ACTUAL = {2, 0, 2, 2, 0, 1};

    private static final int[] PREDICTED = {0, 0, 2, 2, 0, 2};

    @Test
    void confusionMatrixOfScikitLearn() {
        ConfusionMatrix matrix = matrix(ACTUAL, PREDICTED, 3);
        long[][] expected = {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(expected[i][j], matrix.count(i, j));
            }
        }
        assertEquals(4.0 / 6, matrix.accuracy(), 1e-15);
    }

    /**
     * The example of precision_score, recall_score and f1_score in scikit-learn's documentation: macro averages 0.22,
     * 0.33 and 0.26.
     */
    @Test
    void macroAveragesOfScikitLearn() {
        ConfusionMatrix matrix = matrix(new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1}, 3);
        assertEquals(2.0 / 9, matrix.macroPrecision(), 1e-15);
        assertEquals(1.0 / 3, matrix.macroRecall(), 1e-15);
        assertEquals(0.8 / 3, matrix.macroF1(), 1e-15);
        assertEquals(matrix.macroF1(), matrix.value());
        assertEquals("macroF1", matrix.name());
        assertEquals(2.0 / 3, matrix.precision(0), 1e-15);
        assertEquals(1, matrix.recall(0));
        assertEquals(0.8, matrix.f1(0), 1e-15);
        assertEquals(3, matrix.classes());
    }

    /** scikit-learn: zero_division is 0, and only classes that occur are averaged. */
    @Test
    void undefinedScoresAreZeroAndAbsentClassesDoNotCount() {
        ConfusionMatrix matrix = matrix(new int[] {0, 0, 1}, new int[] {0, 0, 0}, 4);
        assertEquals(0, matrix.precision(1));
        assertEquals(0, matrix.recall(3));
        assertEquals(0, matrix.f1(3));
        assertEquals((2.0 / 3) / 2, matrix.macroPrecision(), 1e-15);
        assertEquals(0.5, matrix.macroRecall(), 1e-15);
        assertEquals(0.4, matrix.macroF1(), 1e-15);
    }

    @Test
    void printsAsATable() {
        ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "dog"));
        matrix.add(scores(new int[] {0, 1, 1, 1}, 2), Target.of(Tensor.ofInts(Shape.of(4), 0, 0, 1, 1)));
        assertEquals("""
                actual \\ predicted  cat  dog  precision   recall      F1
                cat                   1    1    100.0 %   50.0 %  66.7 %
                dog                   0    2     66.7 %  100.0 %  80.0 %""", matrix.toString());
        assertEquals("actual \\ predicted  precision  recall  F1", new ConfusionMatrix().toString());
    }

    @Test
    void accuracyTakesTheFirstOfTheLargest() {
        Tensor predictions = Tensor.of(Shape.of(4, 3), 1f, 2, 2, 3, 1, 0, -3, -2, -1, 0, Float.NaN, 9);
        assertEquals(1, accuracy(predictions, Tensor.ofInts(Shape.of(4), 1, 0, 2, 1)));
        assertEquals(0.5, accuracy(predictions.as(DataType.FLOAT64), Tensor.ofInts(Shape.of(4), 2, 0, 2, 2)));
    }

    @Test
    void accuracyOfDistributions() {
        Tensor predictions = Tensor.of(Shape.of(3, 2), 1f, 0, 0, 1, 0, 1);
        assertEquals(0.5, accuracy(predictions, Tensor.of(Shape.of(3, 2), 0.9, 0.1, 0.6, 0.4, 0, 0)));
    }

    @Test
    void accuracyOfOneLogit() {
        Tensor predictions = Tensor.of(Shape.of(4, 1), 0.1f, -0.1f, 0, 3);
        assertEquals(0.75, accuracy(predictions, Tensor.of(Shape.of(4, 1), 1f, 0, 0, 0)));
        assertEquals(0.75, accuracy(predictions, Tensor.ofInts(Shape.of(4), 1, 0, 0, 0)));
        assertEquals(0.75, accuracy(predictions, Tensor.ofInts(Shape.of(4, 1), 1, 0, 0, 0)));
    }

    @Test
    void rowsOfSequencesThatAreIgnoredOrWeighNothingAreLeftOut() {
        Tensor predictions = Tensor.of(Shape.of(2, 2, 2), 1f, 0, 1, 0, 0, 1, 0, 1);
        Tensor labels = Tensor.ofInts(Shape.of(2, 2), 0, -1, 1, 0);
        Accuracy accuracy = Accuracy.ignoring(-1);
        accuracy.add(predictions, Target.of(labels));
        assertEquals(2.0 / 3, accuracy.value(), 1e-15);
        accuracy.reset();
        accuracy.add(predictions, new Target(labels, Tensor.of(Shape.of(2), 0.3, 0)));
        assertEquals(1, accuracy.value());
        ConfusionMatrix matrix = new ConfusionMatrix().ignoring(-1);
        matrix.add(predictions, Target.of(labels));
        assertEquals(2.0 / 3, matrix.accuracy(), 1e-15);
    }

    @Test
    void nothingAddedIsNan() {
        for (String name : Metrics.names()) {
            assertEquals(Double.NaN, Metrics.named(name).value(), name);
        }
        assertEquals(Double.NaN, new ConfusionMatrix().accuracy());
    }

    /** In parts or at once, and after a reset; the scores by themselves are those of the matrix. */
    @Property
    void partsGiveTheWhole(@ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int rows) {
        RandomStream random = RandomStream.of(seed, "classes");
        int[] actual = random(rows, random);
        int[] predicted = random(rows, random);
        ConfusionMatrix whole = matrix(actual, predicted, 3);
        ConfusionMatrix parts = new ConfusionMatrix();
        List<Metric> alone =
                List.of(Metrics.macroPrecision(), Metrics.macroRecall(), Metrics.macroF1(), Metrics.accuracy());
        for (int pass = 0; pass < 2; pass++) {
            parts.reset();
            alone.forEach(Metric::reset);
            for (int i = 0; i < rows; i++) {
                Tensor scores = scores(new int[] {predicted[i]}, 3);
                Target target = Target.of(Tensor.ofInts(Shape.of(1), actual[i]));
                parts.add(scores, target);
                alone.forEach(metric -> metric.add(scores, target));
            }
        }
        assertEquals(whole.toString(), parts.toString());
        assertEquals(whole.macroPrecision(), alone.get(0).value());
        assertEquals(whole.macroRecall(), alone.get(1).value());
        assertEquals(whole.macroF1(), alone.get(2).value());
        assertEquals(whole.accuracy(), alone.get(3).value());
    }

    @Test
    void errors() {
        Tensor predictions = scores(new int[] {0, 1}, 2);
        assertError(
                "accuracy: for predictions of shape [2, 2] targets must be INT32 classes, one for each row of the last"
                        + " axis, or floating of the same shape, but are INT32 [2, 1].",
                () -> accuracy(predictions, Tensor.ofInts(Shape.of(2, 1), 0, 1)));
        assertError(
                "accuracy: the target in row 1 is class 2 but the predictions have 2 classes. Where such rows are padding,"
                        + " give the metric the ignored label 2.",
                () -> accuracy(predictions, Tensor.ofInts(Shape.of(2), 0, 2)));
        Target target = Target.of(Tensor.ofInts(Shape.of(2), 0, 1));
        assertError(
                "confusionMatrix: there are 1 class names but the predictions have 2 classes. Give a name for each.",
                () -> new ConfusionMatrix(List.of("a")).add(predictions, target));
        ConfusionMatrix matrix = matrix(ACTUAL, PREDICTED, 3);
        assertError(
                "confusionMatrix: predictions have 2 classes but had 3 before. Call reset between different outputs.",
                () -> matrix.add(predictions, target));
        assertError(
                "no metric is called \"acuracy\". Did you mean accuracy? Known: accuracy, macroPrecision, macroRecall,"
                        + " macroF1, rmse, mae, r2.",
                () -> Metrics.named("acuracy"));
    }

    private static int[] random(int rows, RandomStream random) {
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = random.nextInt(3);
        }
        return classes;
    }

    private static ConfusionMatrix matrix(int[] actual, int[] predicted, int classes) {
        ConfusionMatrix matrix = new ConfusionMatrix();
        matrix.add(scores(predicted, classes), Target.of(Tensor.ofInts(Shape.of(actual.length), actual)));
        return matrix;
    }

    private static Tensor scores(int[] predicted, int classes) {
        Tensor scores = Tensor.zeros(DataType.FLOAT32, Shape.of(predicted.length, classes));
        for (int i = 0; i < predicted.length; i++) {
            scores.set(i * classes + predicted[i], 1);
        }
        return scores;
    }

    private static double accuracy(Tensor predictions, Tensor target) {
        Accuracy accuracy = new Accuracy();
        accuracy.add(predictions, Target.of(target));
        return accuracy.value();
    }

    private static void assertError(String message, Executable body) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, body).getMessage());
    }
}
