package dev.nnkit.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.Transformations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Networks broken on purpose, one for each finding, and the sentence that tells it. */
class BrokenNetworksTest {
    private static final Dataset DIGITS = Generators.byName("digits", 600, 1);
    private static final Dataset SPIRALS = Generators.byName("spirals", 500, 1);

    /** The only finding of a kind. */
    private static Finding found(Case broken, Symptom symptom) {
        List<Finding> findings = broken.examined().findings();
        List<Finding> such =
                findings.stream().filter(one -> one.symptom() == symptom).toList();
        assertEquals(1, such.size(), () -> broken + " gave " + findings);
        return such.get(0);
    }

    private static void assertMatches(String pattern, Finding finding) {
        assertTrue(finding.toString().matches(pattern), finding::toString);
    }

    @Test
    void deadUnits() {
        Finding finding = found(Case.of(DIGITS, "flatten dense(64) relu dense(10)", "sgd(5)", 3), Symptom.DEAD_UNITS);
        assertEquals("2", finding.layer());
        assertMatches(
                "Dead units, layer 2, relu: \\d+ of 64 units \\(\\d+ %\\) had slope 0 for all of the 256 examples"
                        + " looked at; so many since epoch 1\\. They are dead: .*leakyRelu.*",
                finding);
    }

    @Test
    void saturatedUnits() {
        Finding finding = found(
                Case.of(DIGITS, "flatten dense(64, initializer=normal(3)) tanh dense(10)", "adam(0.001)", 3),
                Symptom.SATURATED_UNITS);
        assertMatches(
                "Saturated units, layer 2, tanh: \\d+ of 64 units \\(\\d+ %\\) lay where the slope is below 5 % of the"
                        + " steepest, for at least 85 % of the examples; so many since epoch 1\\. They are saturated .*",
                finding);
    }

    @Test
    void vanishingGradients() {
        Finding finding = found(
                Case.of(DIGITS, "flatten " + "dense(24) sigmoid ".repeat(8) + "dense(10)", "sgd(0.01)", 3),
                Symptom.VANISHING_GRADIENTS);
        assertEquals("1", finding.layer());
        assertMatches(
                "Vanishing gradients: in epoch \\d the norm of the gradient was [^ ]+ at layer 17, dense\\(10\\), and"
                        + " [^ ]+ at layer 1, dense\\(24\\), 8 layers with weights before it\\. .*relu.*",
                finding);
    }

    @Test
    void explodingGradients() {
        Finding finding = found(
                Case.of(
                        DIGITS,
                        "flatten " + "dense(24, initializer=normal(1)) relu ".repeat(8) + "dense(10)",
                        "sgd(0.000001)",
                        2),
                Symptom.EXPLODING_GRADIENTS);
        assertTrue(finding.figure() > 100, finding::toString);
        assertMatches("Exploding gradients: in epoch \\d .* clip: --transform \"clipByNorm\\(1\\)\"\\.", finding);
    }

    @Test
    void inputsNotScaled() {
        Dataset bytes = Transformations.scale(255).apply(DIGITS);
        Finding finding =
                found(Case.of(bytes, "flatten dense(32) relu dense(10)", "adam(0.001)", 2), Symptom.UNSCALED_INPUTS);
        assertMatches(
                "Inputs not scaled: the inputs lie between 0\\.0000 and 255\\.0, .* scale\\(1\\.0 / 255\\).*", finding);
        Finding feature = found(
                Case.of(Transformations.scale(1e4).apply(SPIRALS), "dense(8) tanh dense(2)", "adam(0.01)", 2),
                Symptom.UNSCALED_INPUTS);
        assertMatches("Inputs not scaled: feature [01] lies between -.* --scale standard.*", feature);
        List<Finding> normalised = Case.of(bytes, "flatten batchNorm dense(32) relu dense(10)", "adam(0.001)", 3)
                .examined()
                .findings();
        assertEquals(List.of(), normalised);
    }

