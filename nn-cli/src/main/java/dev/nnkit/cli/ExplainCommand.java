package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.explain.Explain;
import dev.nnkit.explain.Explanation;
import dev.nnkit.explain.ExplanationHtml;
import dev.nnkit.explain.ExplanationSvg;
import dev.nnkit.explain.ExplanationText;
import dev.nnkit.explain.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what happens to one example in a network, and which weights are to blame for its error. */
@Command(
        name = "explain",
        description =
                "Follows one example through a network: forward, error, blame, nudge. Without a model it tells the"
                        + " lesson's own example, which can be checked by hand.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn explain",
            "  nn explain iris.safetensors --data iris.csv --row 17",
            "  nn explain model.safetensors --data FOLDER --row 17 --most 3",
            "  nn explain --html lesson.html",
            "It explains chains of dense layers, activations, flatten and dropout. Numbers are those that the network",
            "works with: columns of a table are scaled as in training."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "What nn train has saved.")
    private @Nullable Path file;

    @Option(names = "--row", paramLabel = "N", description = "Which row of the data, from 0.")
    private @Nullable Integer row;

    @Mixin
    private final DataOptions source = new DataOptions();

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "What gradients are multiplied with for the nudge. Default: " + Explain.LEARNING_RATE + ".")
    private @Nullable Double learningRate;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "How many lines a list may have before its rest becomes one sum. Default: ${DEFAULT-VALUE}.")
    private int most = ExplanationText.MOST;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page too: the network step by step, and knobs to turn where it is small.")
    private @Nullable Path html;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write one still picture too.")
    private @Nullable Path svg;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        if (file == null) {
            requireNoModelOptions();
            ExplanationText text = new ExplanationText(Names.none(), most);
            tell("The lesson's own example.", Lesson.explained(), text);
        } else {
            explain(file);
        }
        return 0;
    }

    private void explain(Path model) {
        if (!standard.given().hasMatchedOption("--data") || row == null) {
            throw new IllegalArgumentException(
                    "a model needs an example: --data DATA --row N, such as --data iris.csv --row 17.");
        }
        OptionFit.require(standard.given(), source);
        Model read = Models.read(model, standard);
        Explain settings = Explain.of(read.network(), read.loss())
                .withLearningRate(learningRate == null ? Explain.LEARNING_RATE : learningRate);
        ExplanationText text = new ExplanationText(ModelNames.of(read), most);
        ModelRows rows = new ModelRows(read, model, source);
        Dataset example = rows.prepared(only(rows.read(WantedPart.ALL, new Rows(0, Rows.END)), row));
        Explanation explanation =
                settings.sample(example.inputs().get(0), example.targets().get(0));
        tell(model + ", row " + row + " of " + source.data(), explanation, text);
    }

    private static Dataset only(Dataset rows, int row) {
        if (row < 0 || row >= rows.size()) {
            throw new IllegalArgumentException("--row must be from 0 to " + (rows.size() - 1)
                    + ", the rows that there are, but" + " is " + row + ".");
        }
        return rows.slice(row, row + 1);
    }

    private void tell(String what, Explanation explanation, ExplanationText text) {
        standard.results().println(what);
        standard.results().println();
        standard.results().print(text.of(explanation));
        if (html != null) {
            write("page", html, new ExplanationHtml(text.names(), most).of(explanation, what));
        }
        if (svg != null) {
            write("picture", svg, new ExplanationSvg(text.names(), most).of(explanation, what));
        }
        standard.results().flush();
    }

    private void write(String kind, Path to, String text) {
        AtomicFile.write(to, text);
        standard.results().println();
        standard.results().println(kind + " written to " + to);
    }

    private void requireNoModelOptions() {
        for (String option :
                List.of("--data", "--row", "--example-shape", "--separator", "--seed", "--learning-rate")) {
            if (standard.given().hasMatchedOption(option)) {
                throw new IllegalArgumentException(option
                        + " is for a model: nn explain MODEL --data DATA --row N. Without one, the lesson is told.");
            }
        }
    }
}
