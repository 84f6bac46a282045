package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.CsvLog;
import dev.nnkit.core.train.EarlyStopping;
import dev.nnkit.core.train.History;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network, measures it on rows that it has not seen, saves it and draws what happened. */
@Command(
        name = "train",
        description = "Trains a network. Without options: digits that it draws itself.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn train",
            "  nn train --data spirals --layers \"dense(32) tanh dense(32) tanh dense(2)\" --epochs 50",
            "  nn train --data FOLDER --train-rows 0:8000 --test-rows 8000:10000 --batch 64",
            "  nn train --data iris.csv --target species --layers \"dense(16) tanh dense(3)\" --epochs 100",
            "  nn train --data FOLDER --example-shape 28,28,1 --train-per-class 0:800 --test-per-class 800:1000",
            "  nn train --data large.csv --target price --split-column part --stream --shuffle-buffer 50000",
            "  nn train --epochs 100 --checkpoint-every 1000 --resume    (the same again goes on where it stopped)",
            "nn layers lists the words for --layers, --loss, --optimizer and --schedule."
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private final DataOptions source = new DataOptions();

    @Mixin
    private final TableArguments table = new TableArguments();

    @Mixin
    private final RowArguments rows = new RowArguments();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(
            names = "--layers",
            paramLabel = "TEXT",
            description = "The network: \"dense(128) relu dense(10)\". Default: one that fits the data.")
    private @Nullable String layers;

    @Option(names = "--loss", paramLabel = "LOSS", description = "Default: the one that fits the task.")
    private @Nullable String loss;

    @Option(names = "--optimizer", paramLabel = "OPTIMIZER", description = "Default: ${DEFAULT-VALUE}.")
    private String optimizer = "adam(learningRate=0.001)";

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

    @Option(names = "--batch", paramLabel = "N", description = "Examples a step. Default: ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(names = "--precision", paramLabel = "TYPE", description = "float32 or float64. Default: float32.")
    private DataType precision = DataType.FLOAT32;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: all cores. The result is the same for any number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Stops after N epochs without a better loss and takes the best epoch. Default: no early stop.")
    private int patience;

    @Option(names = "--save", paramLabel = "FILE", description = "Where the model goes. Default: ${DEFAULT-VALUE}.")
    private Path save = Path.of("model.safetensors");

    @Option(names = "--log", paramLabel = "FILE.csv", description = "A line of numbers for each epoch.")
    private @Nullable Path log;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Everything that is printed, as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--surface",
            paramLabel = "FOLDER",
            description =
                    "Of two inputs: draws what the network answers, place by place, after each epoch; with a film of"
                            + " all epochs, FOLDER/film.html.")
    private @Nullable Path surface;

    @Mixin
    private final DoctorOptions doctor = new DoctorOptions();

    @Mixin
    private final CheckpointOptions checkpoint = new CheckpointOptions();

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        requireSettings();
        OptionFit.require(standard.given(), source);
        Optimizer chosen = Registry.installed().parse(Optimizer.class, optimizer);
        Schedule rates = Registry.installed().parse(Schedule.class, schedule);
        List<GradientTransform> changes = transforms.stream()
                .map(text -> Registry.installed().parse(GradientTransform.class, text))
                .toList();
        Sequential asked = layers == null ? null : Sequential.parse(layers);

        Material material = Material.of(source, table, rows, stream);
        Sequential chain = Architecture.forData(asked, material);
        Network network = Network.build(chain, material.inputShape(), precision, source.seed());
        Prepared data = material.prepare(network, loss);
        Model model = data.model(network);
        Objective objective = Objective.of(network, model.loss());

        Map<String, Object> settings = settings(data, chain, chosen, rates, changes);
        announce(settings, data, network);

        Kernels kernels = KernelChoice.best(threads);
        Trainer trainer = Trainer.of(objective, chosen)
                .epochs(epochs)
                .batch(batch)
                .seed(source.seed())
                .schedule(rates)
                .validation(data.rows().validation())
                .kernels(kernels);
        changes.forEach(trainer::transform);
        Measured.metrics(model.task(), model.columns()).forEach(trainer::metric);
        SurfaceFrames frames = surface == null
                ? null
                : new SurfaceFrames(
                        Surfaces.of(model, source.data(), data.rows().train()), surface, epochs);
        History history = train(trainer, data.rows().train(), frames);
        if (history.diverged()) {
            standard.err().println("nn train: " + history.stopReason());
            doctor.print(standard.err());
            return Main.FAILED;
        }
        if (history.stopReason() != null) {
            standard.out().println(history.stopReason() + ".");
        }
        ModelFile.write(save, model);
        finish(model, data, history, settings, kernels);
        if (frames != null) {
            standard.out().println("film:   " + frames.film());
        }
        return 0;
    }

    private void announce(Map<String, Object> settings, Prepared data, Network network) {
        PrintWriter out = standard.out();
        Tables.print(out, settings);
        out.println();
        if (!data.notes().isEmpty()) {
            data.notes().forEach(out::println);
            out.println();
        }
        out.println(network.summary());
        out.println();
    }

    /** Early stopping comes first: a checkpoint knows what remembers by its place. */
    private History train(Trainer trainer, Examples rowsToLearn, @Nullable SurfaceFrames frames) {
        if (patience > 0) {
            trainer.listener(new EarlyStopping(patience));
        }
        if (log != null) {
            trainer.listener(new CsvLog(log));
        }
        if (frames != null) {
            trainer.listener(frames);
        }
        doctor.apply(trainer);
        checkpoint.apply(trainer, save, standard);
        try (Progress progress = new Progress(epochs, rowsToLearn.count(), standard)) {
            return trainer.listener(progress).fit(rowsToLearn);
        }
    }

    private void finish(Model model, Prepared data, History history, Map<String, Object> settings, Kernels kernels) {
        PrintWriter out = standard.out();
        Measured measured = Measured.of(model, data.rows().test(), kernels);
        measured.print(out, "test");
        OptionalDouble comparison = data.leastSquares();
        comparison.ifPresent(r2 -> out.println(
                String.format(Locale.ROOT, "for comparison: ordinary least squares on the same rows: R2 %.3f", r2)));
        doctor.print(out);
        new Pictures(model, source.data(), data.rows().test(), measured, kernels)
                .history(history)
                .draw(Pictures.beside(save))
                .forEach(picture -> out.println("drawn:  " + picture));
        out.println("saved:  " + save);
        if (report != null) {
            new Report(settings)
                    .notes(data.notes())
                    .training(history)
                    .doctor(doctor.findings())
                    .measured("test", measured)
                    .leastSquares(comparison)
                    .model(model.network(), save)
                    .write(report);
            out.println("report: " + report);
        }
        out.println();
        Advice.next(source, save, model.network().outputShape().last()).forEach(out::println);
    }

    private void requireSettings() {
        require(threads >= 1, "--threads must be 1 or more but is " + threads);
        require(patience >= 0, "--patience must be 1 epoch or more but is " + patience);
        rows.requireSettings();
        stream.requireSettings();
        checkpoint.requireSettings();
        require(precision.isFloating(), "--precision must be float32 or float64 but is int32");
        require(epochs >= 1, "--epochs must be 1 or more but is " + epochs);
        require(batch >= 1, "--batch must be 1 or more but is " + batch);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message + ".");
        }
    }

    private Map<String, Object> settings(
            Prepared data, LayerSpec chain, Optimizer chosen, Schedule rates, List<GradientTransform> changes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("data", source.data());
        Split<? extends Examples> parts = data.rows();
        settings.put("trainRows", parts.train().count());
        Examples validation = parts.validation();
        settings.put("validationRows", validation == null ? 0L : validation.count());
        settings.put("testRows", parts.test().count());
        if (stream.isOn()) {
            settings.put("stream", true);
        }
        settings.put("layers", chain instanceof Sequential sequential ? sequential.text() : chain.toString());
        settings.put("task", data.choice().task().toString().toLowerCase(Locale.ROOT));
        settings.put("loss", data.choice().loss().toString());
        settings.put("optimizer", chosen.toString());
        settings.put("schedule", rates.toString());
        settings.put("transforms", changes.stream().map(Object::toString).toList());
        settings.put("epochs", epochs);
        settings.put("batch", batch);
        settings.put("patience", patience);
        settings.put("seed", source.seed());
        settings.put("precision", precision.toString().toLowerCase(Locale.ROOT));
        settings.put("threads", threads);
        settings.put("save", save.toString());
        return settings;
    }
}
