package dev.nnkit.cli;

import dev.nnkit.core.export.JavaSource;
import dev.nnkit.core.export.NameTable;
import dev.nnkit.core.export.WeightFile;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model for other programs. */
@Command(
        name = "export",
        description = {
            "Writes a model for other programs: its weights in the layout of PyTorch, as safetensors or CSV, or a Java",
            "class that predicts without any library."
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  nn export model.safetensors --to weights.safetensors",
            "  nn export model.safetensors --to weights.csv",
            "  nn export model.safetensors --to Digits.java --package com.acme"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String JAVA = ".java";

    @Parameters(paramLabel = "MODEL", description = "What nn train has saved.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "What to write; the extension says how: .safetensors, .csv or .java.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path to;

    @Option(
            names = "--names",
            paramLabel = "NAMES.csv",
            description = "What weights are called there: columns ours,theirs. Default: the names of an nn.Sequential.")
    private @Nullable Path names;

    @Option(names = "--package", paramLabel = "NAME", description = "Of the Java class. Default: none.")
    private @Nullable String packageName;

    @Option(names = "--class", paramLabel = "NAME", description = "Of the Java class. Default: as the file says.")
    private @Nullable String className;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        String name = String.valueOf(to.getFileName());
        boolean java = name.toLowerCase(Locale.ROOT).endsWith(JAVA);
        requireOther(file, "--to", to);
        requireFitting(java, name);
        Model model = Models.read(file, standard);
        if (java) {
            String simpleName = className != null ? className : name.substring(0, name.length() - JAVA.length());
            String source = JavaSource.of(model, packageName == null ? "" : packageName, simpleName);
            AtomicFile.write(to, source);
        } else {
            NameTable table = names == null ? NameTable.STANDARD : NameTable.read(names);
            WeightFile.write(to, model.network(), table);
        }
        standard.out().println("written: " + to);
        return 0;
    }

    private void requireFitting(boolean java, String name) {
        boolean weights = name.toLowerCase(Locale.ROOT).matches(".*\\.(safetensors|csv)");
        if (!java && !weights) {
            throw new IllegalArgumentException(
                    "--to " + to + ": the extension must be .safetensors or .csv, for weights, or .java, for source.");
        }
        if (java && names != null) {
            throw new IllegalArgumentException("--names is for weights, but --to " + to + " asks for Java source.");
        }
        if (weights && (packageName != null || className != null)) {
            throw new IllegalArgumentException(
                    "--package and --class are for Java source, but --to " + to + " asks for weights.");
        }
        if (className != null && !name.equals(className + JAVA)) {
            throw new IllegalArgumentException("--class " + className + " must stand in " + className
                    + ".java, which Java asks for, but --to is " + to + ".");
        }
    }

    /** What is read must not be overwritten by what is made of it. */
    static void requireOther(Path read, String option, Path written) {
        try {
            if (Files.exists(read) && Files.exists(written) && Files.isSameFile(read, written)) {
                throw new IllegalArgumentException(option + " " + written + " is the file that is read. Give another.");
            }
        } catch (IOException e) {
            throw IoFailure.reading(written, e);
        }
    }
}
