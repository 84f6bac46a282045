package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.network.Network;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ComparisonCsv;
import dev.nnkit.experiment.ComparisonPlan;
import dev.nnkit.experiment.ComparisonText;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.CrossedFactors;
import dev.nnkit.experiment.NetworkTemplate;
import dev.nnkit.experiment.ReportTable;
import dev.nnkit.experiment.VariantResult;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrialData;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains variants of a network with the same seeds, and says which is better. */
@Command(
        name = "compare",
        description = {
            "Trains variants of a network, each with the same seeds and as many learning rates, and says which is"
                    + " better.",
            "Learning rates are chosen on validation rows: those of --validation, or else a fifth of the training rows"
                    + " that each seed takes anew. The test rows are looked at once, at the end. Trials are kept in a"
                    + " store: stopped at any moment, the same command goes on from there."
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn compare",
            "  nn compare --data FOLDER --layers \"dense(128) ? dense(128) ? dense(10)\" --activations relu,gelu"
                    + " --seeds 10",
            "  nn compare --data moons --layers \"{dense(16) ?} dense(2)\" --activations relu,tanh --depths 1,2,4",
            "  nn compare --data moons --layers \"dense(?width) relu dense(2)\" --vary width=8,64 --optimizers"
                    + " adam,sgd(0.1)",
            "nn runs shows what is in the store."
        })
final class CompareCommand implements Callable<Integer> {
    /** Of an image: dense takes no image, and flatten has no weights, so it may be added. */
    private static final Pattern BEGINS_WITH_DENSE = Pattern.compile("\\s*\\{?\\s*(\\w+\\s*:\\s*)?dense\\s*\\(");

    private static final Pattern ACTIVATION = Pattern.compile("(relu|tanh)\\b");

    @Mixin
    private final DataOptions source = new DataOptions();

    @Mixin
    private final TableArguments table = new TableArguments();

    @Mixin
    private final RowArguments rows = new RowArguments();

    @Mixin
    private final VariedOptions varied = new VariedOptions();

    @Mixin
    private final TrialOptions trials = new TrialOptions();

    @Option(names = "--loss", paramLabel = "LOSS", description = "Default: the one that fits the task.")
    private @Nullable String loss;

    @Option(
            names = "--score",
            paramLabel = "SCORE",
            description = "What variants are compared by: accuracy for classes; rmse, the default, or r2 for numbers.")
    private @Nullable String score;

    @Option(
            names = "--difference",
            paramLabel = "D",
            description = "The smallest difference that matters, in the unit of the table; settle it beforehand.")
    private @Nullable Double difference;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final ReportOption report = new ReportOption();

    @Option(names = "--markdown", paramLabel = "FILE.md", description = "The result as a document.")
    private @Nullable Path markdown;

    @Option(names = "--csv", paramLabel = "FILE.csv", description = "A line of numbers for each trial.")
    private @Nullable Path csv;

    @Option(names = "--json-lines", paramLabel = "FILE.jsonl", description = "All that is known of each trial.")
    private @Nullable Path jsonLines;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        OptionFit.require(standard.given(), source);
        rows.requireSettings();
        Criteria criteria =
                difference == null ? Criteria.standard() : Criteria.standard().withRelevantDifference(difference);
        Material material = Material.of(source, table, rows, new StreamOptions());
        NetworkTemplate template = template(material);
        ComparisonPlan plan = Comparison.of(template);
        varied.apply(plan, template);
        trials.apply(plan);
        Network first = Network.build(
                plan.variants().get(0).design().network().spec(),
                material.inputShape(),
                trials.precision(),
                source.seed());
        if (score != null) {
            plan.score(Score.named(score));
        }
        Prepared data = material.prepare(first, loss);
        plan.on(trialData(data)).loss(data.choice().loss().toString()).store(store.file());
        Comparison result = run(plan, data);
        print(result, new ComparisonText(result, Conclusions.of(result, criteria)));
        return 0;
    }

    private NetworkTemplate template(Material material) {
        String standardNetwork = ACTIVATION.matcher(material.standardNetwork()).replaceAll("?");
        NetworkTemplate template = varied.template(standardNetwork);
        boolean flatten = material.inputShape().rank() == 3
                && BEGINS_WITH_DENSE.matcher(template.toString()).lookingAt();
        return flatten ? NetworkTemplate.network("flatten " + template) : template;
    }

    private TrialData trialData(Prepared data) {
        Split<? extends Examples> parts = data.rows();
        Path path = Path.of(source.data().replaceAll(",.*", "")).getFileName();
        String name = path == null ? source.data() : path.toString();
        Examples validation = parts.validation();
        return validation == null
                ? TrialData.of(name, inMemory(parts.train()), inMemory(parts.test()))
                : TrialData.of(name, inMemory(parts.train()), inMemory(validation), inMemory(parts.test()));
    }

    private static Dataset inMemory(Examples examples) {
        return (Dataset) examples; // nothing else comes without --stream, which is not offered
    }

    private Comparison run(ComparisonPlan plan, Prepared data) {
        PrintWriter out = standard.out();
        data.notes().forEach(out::println);
        out.println(plan.variants().size() + " variants, "
                + trials.count(plan.variants().size()) + "; kept in " + store.file());
        try (CompareProgress progress = new CompareProgress(standard, store.file())) {
            return plan.listener(progress).run();
        }
    }

    private void print(Comparison result, ComparisonText text) {
        PrintWriter out = standard.results();
        out.println(result.ran() + " trials were run, " + result.reused() + " reused from " + store.file() + ".");
        out.println();
        out.println(text.headline());
        out.println();
        out.println(table(text.results()));
        out.println();
        text.verdicts().forEach(out::println);
        if (!result.warnings().isEmpty()) {
            out.println();
            result.warnings().forEach(out::println);
        }
        text.factors().ifPresent(factors -> print(factors, out));
        out.println();
        out.println(table(text.grid()));
        if (!text.findings().isEmpty()) {
            out.println();
            text.findings().forEach(out::println);
        }
        report.write(result, text.conclusions(), standard);
        write(markdown, text.toMarkdown());
        write(csv, ComparisonCsv.of(result));
        write(jsonLines, lines(result));
    }

    private static void print(CrossedFactors factors, PrintWriter out) {
        out.println();
        out.println(factors.names() + ". " + CrossedFactors.NOTE);
        out.println();
        out.println(table(factors.mainEffects()));
        out.println();
        out.println(table(factors.interactions()));
    }

    private static String table(ReportTable table) {
        return Tables.of(table.header(), table.rows());
    }

    /** In the order of variants, rates and seeds. */
    private static String lines(Comparison result) {
        Set<TrialRecord> records = new LinkedHashSet<>();
        for (VariantResult variant : result.variants()) {
            variant.grid().forEach(rate -> records.addAll(rate.trials()));
            records.addAll(variant.finals());
        }
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> lines.append(record.toJson()).append('\n'));
        return lines.toString();
    }

    private void write(@Nullable Path file, String text) {
        if (file != null) {
            AtomicFile.write(file, text);
            standard.out().println("wrote:  " + file);
        }
    }
}
