package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.layer.Layers;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.htmlunit.html.DomElement;
import org.junit.jupiter.api.Test;

class ExplanationHtmlTest {
    private static final Names AWKWARD =
            new Names(List.of("a < b & \"c\"", "</script><b>"), List.of("{{script}} $1", "it's\n<!--"));

    @Property(tries = 50)
    void isWellFormed(@ForAll long seed) {
        String html = new ExplanationHtml(AWKWARD, 3)
                .of(Drawn.from(seed, DataType.FLOAT32).explained(), "drawn");
        assertEquals("html", Xml.parsePage(html).getTagName());
        for (String nothing : List.of("NaN", "undefined,", "Infinity", "{{width")) {
            assertFalse(Xml.parsePage(html).getTextContent().contains(nothing), nothing);
        }
    }

    @Test
    void loadsNothingAndAllowsNoScriptButItsOwn() {
        String html = new ExplanationHtml().of(Examples.textbookExplained(), "textbook");
        assertTrue(html.contains("content=\"default-src 'none'; style-src 'sha256-"));
        assertTrue(html.contains("script-src 'sha256-"));
        String elsewhere = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for (String loading : List.of("http:", "https:", "src=", "href=", "url(", "@import", "eval(", " style=")) {
            assertFalse(elsewhere.contains(loading), loading);
        }
    }

    @Test
    void namesStandAsTheyAre() {
        Explanation explanation = Examples.textbookExplained();
        try (Browsed page = new Browsed(new ExplanationHtml(AWKWARD, 10).of(explanation, "a <b> & {{data}}"), "")) {
            assertEquals("a <b> & {{data}}", page.page().querySelector("h1").getTextContent());
            assertStarts("a < b & \"c\", is 0.05", page.title("circle-0-0"));
            assertStarts("</script><b>, is 0.1", page.title("circle-0-1"));
            assertStarts("{{script}} $1, sum 1.10591", page.title("circle-2-0"));
            assertTrue(page.text("knobs").contains("</script><b> → hidden 1"));
            assertTrue(page.text("blame").contains("it's\n<!--"));
        }
    }

    @Test
    void goesThroughTheStepsInTheWordsOfTheText() throws Exception {
        Explanation explanation = Examples.textbookExplained();
        String words = spaced(new ExplanationText().of(explanation));
        try (Browsed page = new Browsed(new ExplanationHtml().of(explanation, "textbook"), "#step=0")) {
            List<Caption> captions = Caption.of(explanation);
            for (int step = 0; step < captions.size(); step++) {
                Caption caption = captions.get(step);
                assertEquals(caption.title(), page.text("step-title"));
                assertEquals(step + 1 + " of 6", page.text("where"));
                assertTrue(page.text("caption").startsWith(caption.text()));
                for (String sentence : caption.text().split("(?<=[.;]) ", -1)) {
                    String plain = sentence.replaceFirst("[.;]$", "");
                    assertTrue(words.contains(plain), plain);
                }
                page.element("next").click();
            }
            assertEquals("5. After it", page.text("step-title"));
            assertTrue(page.text("caption").endsWith("the loss: 0.298371 before, 0.291028 after."));
            page.element("previous").click();
            assertEquals("4. The nudge", page.text("step-title"));
        }
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void everyStepShowsItsOwnNumbers() {
        String html = new ExplanationHtml().of(Examples.lessonExplained(), "lesson");
        try (Browsed page = new Browsed(html, "#step=0")) {
            assertEquals("?", inCircle(page, "circle-2-0", "value"));
            assertEquals("0.4", page.text("label-0-0-0"));
        }
        try (Browsed page = new Browsed(html, "#step=2")) {
            assertEquals("0.5", inCircle(page, "circle-2-0", "value"));
            assertEquals("0.3", inCircle(page, "circle-2-0", "blame"));
            assertEquals("", inCircle(page, "circle-1-0", "blame"));
        }
        try (Browsed page = new Browsed(html, "#step=3")) {
            assertEquals("0.015", inCircle(page, "circle-1-0", "blame"));
            assertEquals("0.015", page.text("label-1-0-0"));
            assertTrue(page.text("blame").contains("hidden 110.20.060.015"), page.text("blame"));
        }
        try (Browsed page = new Browsed(html, "#step=4")) {
            assertEquals("0.0188", page.text("label-1-0-0"));
        }
    }

    private static void assertStarts(String beginning, String text) {
        assertTrue(text.startsWith(beginning), text);
    }

    private static String inCircle(Browsed page, String circle, String kind) {
        DomElement group = page.page().getElementById(circle);
        return group.querySelector("." + kind).getTextContent();
    }

    @Test
    void aLargeNetworkSaysWhyItHasNoKnobs() {
        Explanation explanation = explained(Activations.tanh(), 30);
        try (Browsed page = new Browsed(new ExplanationHtml().of(explanation, "large"), "#set=0:1")) {
            assertEquals(
                    "The knobs are left out: this network has 1,082, and a page has room for 200.", page.text("knobs"));
            assertStarts("20 others, shares ", page.title("circle-1-10"));
        }
    }

    @Test
    void anUnknownActivationSaysSoToo() {
        try (Browsed page = new Browsed(new ExplanationHtml().of(explained(new Cube(), 2), "cube"), "")) {
            assertEquals(
                    "The knobs are left out: this page has no formula for acme.cube, so it could not follow them.",
                    page.text("knobs"));
        }
        Explanation weighted = Explain.sample(
                Network.build(Layers.dense(2), Shape.of(2), DataType.FLOAT64, 1),
                Losses.softmaxCrossEntropy().withClassWeights(1, 2),
                Tensor.of(Shape.of(2), 1d, 2),
                Tensor.ofInts(Shape.of(), 1));
        assertEquals("softmaxCrossEntropy(classWeights=list(1, 2))", PageFunctions.unknown(weighted));
    }

    @Test
    void refusesNoCircles() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new ExplanationHtml(Names.none(), 0));
        assertEquals("explanation: layers must have 1 circle or more but most is 0.", e.getMessage());
    }

    static Explanation explained(Activation activation, int units) {
        Network network = Network.build(
                Layers.sequential(Layers.dense(units), activation, Layers.dense(units), activation, Layers.dense(2)),
                Shape.of(2),
                DataType.FLOAT64,
                3);
        return Explain.sample(
                network, Losses.meanSquaredError(), Tensor.of(Shape.of(2), 1d, -1), Tensor.of(Shape.of(2), 0.2, 0.3));
    }

    /** An activation that nobody knows. */
    record Cube() implements Activation {
        @Override
        public double apply(double x) {
            return x * x * x;
        }

        @Override
        public double derivative(double x, double y) {
            return 3 * x * x;
        }

        @Override
        public String toString() {
            return "acme.cube";
        }
    }
}
