package dev.nnkit.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where trials are kept. */
final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "The SQLite file that keeps trials. Default: ${DEFAULT-VALUE}.")
    private Path file = Path.of("trials.sqlite");

    Path file() {
        return file;
    }
}
