package dev.nnkit.cli;

import dev.nnkit.api.Target;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.GradientReport;
import dev.nnkit.gradcheck.TensorReport;
import dev.nnkit.gradcheck.report.HtmlReport;
import dev.nnkit.gradcheck.report.JsonReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the gradients of a saved model with differences of its loss. */
@Command(
        name = "check-gradients",
        description =
                "Compares the gradients of a saved model with differences of its loss, in double precision, and says"
                        + " which tensor is wrong, by how much and most likely why. Exit code 0 if all are right, 1 if"
                        + " not.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn check-gradients model.safetensors",
            "  nn check-gradients iris.safetensors --data iris.csv --rows 8 --html report.html",
            "Without --data, inputs and answers are random numbers. Data of several inputs are one .npz file with an array",
            "for each input, of its name, and the answers as y, targets or labels. The model runs as in training, with",
            "dropout frozen by the seed. Layers of plug-ins are checked too."
        })
final class CheckGradientsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "What nn train has saved.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many rows, drawn from the data by the seed. Default: ${DEFAULT-VALUE}.")
    private int rows = 4;

    @Option(names = "--html", paramLabel = "FILE.html", description = "Everything that was measured, as a page.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE.json", description = "Everything that was measured, as JSON.")
    private @Nullable Path json;

    @Mixin
    private final DataOptions source = new DataOptions();

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        requireSense();
        Model model = DoublePrecision.of(Models.read(file, standard));
        Network network = model.network();
        if (network.outputShapes().size() != 1) {
            throw new IllegalArgumentException(file + " has outputs " + network.outputShapes() + ", but its loss is of"
                    + " one. Check it in code, with a join that weighs them: GradientCheck.of(join).on(inputs).");
        }
        CheckedRows chosen = new CheckedRows(model, file, source, rows);
        boolean hasData = standard.given().hasMatchedOption("--data");
        Dataset data = hasData ? chosen.ofData() : chosen.random();
        GradientReport report = check(model, data);
        PrintWriter out = standard.out();
        out.println(file + ", " + data.size() + " rows of " + (hasData ? source.data() : "random numbers"));
        out.println(table(report));
        if (html != null) {
            write(html, HtmlReport.of(report));
        }
        if (json != null) {
            write(json, JsonReport.of(report));
        }
        conclude(report);
        return report.isCorrect() ? 0 : Main.FAILED;
    }

    private void requireSense() {
        if (rows < 1) {
            throw new IllegalArgumentException("--rows must be 1 or more but is " + rows + ".");
        }
        for (String option : List.of("--example-shape", "--separator")) {
            if (standard.given().hasMatchedOption(option) && !standard.given().hasMatchedOption("--data")) {
                throw new IllegalArgumentException(
                        option + " is for data: --data DATA. Without them, inputs are random.");
            }
        }
        OptionFit.require(standard.given(), source, Set.of("--rows"));
        if (html != null) {
            ExportCommand.requireOther(file, "--html", html);
        }
        if (json != null) {
            ExportCommand.requireOther(file, "--json", json);
        }
    }

    private GradientReport check(Model model, Dataset data) {
        try (CheckProgress progress = new CheckProgress(standard)) {
            return GradientCheck.of(new NetworkJoin(model.network()), model.loss())
                    .on(data.inputs(), new Target(data.targets().get(0), data.exampleWeights()))
                    .named(file + " with " + model.loss())
                    .seed(source.seed())
                    .kernels(KernelChoice.best(1))
                    .allowKinks(1) // pixels that are equal are nobody's mistake; beside them everything is checked
                    .withoutShrinking()
                    .progress(progress)
                    .run();
        }
    }

    private static String table(GradientReport report) {
        List<List<String>> lines = new ArrayList<>();
        for (TensorReport tensor : report.tensors()) {
            lines.add(List.of(
                    tensor.name(),
                    tensor.shape().toString(),
                    tensor.verdict().toString(),
                    String.format(Locale.ROOT, "%.1e", tensor.largestError()),
                    tensor.coordinates().size() + " of " + tensor.shape().size()));
        }
        return Tables.of(List.of("tensor", "shape", "verdict", "worst error", "measured"), lines);
    }

    private void write(Path report, String text) {
        AtomicFile.write(report, text);
        standard.out().println("report: " + report);
    }

    /** What is wrong is not silenced. */
    private void conclude(GradientReport report) {
        int all = report.tensors().size();
        long bad = report.tensors().stream().filter(t -> !t.isAcceptable()).count();
        if (bad == 0) {
            standard.out().println("The gradients of all " + all + " tensors are right.");
            return;
        }
        PrintWriter results = standard.results();
        results.println("The gradients of " + bad + " of " + all + " tensors cannot be confirmed.");
        if (!report.place().isEmpty()) {
            results.println(report.place());
        }
        results.println("The worst:");
        results.println(report.tensors().get(0));
    }
}
