package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.export.NameTable;
import dev.nnkit.core.export.WeightFile;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model of weights that another program has written. */
@Command(
        name = "import",
        description = "Makes a model of weights in the layout of PyTorch: safetensors, or CSV as nn export writes it.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  nn import weights.safetensors --layers \"dense(128) relu dense(10)\" --input 784 --task classes"
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WEIGHTS", description = "A file that ends in .safetensors or .csv.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Option(
            names = "--layers",
            required = true,
            paramLabel = "TEXT",
            description = "The network that the weights belong to: \"dense(128) relu dense(10)\".")
    private String layers = "";

    @Option(
            names = "--input",
            required = true,
            split = ",",
            paramLabel = "N",
            description = "The shape of one example: 28,28,1, or 4.")
    private int[] input = {};

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "What the answers mean: classes, binary or regression.")
    private Task task = Task.CLASSES;

    @Option(names = "--classes", split = ",", paramLabel = "NAME", description = "Names of the classes: a,b,c.")
    private List<String> classes = new ArrayList<>();

    @Option(names = "--loss", paramLabel = "LOSS", description = "Default: the one that fits the task.")
    private @Nullable String loss;

    @Option(
            names = "--names",
            paramLabel = "NAMES.csv",
            description = "What is called differently: columns ours,theirs. Default: the names of an nn.Sequential.")
    private @Nullable Path names;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "float32 or float64. Default: that of the file; of a CSV float32.")
    private @Nullable DataType precision;

    @Option(names = "--save", paramLabel = "FILE", description = "Where the model goes. Default: ${DEFAULT-VALUE}.")
    private Path save = Path.of("model.safetensors");

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        if (precision == DataType.INT32) {
            throw new IllegalArgumentException("--precision must be float32 or float64 but is int32.");
        }
        ExportCommand.requireOther(file, "--save", save);
        NameTable table = names == null ? NameTable.STANDARD : NameTable.read(names);
        Loss chosen = TaskChoice.loss(task, loss);
        Network network = WeightFile.read(file, Sequential.parse(layers), List.of(Shape.of(input)), precision, table);
        ModelFile.write(save, new Model(network, task, chosen, classes));
        PrintWriter out = standard.out();
        // read again, so that its warnings are told now
        out.println(Models.read(save, standard).network().summary());
        out.println("saved:  " + save);
        return 0;
    }
}
