package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generator;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.IdxFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the data come from. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = {
                "The name of a generator (xor spirals circles moons sine digits), a folder with a pair of IDX files, or",
                "the two files: IMAGES,LABELS; plain or gzipped. Default: digits."
            })
    private String data = "digits";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random: generated data, splits, first weights, order. Default: 1.")
    private long seed = 1;

    String data() {
        return data;
    }

    long seed() {
        return seed;
    }

    boolean isGenerated() {
        return Generators.names().contains(data);
    }

    /** @throws IllegalArgumentException or UncheckedIOException with a sentence for the user */
    Dataset load() {
        if (isGenerated()) {
            Generator generator = Generators.named(data);
            return generator.generate(generator.defaultRows(), seed);
        }
        List<String> files = List.of(data.split(",", -1));
        if (files.size() == 2) {
            return IdxFile.pair(Path.of(files.get(0)), Path.of(files.get(1)));
        }
        Path path = Path.of(data);
        if (Files.isDirectory(path)) {
            return IdxFile.folder(path);
        }
        if (Files.exists(path)) {
            throw new IllegalArgumentException("--data " + data + " is one file. Give the folder that holds images and"
                    + " labels, or both files: --data IMAGES,LABELS.");
        }
        throw new IllegalArgumentException("--data " + data + ": there is no such folder, and no such generator."
                + " Generators: " + String.join(", ", Generators.names()) + ".");
    }
}
