package dev.nnkit.cli;

import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a saved model answer for rows, one line each. */
@Command(
        name = "predict",
        description = "Lets a saved model answer: a class with probabilities, or a value, in a line for each row.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn predict iris.safetensors new.csv",
            "  cat new.csv | nn predict iris.safetensors --format json",
            "  nn predict model.safetensors one.png two.png",
            "A model of a table reads comma separated values with a header: the columns it was trained on, in any"
                    + " order;",
            "others are ignored. Each answer is written as soon as its row is there."
        })
final class PredictCommand implements Callable<Integer> {
    private static final Path INPUT = Path.of("standard input");

    @Parameters(index = "0", paramLabel = "MODEL", description = "What nn train has saved.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description =
                    "A table, or - for standard input, which is the default; for other models an IDX file of images, a"
                            + " .npy file of inputs, or PNG and JPEG files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or json, one object a line. Default: csv.")
    private AnswerFormat format = AnswerFormat.CSV;

    @Option(
            names = "--skip-bad",
            description = "Passes over rows that cannot be read, and tells them, instead of ending at the first.")
    private boolean skipBad;

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            converter = Separator.class,
            description = "Between the fields of a table: a character, or tab. Default: found out from the header.")
    private @Nullable Character separator;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        Model model = Models.read(file, standard);
        AnswerWriter writer = new AnswerWriter(new Answers(model), format, standard.results());
        if (model.columns() == null) {
            requireNoTableOptions();
            ArrayPredictions.run(model, files, writer);
            return 0;
        }
        if (files.size() > 1) {
            throw new IllegalArgumentException("a model of a table reads one file at a time, but " + files.size()
                    + " are given. Call it for each.");
        }
        TablePredictions predictions = new TablePredictions(model, separator, skipBad, writer, standard.err());
        if (files.isEmpty() || files.get(0).toString().equals("-")) {
            fromInput(predictions);
        } else {
            fromFile(files.get(0), predictions);
        }
        return 0;
    }

    private static void fromInput(TablePredictions predictions) {
        try {
            predictions.run(INPUT, System.in, true);
        } catch (IOException e) {
            throw IoFailure.reading("standard input", e);
        }
    }

    private static void fromFile(Path path, TablePredictions predictions) {
        DataFile.read(path, (InputStream bytes, long size) -> {
            predictions.run(path, bytes, !Files.isRegularFile(path));
            return path;
        });
    }

    private void requireNoTableOptions() {
        for (String option : List.of("--skip-bad", "--separator")) {
            if (standard.given().hasMatchedOption(option)) {
                throw new IllegalArgumentException(option + " is for models of a table, and " + file + " is none.");
            }
        }
    }
}
