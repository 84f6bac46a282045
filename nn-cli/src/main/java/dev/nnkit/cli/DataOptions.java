package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generator;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.IdxExamples;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.data.NpyFile;
import dev.nnkit.core.data.NpzFile;
import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data come from. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            description =
                    "The name of a generator (xor spirals circles moons sine digits); a table: FILE.csv or FILE.tsv; a"
                            + " folder with a pair of IDX files, or the two files: IMAGES,LABELS; NumPy arrays: FILE.npz"
                            + " or X.npy,Y.npy; a folder with a sub-folder of PNG or JPEG images for each class; a folder"
                            + " with a file of raw bytes for each class, with --example-shape. Most may be gzipped."
                            + " Default: digits; check-gradients takes random numbers.")
    private String data = "digits";

    @Option(
            names = "--example-shape",
            split = ",",
            paramLabel = "N",
            description = "The shape of a raw drawing, or the one that images are scaled to: 28,28,1.")
    private int[] exampleShape = {};

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            converter = Separator.class,
            description = "Between the fields of a table: a character, or tab. Default: found out from the header.")
    private @Nullable Character separator;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random: generated data, splits, first weights, order. Default: 1.")
    private long seed = 1;

    String data() {
        return data;
    }

    Path path() {
        return Path.of(data);
    }

    long seed() {
        return seed;
    }

    @Nullable
    Character separator() {
        return separator;
    }

    /** The shape that the user gives, or null. */
    @Nullable
    Shape exampleShape() {
        return exampleShape.length == 0 ? null : Shape.of(exampleShape);
    }

    /** @throws IllegalArgumentException if the data are of none */
    DataKind kind() {
        if (Generators.names().contains(data)) {
            return DataKind.GENERATOR;
        }
        if (Files.isDirectory(path())) {
            return folderKind();
        }
        if (hasEnding(data, ".csv", ".tsv")) {
            return DataKind.TABLE;
        }
        List<String> files = files();
        if (files.stream().allMatch(file -> hasEnding(file, ".npy", ".npz"))) {
            return DataKind.ARRAYS;
        }
        if (files.size() == 2) {
            return DataKind.IDX;
        }
        throw new IllegalArgumentException(
                Files.exists(path())
                        ? "--data " + data
                                + " is one file, and its name does not end in .csv, .tsv or .npz. IDX files are"
                                + " two: give the folder that holds images and labels, or --data IMAGES,LABELS."
                        : "--data " + data + ": there is no such folder, and no such generator. Generators: "
                                + String.join(", ", Generators.names()) + ".");
    }

    private DataKind folderKind() {
        boolean hasFolders = holds(path -> Files.isDirectory(path) && !isHidden(path));
        if (hasFolders && !holds(path -> String.valueOf(path.getFileName()).contains("-ubyte"))) {
            return DataKind.IMAGES;
        }
        if (exampleShape.length > 0 || holds(path -> hasEnding(path.toString(), ".bin"))) {
            return DataKind.DRAWINGS;
        }
        return DataKind.IDX;
    }

    private boolean holds(Predicate<Path> test) {
        try (Stream<Path> entries = Files.list(path())) {
            return entries.anyMatch(test);
        } catch (IOException e) {
            throw IoFailure.reading(data, e);
        }
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static boolean hasEnding(String name, String... endings) {
        String plain = name.toLowerCase(Locale.ROOT);
        String unpacked = plain.endsWith(".gz") ? plain.substring(0, plain.length() - 3) : plain;
        return Stream.of(endings).anyMatch(unpacked::endsWith);
    }

    private List<String> files() {
        return Files.exists(path()) ? List.of(data) : List.of(data.split(",", -1));
    }

    /**
     * Reads data that need nothing else to be known.
     *
     * @throws IllegalArgumentException or UncheckedIOException with a sentence for the user
     */
    Dataset load() {
        List<Path> files = files().stream().map(Path::of).toList();
        return switch (kind()) {
            case GENERATOR -> {
                Generator generator = Generators.named(data);
                yield generator.generate(generator.defaultRows(), seed);
            }
            case IDX -> files.size() == 2 ? IdxFile.pair(files.get(0), files.get(1)) : IdxFile.folder(path());
            case ARRAYS -> arrays(files);
            default -> throw new IllegalStateException(data);
        };
    }

    /** IDX files that are read as they are needed: one pair, or one for training and then another. */
    List<IdxExamples> idxStreams() {
        List<Path> files = files().stream().map(Path::of).toList();
        return files.size() == 2 ? List.of(IdxExamples.of(files.get(0), files.get(1))) : IdxExamples.folder(path());
    }

    private Dataset arrays(List<Path> files) {
        if (files.size() == 1 && hasEnding(data, ".npz")) {
            return NpzFile.dataset(files.get(0));
        }
        if (files.size() == 2 && !data.contains(".npz")) {
            return NpyFile.pair(files.get(0), files.get(1));
        }
        throw new IllegalArgumentException("--data " + data
                + ": give one .npz file with inputs and targets, or two .npy files: --data INPUTS.npy,TARGETS.npy.");
    }
}
