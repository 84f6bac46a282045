package dev.nnkit.examples;

import static dev.nnkit.experiment.NetworkTemplate.network;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ComparisonText;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.statistics.Criteria;

/** Does one's own activation do better here? Asked with ten seeds and five learning rates for each. */
public final class CompareActivations {
    private CompareActivations() {}

    static Comparison run(Dataset data, int seeds) {
        Comparison result = Comparison.of(network("dense(16) ? dense(2)"))
                .on(data)
                .activations("relu", "gelu", new Snake(0.5))
                .seeds(seeds)
                .epochs(3)
                .run();
        return result;
    }

    static String text(Comparison result) {
        Conclusions conclusions = Conclusions.of(result, Criteria.standard().withRelevantDifference(0.5));
        ComparisonText text = new ComparisonText(result, conclusions);
        return text.headline() + "\n" + String.join("\n", text.verdicts());
    }

    public static void main(String[] args) {
        System.out.println(text(run(Generators.spirals(500, 1), 10)));
    }
}
