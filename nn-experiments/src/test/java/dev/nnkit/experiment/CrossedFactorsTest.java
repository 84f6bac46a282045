package dev.nnkit.experiment;

import static dev.nnkit.experiment.Small.labels;
import static dev.nnkit.experiment.Small.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.experiment.statistics.Criteria;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossedFactorsTest {
    @Test
    void twoFactorsAreCrossed() {
        Comparison result = small("{dense(?width) ?} dense(2)")
                .activations("relu", "tanh")
                .depths(1, 2)
                .vary("width", 4)
                .rates(0.01)
                .run();
        assertEquals(List.of("relu, depth 1", "relu, depth 2", "tanh, depth 1", "tanh, depth 2"), labels(result));
        VariantResult last = result.variant("tanh, depth 2");
        assertEquals(
                "dense(4) tanh dense(4) tanh dense(2)",
                last.finals().get(0).trial().network());
        assertEquals(
                "{activation=tanh, depth=depth 2}",
                last.variant().levels().toString(),
                "a width that is always 4 tells nothing apart");
    }

    @Test
    void theOnlyLevelOfAFactorHasALabelWhereThereIsNoOther() {
        assertEquals(
                List.of("tanh, depth 2"),
                small("{dense(4) ?} dense(2)").activations("tanh").depths(2).variants().stream()
                        .map(Variant::label)
                        .toList());
        assertEquals(
                "comparison: two factors are called activation.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> small("dense(4) ?")
                                        .activations("tanh")
                                        .activations("relu")
                                        .variants())
                        .getMessage());
    }

    @Test
    void anythingElseVariesToo() {
        Comparison result = small("dense(6, initializer=?start) relu ?norm dense(2)")
                .optimizers("adam", "sgd(0.1)")
                .vary("start", "heNormal", "normal(0.1)")
                .vary("norm", "", "batchNorm")
                .vary(Factor.of(
                        "course",
                        Factor.Level.of("flat", design -> design.schedule("constant")),
                        Factor.Level.of(
                                "small", design -> design.schedule("cosine").batchSize(10))))
                .rateGrid(1)
                .seeds(1)
                .run();
        assertEquals(16, result.variants().size());
        VariantResult variant = result.variant("sgd(0.1), normal(0.1), no norm, small");
        var trial = variant.finals().get(0).trial();
        assertEquals("dense(6, initializer=normal(0.1)) relu dense(2)", trial.network());
        assertEquals("sgd(learningRate=0.1)", trial.settings().optimizerText());
        assertEquals("cosine", trial.settings().schedule());
        assertEquals(10, trial.settings().batchSize());
    }

    @Test
    void threeFactorsHaveEffects() {
        Comparison result = small("{dense(?width) ?} dense(2)")
                .activations("relu", "tanh")
                .depths(1, 2)
                .vary("width", 4, 8)
                .rates(0.01)
                .baseline("tanh, depth 1, width 8")
                .run();
        ComparisonText text = new ComparisonText(result, Conclusions.of(result, Criteria.standard()));
        CrossedFactors factors = text.factors().orElseThrow();
        assertEquals("activation x depth x width", factors.names());
        List<List<String>> rows = factors.mainEffects().rows();
        assertEquals(
                List.of("relu against tanh", "depth 2 against depth 1", "width 4 against width 8"),
                rows.stream().map(row -> row.get(0)).toList());
        double sum = 0;
        for (VariantResult variant : result.variants()) {
            double mean = 100 * variant.meanTestScore();
            sum += variant.variant().label().startsWith("relu") ? mean / 4 : -mean / 4;
        }
        String shown = rows.get(0).get(1);
        assertEquals(sum, Double.parseDouble(shown.substring(0, shown.indexOf(' '))), 0.6, shown);
        assertEquals(3, factors.interactions().rows().size());
        assertTrue(factors.means().isEmpty(), "a table has two sides");
        String markdown = text.toMarkdown();
        assertTrue(markdown.contains("\n## activation x depth x width\n"), markdown);
        assertTrue(markdown.contains("\n| width 4 against width 8 | "), markdown);
        assertTrue(markdown.contains("\n| (relu against tanh) at (depth 2 against depth 1) | "), markdown);
    }

    @Test
    void oneFactorHasNoEffectsBesideItsVerdicts() {
        Comparison result = small("{dense(4) ?} dense(2)")
                .activations("relu", "tanh")
                .depths(2)
                .rates(0.01)
                .run();
        ComparisonText text = new ComparisonText(result, Conclusions.of(result, Criteria.standard()));
        assertTrue(text.factors().isEmpty());
        assertEquals(List.of("relu", "tanh"), labels(result));
    }
}
