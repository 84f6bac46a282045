package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import org.junit.jupiter.api.Test;

/** Two examples that were worked out by hand; nine decimals of the second one with Python's math module. */
class KnownExamplesTest {
    private static final double EXACT = 1e-15;

    private static final double NINE_DECIMALS = 5e-10;

    @Test
    void theLessonForward() {
        Explanation lesson = Examples.lessonExplained();
        DenseStep hidden = lesson.steps().get(0);
        assertEquals(0.4, hidden.contribution(0, 0), EXACT);
        assertEquals(0.1, hidden.contribution(1, 0), EXACT);
        assertEquals(0.5, hidden.neurons().get(0).output(), EXACT);
        assertEquals(0.2, hidden.neurons().get(1).output(), EXACT);
        Neuron output = lesson.steps().get(1).neurons().get(0);
        assertEquals(0, output.weightedSum(), EXACT);
        assertEquals(0.5, output.output(), EXACT);
        assertEquals(0.25, output.slope(), EXACT);
        assertEquals(new OutputError(0, 0.8, 0.5, 0.8 - 0.5), lesson.outputs().get(0));
    }

    @Test
    void theLessonsErrorIsSharedInThreeWays() {
        Explanation lesson = Examples.lessonExplained();
        Blame first = lesson.steps().get(0).neurons().get(0).blame();
        Blame second = lesson.steps().get(0).neurons().get(1).blame();
        assertEquals(0.2, first.share().orElseThrow(), EXACT);
        assertEquals(0.1, second.share().orElseThrow(), EXACT);
        assertEquals(0.06, first.transposed(), EXACT);
        assertEquals(0.03, second.transposed(), EXACT);
        assertEquals(0.015, first.exact(), EXACT);
        assertEquals(0.0075, second.exact(), EXACT);
        Blame output = lesson.steps().get(1).neurons().get(0).blame();
        assertEquals(0.3, output.share().orElseThrow(), EXACT);
        assertEquals(0.3, output.transposed(), EXACT);
        assertEquals(0.3, output.exact(), EXACT);
        assertEquals(1, lesson.hiddenAgreement().cosine().orElseThrow(), EXACT);
        assertEquals(new Agreement(lesson.weightAgreement().cosine(), 6, 0, 0), lesson.weightAgreement());
    }

    @Test
    void theLessonsNudge() {
        Network given = Examples.lesson();
        Explanation lesson = Examples.lessonExplained();
        assertEquals(0.01875, lesson.steps().get(1).nudge(0, 0), EXACT);
        assertEquals(0.0075, lesson.steps().get(0).nudge(0, 0), EXACT);
        assertEquals(0.001875, lesson.steps().get(0).nudge(1, 1), EXACT);
        assertEquals(0.0375, lesson.steps().get(1).neurons().get(0).biasNudge(), EXACT);
        assertEquals(0.4075, lesson.after().parameters().get(0).value().get(0), EXACT);
        assertEquals(0.4, given.parameters().get(0).value().get(0), 0);
        assertEquals(0.045, lesson.lossBefore(), EXACT);
        double guess = lesson.after().predict(Tensor.of(Shape.of(1, 2), 1, 0.5)).get(0);
        assertEquals((0.8 - guess) * (0.8 - guess) / 2, lesson.lossAfter(), EXACT);
    }

    @Test
    void theTextbooksNumbers() {
        Explanation textbook = Examples.textbookExplained();
        assertEquals(0.593269992, textbook.steps().get(0).neurons().get(0).output(), NINE_DECIMALS);
        assertEquals(0.751365070, textbook.outputs().get(0).guess(), NINE_DECIMALS);
        assertEquals(0.298371109, textbook.lossBefore(), NINE_DECIMALS);
        assertEquals(0.291027774, textbook.lossAfter(), NINE_DECIMALS);
        assertEquals(0.082167041, textbook.steps().get(1).gradients().get(0, 0), NINE_DECIMALS);
        assertEquals(0.000438568, textbook.steps().get(0).gradients().get(0, 0), NINE_DECIMALS);
        assertEquals(0.149780716, textbook.after().parameters().get(0).value().get(0), NINE_DECIMALS);
        assertEquals(0.35, textbook.after().parameters().get(1).value().get(0), 0);
    }
}
