package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.layer.Layers;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.htmlunit.html.HtmlInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page computes in a browser, against Java's numbers. */
class PageArithmeticTest {
    /** A page takes a tenth of a second. */
    private static final int PAGES = 15;

    @Property(tries = PAGES)
    void turnedKnobsGiveTheNumbersOfTheTurnedNetwork(@ForAll long seed, @ForAll boolean single) {
        Drawn drawn = Drawn.from(seed, single ? DataType.FLOAT32 : DataType.FLOAT64);
        Turned turned = Turned.of(drawn, 3, seed);
        try (Browsed page = new Browsed(turned.html(), "#set=" + turned.setting())) {
            Numbers.assertClose(turned.numbers(), page.text("numbers"));
        }
    }

    @Property(tries = PAGES)
    void aPageShowsEveryNumberOfThePicture(@ForAll long seed) {
        Explanation explanation = Drawn.from(seed, DataType.FLOAT64).explained();
        NetworkDrawing drawing = new ExplanationSvg().drawing(explanation);
        try (Browsed page = new Browsed(new ExplanationHtml().of(explanation, "drawn"), "")) {
            Numbers.assertClose(PageData.numbers(drawing), page.text("numbers"));
            List<List<List<Integer>>> columns = drawing.groups().columns();
            for (int c = 0; c < columns.size(); c++) {
                for (int i = 0; i < columns.get(c).size(); i++) {
                    assertEquals(drawing.circleText(c, i), page.title("circle-" + c + "-" + i));
                    for (int j = 0;
                            c + 1 < columns.size() && j < columns.get(c + 1).size();
                            j++) {
                        assertEquals(drawing.lineText(c, i, j), page.title("line-" + c + "-" + i + "-" + j));
                    }
                }
            }
        }
    }

    static List<Activation> everyActivation() {
        return List.of(
                Activations.identity(),
                Activations.relu(),
                Activations.leakyRelu(),
                Activations.leakyRelu(0.2),
                Activations.elu(),
                Activations.elu(0.7),
                Activations.selu(),
                Activations.sigmoid(),
                Activations.tanh(),
                Activations.softplus(),
                Activations.silu(),
                Activations.gelu(),
                Activations.geluTanh());
    }

    @ParameterizedTest
    @MethodSource("everyActivation")
    void everyActivationHasItsFormula(Activation activation) {
        Network network = Network.build(
                Layers.sequential(Layers.dense(6), activation, Layers.dense(2)), Shape.of(3), DataType.FLOAT64, 5);
        Drawn drawn = new Drawn(
                network,
                Losses.halfSumOfSquares(),
                Tensor.of(Shape.of(3), 1.5, -2, 0.7),
                Tensor.of(Shape.of(2), 1d, -1));
        Turned turned = Turned.of(drawn, 2, 7);
        try (Browsed page = new Browsed(turned.html(), "#set=" + turned.setting())) {
            Numbers.assertClose(turned.numbers(), page.text("numbers"));
        }
    }

    static List<Loss> everyLoss() {
        return List.of(
                Losses.halfSumOfSquares(),
                Losses.meanSquaredError(),
                Losses.meanAbsoluteError(),
                Losses.huber(),
                Losses.huber(0.3),
                Losses.binaryCrossEntropy(),
                Losses.softmaxCrossEntropy(),
                Losses.softmaxCrossEntropy().withLabelSmoothing(0.2));
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    void everyLossHasItsFormula(Loss loss) {
        Network network = Network.build(Layers.sequential(Layers.dense(3)), Shape.of(2), DataType.FLOAT64, 5);
        boolean classes = loss.toString().startsWith("softmax");
        Tensor target = classes ? Tensor.ofInts(Shape.of(), 1) : Tensor.of(Shape.of(3), 1d, 0, 0.5);
        Turned turned = Turned.of(new Drawn(network, loss, Tensor.of(Shape.of(2), 1d, -2), target), 2, 3);
        try (Browsed page = new Browsed(turned.html(), "#set=" + turned.setting())) {
            Numbers.assertClose(turned.numbers(), page.text("numbers"));
        }
    }

    @Test
    void aKnobUnderTheHandMovesEverything() throws Exception {
        Explanation explanation = Examples.textbookExplained();
        try (Browsed page = new Browsed(new ExplanationHtml().of(explanation, "textbook"), "")) {
            String before = page.text("numbers");
            HtmlInput field = page.page().querySelector("#knobs input[type=number]");
            field.setValue("0.5");
            field.fireEvent("input");
            assertNotEquals(before, page.text("numbers"));
            page.element("reset").click();
            Numbers.assertClose(before, page.text("numbers"));
            page.element("nudge").click();
            NetworkDrawing drawing = new ExplanationSvg()
                    .drawing(Explain.of(explanation.after(), explanation.loss())
                            .withLearningRate(0.5)
                            .keeping(parameter -> parameter.role() == Role.BIAS)
                            .sample(Tensor.of(Shape.of(2), 0.05, 0.10), Tensor.of(Shape.of(2), 0.01, 0.99)));
            Numbers.assertClose(PageData.numbers(drawing), page.text("numbers"));
        }
    }

    /**
     * A page of a drawn network, and what it should say with some knobs turned.
     *
     * @param setting behind {@code #set=}
     * @param numbers of the network that was turned in Java
     */
    record Turned(String html, String setting, String numbers) {
        static Turned of(Drawn drawn, int knobs, long seed) {
            Explanation explanation = drawn.explained();
            NetworkDrawing drawing = new ExplanationSvg().drawing(explanation);
            String html = new ExplanationHtml().of(explanation, "drawn");
            RandomStream random = RandomStream.of(seed, "turned knobs");
            StringBuilder setting = new StringBuilder();
            for (int k = 0; k < knobs; k++) {
                setting.append(k == 0 ? "" : ",").append(turn(drawn.network(), explanation, random));
            }
            Explanation after = drawn.explained();
            NetworkDrawing other = new NetworkDrawing(
                    after, Names.none(), drawing.groups(), View.of(after, drawing.groups()), drawing.plan());
            return new Turned(html, setting.toString(), PageData.numbers(other));
        }

        /** Turns one knob of the network, and says which and to what. */
        private static String turn(Network network, Explanation explanation, RandomStream random) {
            int layer = random.nextInt(explanation.steps().size());
            int first = 0;
            for (int l = 0; l < layer; l++) {
                first += Knobs.of(explanation, l, Names.none()).count();
            }
            DenseStep step = explanation.steps().get(layer);
            Tensor weights = DenseChain.at(step.path() + ".weight", DenseChain.parametersOf(network))
                    .value();
            int index = random.nextInt(weights.size());
            weights.set(index, 4 * random.nextDouble() - 2);
            return first + index + ":" + weights.get(index);
        }
    }
}
