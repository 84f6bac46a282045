package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.experiment.ComparisonPlan;
import dev.nnkit.experiment.execution.LocalThreads;
import dev.nnkit.experiment.execution.SeparateProcesses;
import dev.nnkit.experiment.execution.TrialExecutor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How trials are run. */
final class TrialOptions {
    private static final String VECTORS = "jdk.incubator.vector";

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds 1 to N for each variant. Default: 5.")
    private int seeds = 5;

    @Option(
            names = {"--lr-grid", "--rate-grid"},
            paramLabel = "N",
            description =
                    "Learning rates for each variant, from a tenth of the optimizer's own to ten times of it, equally"
                            + " far apart in their logarithms. 1: its own. Default: 5, and for all variants more at an"
                            + " end of the grid where the best rate of one lies, at most twice.")
    private @Nullable Integer grid;

    @Option(names = "--rates", paramLabel = "R,R", description = "These learning rates for each variant instead.")
    private @Nullable String rates;

    @Option(names = "--optimizer", paramLabel = "OPTIMIZER", description = "Default: ${DEFAULT-VALUE}.")
    private String optimizer = "adam";

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            description = "Of the learning rate. Default: ${DEFAULT-VALUE}.")
    private String schedule = "constant";

    @Option(
            names = "--transform",
            paramLabel = "TRANSFORM",
            description = "Done to all gradients before the update: \"clipByNorm(1)\". Can be repeated.")
    private List<String> transforms = new ArrayList<>();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training rows. Default: ${DEFAULT-VALUE}.")
    private int epochs = 10;

    @Option(
            names = {"--batch", "--batch-size"},
            paramLabel = "N",
            description = "Examples a step. Default: ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(names = "--precision", paramLabel = "TYPE", description = "float32 or float64. Default: float32.")
    private DataType precision = DataType.FLOAT32;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many trials run at a time. Default: all cores. The result is the same for any number.")
    private @Nullable Integer threads;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Runs trials in N processes of their own instead. The result is the same.")
    private @Nullable Integer processes;

    DataType precision() {
        return precision;
    }

    /** How many trials there are, in words. */
    String count(int variants) {
        boolean standard = rates == null && grid == null;
        int tried = rates != null ? CommaList.split(rates).size() : grid == null ? ComparisonPlan.STANDARD_RATES : grid;
        return (long) variants * seeds * (tried == 1 ? 1 : tried + 1) + " trials" + (standard ? " or more" : "");
    }

    void apply(ComparisonPlan plan) {
        if (rates != null && grid != null) {
            throw new IllegalArgumentException("--rates and --lr-grid both say which learning rates to try. Give one.");
        }
        if (rates != null) {
            plan.rates(CommaList.numbers("--rates", rates));
        } else if (grid != null) {
            plan.rateGrid(grid);
        }
        if (!precision.isFloating()) {
            throw new IllegalArgumentException("--precision must be float32 or float64 but is int32.");
        }
        plan.seeds(seeds)
                .optimizer(optimizer)
                .schedule(schedule)
                .transforms(transforms)
                .epochs(epochs)
                .batch(batch)
                .precision(precision)
                .executor(executor());
    }

    private TrialExecutor executor() {
        if (processes != null && threads != null) {
            throw new IllegalArgumentException("--threads and --processes both say where trials run. Give one.");
        }
        if (processes != null) {
            boolean vectors = ModuleLayer.boot().findModule(VECTORS).isPresent();
            return new SeparateProcesses(processes, vectors ? List.of("--add-modules=" + VECTORS) : List.of());
        }
        return threads == null ? LocalThreads.ofAllCores() : new LocalThreads(threads);
    }
}
