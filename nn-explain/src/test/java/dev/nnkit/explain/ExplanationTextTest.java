package dev.nnkit.explain;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.sigmoid;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Network;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What an explanation says. The whole text of the lesson stands in docs/backpropagation.md, which is tested too. */
class ExplanationTextTest {
    /** Wider than any list of the text, so that there are rests everywhere. */
    private static Explanation wide(long seed) {
        Network network =
                Network.build(sequential(dense(14), tanh(), dense(13), relu(), dense(12)), Shape.of(15), seed);
        RandomStream random = RandomStream.of(seed, "wide");
        Tensor input = Tensor.zeros(DataType.FLOAT32, Shape.of(15));
        for (int i = 0; i < input.size(); i++) {
            input.set(i, 2 * random.nextGaussian());
        }
        return Explain.sample(
                network, Losses.softmaxCrossEntropy(), input, Tensor.ofInts(Shape.of(), random.nextInt(12)));
    }

    @Property(tries = 50)
    void whatIsShownAddsUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int most) {
        String text = new ExplanationText(Names.none(), most).of(wide(seed));
        int checked = 0;
        Sums sums = new Sums();
        for (String line : text.lines().toList()) {
            String[] cells = line.strip().split(" {2,}");
            boolean number = cells.length > 1 && Sums.isNumber(cells[cells.length - 1]);
            if (!number) {
                sums = new Sums();
            } else if (cells[0].equals("sum") || cells[0].equals("together")) {
                sums.requireSumOf(cells);
                checked++;
                sums = new Sums();
            } else {
                sums.add(cells);
            }
        }
        int neurons = 3 * most;
        assertEquals(neurons + 3 + 3, checked, text);
        assertTrue(text.contains(" others"), text);
    }

    /** Sums over the last columns of a table. */
    private static final class Sums {
        private final double[] sums = new double[3];
        private double unit;
        private int rows;

        static boolean isNumber(String cell) {
            return cell.matches("-?[0-9.]+(e[-+]?[0-9]+)?");
        }

        void add(String[] cells) {
            rows++;
            for (int i = 0; i < Math.min(3, cells.length - 1); i++) {
                String cell = cells[cells.length - 1 - i];
                if (isNumber(cell)) {
                    sums[i] += Double.parseDouble(cell);
                    unit = Math.max(unit, unit(cell));
                }
            }
        }

        void requireSumOf(String[] cells) {
            for (int i = 0; i < cells.length - 1; i++) {
                assertEquals(
                        Double.parseDouble(cells[cells.length - 1 - i]),
                        sums[i],
                        (rows + 1) * Math.max(unit, unit(cells[cells.length - 1 - i])) / 2,
                        String.join(" | ", cells));
            }
        }

        /** The last digit. */
        private static double unit(String cell) {
            int e = cell.indexOf('e');
            int power = e < 0 ? 0 : Integer.parseInt(cell.substring(e + 1));
            String digits = e < 0 ? cell : cell.substring(0, e);
            int dot = digits.indexOf('.');
            return Math.pow(10, power - (dot < 0 ? 0 : digits.length() - 1 - dot));
        }
    }

    @Property(tries = 50)
    void linesAreNotWiderThanATerminal(@ForAll long seed) {
        List<Explanation> explanations =
                List.of(wide(seed), Drawn.from(seed, DataType.FLOAT32).explained());
        for (Explanation explanation : explanations) {
            for (String line : new ExplanationText().of(explanation).lines().toList()) {
                assertTrue(line.length() <= 100, line);
                assertEquals(line.stripTrailing(), line);
                assertFalse(line.contains("NaN") || line.contains("-0 "), line);
            }
        }
    }

    @Test
    void everythingIsShownWhereThereIsLittle() {
        String text = new ExplanationText().of(Examples.textbookExplained());
        assertFalse(text.contains("others"), text);
        assertTrue(text.contains("biases kept as they are"), text);
    }

    @Test
    void namesAreThoseGiven() {
        Names names = new Names(List.of("length", "width"), List.of("iris"));
        String text = new ExplanationText(names, 10).of(Examples.lessonExplained());
        for (String part : List.of("length -> hidden 1", "hidden 2 -> iris", "bias of iris")) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void namesWithoutNames() {
        Explanation wide = wide(1);
        assertEquals("input 3", Names.none().source(wide, 0, 2));
        assertEquals("hidden 1.3", Names.none().source(wide, 1, 2));
        assertEquals("output 3", Names.none().neuron(wide, 2, 2));
        assertEquals("hidden 2", Names.none().neuron(Examples.lessonExplained(), 0, 1));
        assertEquals("Hidden layer 2", Names.layer(wide, 1));
        assertEquals("Hidden layer", Names.layer(Examples.lessonExplained(), 0));
        assertEquals("Output layer", Names.layer(wide, 2));
    }

    @Test
    void weightsThatCancelHaveNoShares() {
        Explanation explanation = cancelling(0.3, -0.3);
        for (Neuron neuron : explanation.steps().get(0).neurons()) {
            assertTrue(neuron.blame().share().isEmpty());
        }
        assertTrue(explanation.steps().get(1).neurons().get(0).weightsCancel());
        assertContains(
                explanation,
                "Shares are undefined here: the weights into output 1\n  add up to 0, and without their signs to 0.6,\n"
                        + "  so they cancel, and no share of them means anything.");
        assertTrue(cancelling(0, 0).steps().get(1).neurons().get(0).weightsCancel());
    }

    @Test
    void nearlyCancellingWeightsHaveLargeShares() {
        Explanation explanation = cancelling(0.3, -0.29);
        assertTrue(Math.abs(explanation
                        .steps()
                        .get(0)
                        .neurons()
                        .get(0)
                        .blame()
                        .share()
                        .orElseThrow())
                > 10 * Math.abs(explanation.outputs().get(0).error()));
        assertContains(
                explanation,
                "Shares are far larger than what is shared: the weights into output 1\n"
                        + "  add up to 0.01, and without their signs to 0.59.");
    }

    @Test
    void beforeUndefinedSharesAllAreUndefined() {
        Explanation explanation = explain(
                sequential(dense(2).withoutBias(), dense(2).withoutBias(), dense(1).withoutBias()),
                new double[] {1, 1, 1, 1},
                new double[] {1, 2, 3, 4},
                new double[] {1, -1});
        assertTrue(explanation.steps().get(0).neurons().get(0).blame().share().isEmpty());
        assertContains(explanation, "Shares are undefined here, since those that would be shared out are undefined.");
    }

    /** No error is nothing to share, whatever the weights. */
    @Test
    void noErrorIsSharedAsZero() {
        Explanation explanation = Explain.sample(
                cancellingNetwork(0.3, -0.3),
                Losses.halfSumOfSquares(),
                Tensor.of(Shape.of(2), 1.0, 1),
                Tensor.of(Shape.of(1), 0.0));
        assertEquals(0, explanation.outputs().get(0).error());
        assertEquals(
                0, explanation.steps().get(0).neurons().get(0).blame().share().orElseThrow());
        assertTrue(explanation.hiddenAgreement().cosine().isEmpty());
        assertEquals(new Agreement(explanation.weightAgreement().cosine(), 0, 0, 6), explanation.weightAgreement());
        assertContains(explanation, "All hidden neurons: cosine undefined, since one is zero.");
        assertContains(
                explanation,
                "Of 6 weights it would move 0 the right way and 0 the wrong way;\n"
                        + "  6 have no right way, since one of the two is zero there.");
    }

    /** One output with a steep slope and one in its flat part, whose errors pull in opposite directions. */
    @Test
    void withoutSlopesWeightsGoTheWrongWay() {
        Network network = Examples.network(
                sequential(dense(1).withoutBias(), dense(2), sigmoid()),
                1,
                new double[] {1},
                new double[] {1, 1},
                new double[] {-1, 5});
        Explanation explanation = Explain.sample(
                network, Losses.halfSumOfSquares(), Tensor.of(Shape.of(1), 1.0), Tensor.of(Shape.of(2), 0.8, 0));
        Blame blame = explanation.steps().get(0).neurons().get(0).blame();
        assertTrue(blame.transposed() < 0 && blame.exact() > 0, blame.toString());
        assertEquals(-1, explanation.hiddenAgreement().cosine().orElseThrow(), 1e-15);
        assertEquals(1, explanation.weightAgreement().opposite());
        assertContains(explanation, "Of 3 weights it would move 2 the right way and 1 the wrong way.");
    }

    @Test
    void aStepThatIsTooLongIsToldOf() {
        Explanation explanation = Explain.of(cancellingNetwork(0.3, 0.2), Losses.halfSumOfSquares())
                .withLearningRate(10)
                .sample(Tensor.of(Shape.of(2), 1, 0.5), Tensor.of(Shape.of(1), 0.8));
        assertTrue(explanation.lossAfter() > explanation.lossBefore());
        assertContains(explanation, "The loss rose, though each nudge goes downhill");
    }

    @Test
    void oneLayerHasNobodyToBlameButItself() {
        Explanation explanation = explain(sequential(new Frozen(dense(1).withoutBias())), new double[] {0.5, 0.5});
        assertContains(explanation, "There is no hidden layer: the error of an output is all its own.");
        assertContains(explanation, "Output layer (kept as it is)");
        assertEquals(explanation.lossBefore(), explanation.lossAfter());
    }

    @Test
    void singlePrecisionIsToldOf() {
        assertContains(wide(1), "the network's own have seven digits; here they have sixteen");
        assertFalse(new ExplanationText().of(Examples.lessonExplained()).contains("sixteen"));
    }

    @Test
    void decimals() {
        assertEquals("0.3", Decimals.show(0.3));
        assertEquals("0", Decimals.show(-0.0));
        assertEquals("1234.57", Decimals.show(1234.5678));
        assertEquals("-3", Decimals.show(-3));
        assertEquals("3.0000e-07", Decimals.show(3e-7));
        assertEquals("1.2346e+09", Decimals.show(1.23456e9));
        Decimals column = Decimals.of(List.of(0.5, 0.125, 20.0));
        assertEquals(
                List.of("0.500", "0.125", "20.000", "0.000"),
                List.of(column.text(0.5), column.text(0.125), column.text(20), column.text(-1e-9)));
    }

    private static Network cancellingNetwork(double first, double second) {
        return Examples.network(
                sequential(dense(2).withoutBias(), dense(1).withoutBias()), 2, new double[] {1, 1, 1, 1}, new double[] {
                    first, second
                });
    }

    private static Explanation cancelling(double first, double second) {
        return Explain.sample(
                cancellingNetwork(first, second),
                Losses.halfSumOfSquares(),
                Tensor.of(Shape.of(2), 1.0, 1),
                Tensor.of(Shape.of(1), 1.0));
    }

    private static Explanation explain(LayerSpec spec, double[]... values) {
        return Explain.sample(
                Examples.network(spec, 2, values),
                Losses.halfSumOfSquares(),
                Tensor.of(Shape.of(2), 1.0, 2),
                Tensor.of(Shape.of(1), 5.0));
    }

    private static void assertContains(Explanation explanation, String part) {
        String text = new ExplanationText().of(explanation);
        assertTrue(text.contains(part), text);
    }
}
