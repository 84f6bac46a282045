package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.plot.Svg;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what a saved model of two inputs answers, place by place. */
@Command(
        name = "surface",
        description = "Draws what a saved model of two inputs answers, place by place, with the examples on it.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn train --data spirals --epochs 60 --optimizer \"adam(0.01)\" --surface film",
            "      (draws every epoch: see film/film.html)",
            "  nn surface model.safetensors --data spirals --output spirals.svg",
            "  nn surface iris.safetensors --data iris.csv    (of a table with two features)"
        })
final class SurfaceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "What nn train has saved.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Mixin
    private final DataOptions source = new DataOptions();

    @Option(names = "--rows", paramLabel = "FROM:TO", description = "0-based, half open. Default: all.")
    private @Nullable String rows;

    @Option(names = "--output", paramLabel = "FILE.svg", description = "Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("surface.svg");

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        OptionFit.require(standard.given(), source);
        Model model = Models.read(file, standard);
        Surfaces.requireFit(model);
        ModelRows known = new ModelRows(model, file, source);
        Dataset all = known.read(rows == null ? null : WantedPart.ALL, new Rows(0, Rows.END));
        Dataset data = known.prepared(rows == null ? all : Rows.parse(rows).of(all));
        Svg.write(output, Surfaces.of(model, source.data(), data).now().toSvg());
        standard.out().println("drawn: " + output);
        return 0;
    }
}
