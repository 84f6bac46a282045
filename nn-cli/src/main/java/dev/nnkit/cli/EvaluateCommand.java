package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.kernel.KernelChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a saved model on data. */
@Command(
        name = "evaluate",
        description = "Measures a saved model on data: loss, metrics, confusion matrix, calibration.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn evaluate model.safetensors --data FOLDER --rows 8000:10000",
            "  nn evaluate iris.safetensors --data iris.csv",
            "A model of a table knows its columns: others are ignored. Where the table has the split column of the",
            "model, the test rows are measured."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "What nn train has saved.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Mixin
    private final DataOptions source = new DataOptions();

    @Option(names = "--rows", paramLabel = "FROM:TO", description = "0-based, half open. Default: all.")
    private @Nullable String rows;

    @Option(
            names = "--per-class",
            paramLabel = "FROM:TO",
            description = "Folder of drawings or images: rows of each class. Default: all.")
    private @Nullable String perClass;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description =
                    "Table: train, validation, test or all. Default: test where there is a split column, else all.")
    private @Nullable WantedPart part;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--report", paramLabel = "FILE.json", description = "Everything that is printed, as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--pictures",
            paramLabel = "FOLDER",
            description =
                    "Draws the confusion matrix, the worst mistakes and first weights of images, the surface of two"
                            + " inputs.")
    private @Nullable Path pictures;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        OptionFit.require(standard.given(), source);
        Kernels kernels = KernelChoice.best(threads);
        Model model = Models.read(file, standard);
        Dataset data = load(new ModelRows(model, file, source));
        Measured measured = Measured.of(model, data, kernels);
        PrintWriter out = standard.out();
        measured.print(out, source.data());
        measured.printCalibration(out);
        if (pictures != null) {
            new Pictures(model, source.data(), data, measured, kernels)
                    .draw(Pictures.in(pictures))
                    .forEach(picture -> out.println("drawn:  " + picture));
        }
        if (report != null) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("model", file.toString());
            settings.put("data", source.data());
            settings.put("rows", rows == null ? "0:" + data.size() : rows);
            settings.put("perClass", perClass);
            settings.put("part", part == null ? null : part.toString());
            settings.put("seed", source.seed());
            new Report(settings)
                    .measured("test", measured)
                    .model(model.network(), file)
                    .write(report);
            out.println("report: " + report);
        }
        return 0;
    }

    private Dataset load(ModelRows known) {
        Rows some = perClass == null ? new Rows(0, Rows.END) : Rows.parse(perClass);
        Dataset all = known.read(rows == null ? part : WantedPart.ALL, some);
        return known.prepared(rows == null ? all : Rows.parse(rows).of(all));
    }
}
