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

/** Three factors at once, one of them of one's own making: what does each do, in the mean over the others? */
public final class CrossFactors {
    private CrossFactors() {}

    static Comparison run(Dataset data, Path file) {
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

    public static void main(String[] args) {
        Comparison result = run(Generators.moons(500, 1), Path.of("trials.sqlite"));
        System.out.println(new ComparisonText(result, Conclusions.of(result, Criteria.standard())).toMarkdown());
    }
}
