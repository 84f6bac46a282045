package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a network is made of: one that was saved, or one that is only thought of. */
@Command(
        name = "summary",
        description =
                "Shows the layers, shapes, parameters and columns of a saved model, or of a network before it is trained.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn summary model.safetensors",
            "  nn summary --layers \"conv2d(8, 5) relu maxPool2d(2) flatten dense(10)\" --input 28,28,1"
        })
final class SummaryCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "What nn train has saved.")
    private @Nullable Path file;

    @Option(names = "--layers", paramLabel = "TEXT", description = "A network, in place of a model.")
    private @Nullable String layers;

    @Option(names = "--input", split = ",", paramLabel = "N", description = "The shape of one example: 28,28,1.")
    private int[] input = {};

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        PrintWriter out = standard.out();
        if (file != null && layers == null) {
            Model model = Models.read(file, standard);
            out.println("network: " + model.network());
            out.println("input:   " + model.network().inputShapes() + " "
                    + model.network().type().toString().toLowerCase(Locale.ROOT));
            out.println("task:    " + model.task().toString().toLowerCase(Locale.ROOT));
            out.println("loss:    " + model.loss());
            if (!model.classNames().isEmpty()) {
                out.println("classes: " + String.join(" ", model.classNames()));
            }
            out.println();
            if (model.columns() != null) {
                ColumnTable.print(out, model.columns());
                out.println();
            }
            out.println(model.network().summary());
        } else if (file == null && layers != null) {
            if (input.length == 0) {
                throw new IllegalArgumentException(
                        "--layers needs the shape of one example: --input 28,28,1, or --input 4.");
            }
            out.println(
                    Network.build(Sequential.parse(layers), Shape.of(input), 1).summary());
        } else {
            throw new IllegalArgumentException(
                    "give a model file, or --layers with --input. A model holds its layers.");
        }
        return 0;
    }
}