    @Test
    void stuckAtAConstantGuess() {
        int rows = 400;
        RandomStream random = RandomStream.of(1, "noise");
        Tensor inputs = Tensor.of(Shape.of(rows, 3), random(random, 3 * rows));
        Dataset noise = Dataset.of(inputs, Tensor.of(Shape.of(rows, 1), random(random, rows)));
        Finding finding = found(Case.of(noise, "dense(4) tanh dense(1)", "sgd(0.01)", 5), Symptom.CONSTANT_GUESS);
        assertMatches(
                "Nothing learned: after 5 epochs the loss is [0-9.]+, and the best answer that is the same for every"
                        + " example reaches [0-9.]+\\. .*",
                finding);
    }

    private static float[] random(RandomStream random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void learningRateTooHigh() {
        Finding finding = found(
                Case.of(SPIRALS, "dense(32) tanh dense(32) tanh dense(2)", "adam(1)", 10),
                Symptom.LEARNING_RATE_TOO_HIGH);
        assertTrue(finding.figure() > 0.03, finding::toString);
        assertMatches(
                "Learning rate too high: an update moved the weights by 0\\.\\d+ of their size \\(0\\.001 is usual\\),"
                        + " and the loss .* Try a tenth of it .*",
                finding);
    }

    @Test
    void learningRateTooLow() {
        Finding finding = found(
                Case.of(DIGITS, "flatten dense(32) relu dense(10)", "adam(0.000001)", 3),
                Symptom.LEARNING_RATE_TOO_LOW);
        assertMatches(
                "Learning rate too low: an update moved the weights by \\d\\.\\de-\\d+ of their size \\(0\\.001 is"
                        + " usual\\), and the loss only went from 2\\.\\d+ to 2\\.\\d+ in 3 epochs\\. Try ten times as"
                        + " much .*",
                finding);
    }

    @Test
    void overFitting() {
        int[] shuffled = IntStream.range(0, 60).map(i -> i * 7 % 60).toArray();
        Dataset few = Dataset.of(
                SPIRALS.slice(0, 60).inputs().get(0),
                SPIRALS.slice(0, 60).rows(shuffled).targets().get(0));
        Finding finding = found(
                Case.of(few, "dense(64) relu dense(64) relu dense(2)", "adam(0.01)", 60)
                        .validation(SPIRALS.slice(100, 300)),
                Symptom.OVER_FITTING);
        assertMatches(
                "Over-fitting since epoch \\d+: the loss on training rows went on falling, from [0-9.]+ to [0-9.]+,"
                        + " that on validation rows rose from [0-9.]+ to [0-9.]+\\. Stop in time \\(--patience 5\\), .*",
                finding);
    }

    @Test
    void classesOutOfBalance() {
        Tensor labels = SPIRALS.targets().get(0);
        int[] ones = IntStream.range(0, 500).filter(i -> labels.ints()[i] == 1).toArray();
        int[] zeros = IntStream.range(0, 500)
                .filter(i -> labels.ints()[i] == 0)
                .limit(12)
                .toArray();
        Dataset uneven = SPIRALS.rows(ones).followedBy(SPIRALS.rows(zeros)).withClassNames(List.of("left", "right"));
        Finding finding =
                found(Case.of(uneven, "dense(16) tanh dense(2)", "adam(0.01)", 10), Symptom.UNBALANCED_CLASSES);
        assertMatches(
                "Classes out of balance: \"left\" has 12 of 262 examples, \"right\" has 250; always saying \"right\""
                        + " is right in 95 % of them\\. .*",
                finding);
    }

    @Test
    void notFinite() {
        Dataset huge = Transformations.scale(1e6).apply(SPIRALS);
        List<Finding> findings = Case.of(huge, "dense(32) relu dense(32) relu dense(2)", "sgd(1000)", 3)
                .examined()
                .findings();
        assertEquals(
                List.of(Symptom.NOT_FINITE, Symptom.UNSCALED_INPUTS),
                findings.stream().map(Finding::symptom).toList(),
                findings::toString);
        assertMatches("The loss is no longer a number: .*", findings.get(0));
    }
}
