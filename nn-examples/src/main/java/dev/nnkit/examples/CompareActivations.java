package dev.nnkit.examples;

import static dev.nnkit.experiment.NetworkTemplate.network;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ComparisonText;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.Factor;
import dev.nnkit.experiment.Factor.Level;
import dev.nnkit.experiment.execution.SeparateProcesses;
import dev.nnkit.experiment.statistics.Criteria;
import java.nio.file.Path;
import java.util.List;

/** Does one's own activation do better here? Asked with ten seeds and five learning rates for each. */
public final class CompareActivations {
    private CompareActivations() {}

    static Comparison activations(Dataset data, int seeds) {
        Comparison result = Comparison.of(network("dense(16) ? dense(2)"))
                .on(data)
                .activations("relu", "gelu", new Snake(0.5))
                .seeds(seeds)
                .epochs(3)
                .run();
        return result;
    }

    static Comparison twoFactors(Dataset data, Path file) {
        Factor norm = Factor.of(
                "norm",
                Level.of("plain", design -> design.fill("norm", "")),
                Level.of("normed", design -> design.fill("norm", "batchNorm").batchSize(64)));
        Comparison result = Comparison.of(network("{dense(?width) ?norm ?} dense(2)"))
                .on(data)
                .activations("relu", "tanh")
                .depths(1, 3)
                .vary("width", 8)
                .vary(norm)
                .rates(0.001, 0.01)
                .seeds(2)
                .epochs(2)
                .store(file)
                .executor(new SeparateProcesses(2, List.of("-Xmx256m")))
                .run();
        return result;
    }

    static String text(Comparison result) {
        Conclusions conclusions = Conclusions.of(result, Criteria.standard().withRelevantDifference(0.5));
        ComparisonText text = new ComparisonText(result, conclusions);
        return text.headline() + "\n" + String.join("\n", text.verdicts());
    }

    public static void main(String[] args) {
        System.out.println(text(activations(Generators.spirals(500, 1), 10)));
    }
}
