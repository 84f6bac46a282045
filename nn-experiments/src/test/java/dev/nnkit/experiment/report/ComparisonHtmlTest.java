package dev.nnkit.experiment.report;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ComparisonPlan;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.StoredComparison;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.trial.Samples;
import dev.nnkit.experiment.trial.TrialData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonHtmlTest {
    private static ComparisonPlan plan(String text, String data) {
        Dataset training = Generators.moons(60, 1);
        return Comparison.of(network(text))
                .on(TrialData.of(data, training, Generators.moons(30, 2)))
                .epochs(2)
                .batch(20)
                .seeds(2)
                .rates(0.001, 0.01);
    }

    private static String withoutTimes(String html) {
        return html.replaceAll("(?s)<section id=\"times\">.*?</section>", "");
    }

    @Test
    void allPartsAreThereAndTheSameTrialsGiveTheSameBytes() {
        ComparisonPlan plan = plan("dense(4) ? dense(2)", "moons").activations("relu", "tanh", "gelu");
        Comparison comparison = plan.run();
        Conclusions conclusions = Conclusions.of(comparison, Criteria.standard());
        String html = ComparisonHtml.of(comparison, conclusions, "./nn compare");
        for (String id : List.of(
                "results",
                "warnings",
                "scores",
                "curves",
                "rates",
                "units",
                "gradients",
                "activations",
                "findings",
                "pairs",
                "origin",
                "times")) {
            assertTrue(html.contains("<section id=\"" + id + "\">"), id);
        }
        assertTrue(html.indexOf("2 seeds are too few to tell tanh from relu") < html.indexOf("<table"));
        assertTrue(html.contains("<pre>./nn compare</pre>"));
        assertTrue(html.contains(comparison.data().sha256()));
        assertFalse(html.matches("(?s).*(<script|src=|href=).*"));
        assertEquals(withoutTimes(html), withoutTimes(ComparisonHtml.of(plan.run(), conclusions, "./nn compare")));
    }

    @Test
    void textsAreEscaped() {
        String html = ComparisonHtml.of(
                plan("dense(4) ? dense(2)", "<b>&\"x\"").activations("relu").run());
        assertTrue(html.contains("&lt;b&gt;&amp;&quot;x&quot;"));
        assertFalse(html.contains("<b>"));
        assertTrue(html.contains("There is one variant, and so nothing to compare it with."));
    }

    @Test
    void twoFactorsHaveEffectsAndInteractions() {
        String html = ComparisonHtml.of(plan("{dense(4) ?} dense(2)", "moons")
                .activations("relu", "tanh")
                .depths(1, 2)
                .seeds(1)
                .run());
        assertTrue(html.contains("<h1>relu, depth 2; tanh, depth 1; tanh, depth 2 against relu, depth 1</h1>"));
        assertTrue(html.contains("activation x depth (descriptive)"));
        assertTrue(html.contains("(tanh against relu) at (depth 2 against depth 1)"));
    }

    @Test
    void allMayHaveFailed() {
        Comparison comparison = StoredComparison.of(Map.of("only", List.of(Samples.failed(1))), List.of());
        String html = ComparisonHtml.of(comparison);
        assertTrue(html.contains("the loss became NaN."));
        assertTrue(html.contains("not looked at: all trials failed"));
    }
}
