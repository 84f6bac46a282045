package dev.nnkit.cli;

import dev.nnkit.experiment.ComparisonPlan;
import dev.nnkit.experiment.Factor;
import dev.nnkit.experiment.NetworkTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What varies in a comparison. */
final class VariedOptions {
    private static final String USUAL = "relu,gelu,silu,tanh,sigmoid";

    @Option(
            names = "--layers",
            paramLabel = "TEXT",
            description =
                    "The network, with ? for what is swapped, ?NAME for what --vary NAME=... says, and {...} around"
                            + " what --depths repeats. Default: \"dense(128) ? dense(N)\" with an output for each class.")
    private @Nullable String layers;

    @Option(
            names = "--activations",
            paramLabel = "A,B",
            description = "What stands for ?. Default: " + USUAL + ", where there is a ?.")
    private @Nullable String activations;

    @Option(names = "--depths", paramLabel = "N,N", description = "How often the part in braces is there: 1,2,4.")
    private @Nullable String depths;

    @Option(
            names = "--optimizers",
            paramLabel = "A,B",
            description = "Optimizers to compare; each gets a grid around its own learning rate, unless --rates says.")
    private @Nullable String optimizers;

    @Option(
            names = "--schedules",
            paramLabel = "A,B",
            description = "Schedules of the learning rate to compare: constant,cosine.")
    private @Nullable String schedules;

    @Option(
            names = "--vary",
            paramLabel = "NAME=A,B",
            description = "What stands for ?NAME: width=64,128 or norm=,batchNorm (nothing, or batchNorm). Repeatable.")
    private List<String> varied = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "LABEL",
            description = "What the others are compared with, as the table calls it. Default: the first.")
    private @Nullable String baseline;

    /** @param standard the network, where the user names none */
    NetworkTemplate template(String standard) {
        return NetworkTemplate.network(layers == null ? standard : layers);
    }

    void apply(ComparisonPlan plan, NetworkTemplate template) {
        boolean isOpen = template.slots().contains(NetworkTemplate.ACTIVATION)
                && varied.stream().noneMatch(text -> text.startsWith(NetworkTemplate.ACTIVATION + "="));
        if (!isOpen
                && Stream.of(activations, depths, optimizers, schedules).allMatch(Objects::isNull)
                && varied.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing varies. Write ? into --layers for --activations to fill, or give"
                            + " --depths, --optimizers, --schedules or --vary.");
        }
        if (activations != null || isOpen) {
            plan.activations(
                    CommaList.split(activations == null ? USUAL : activations).toArray());
        }
        if (depths != null) {
            plan.depths(CommaList.wholeNumbers("--depths", depths));
        }
        if (optimizers != null) {
            plan.optimizers(texts(optimizers));
        }
        if (schedules != null) {
            plan.vary(Factor.schedules(texts(schedules)));
        }
        varied.forEach(text -> plan.vary(slot(text)));
        if (baseline != null) {
            plan.baseline(baseline);
        }
    }

    private static String[] texts(String list) {
        return CommaList.split(list).toArray(String[]::new);
    }

    private static Factor slot(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--vary " + text + ": must be NAME=A,B, such as width=64,128.");
        }
        return Factor.slot(
                text.substring(0, equals),
                CommaList.split(text.substring(equals + 1)).toArray());
    }
}
