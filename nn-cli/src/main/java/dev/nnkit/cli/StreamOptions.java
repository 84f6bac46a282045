package dev.nnkit.cli;

import dev.nnkit.core.data.IdxExamples;
import dev.nnkit.core.table.CsvExamples;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Rows that are read as they are needed. */
final class StreamOptions {
    @Option(
            names = "--stream",
            description =
                    "Table or IDX files: reads rows as they are needed, in every epoch anew, so that they need not fit"
                            + " into memory.")
    private boolean stream;

    @Option(
            names = "--shuffle-buffer",
            paramLabel = "N",
            description =
                    "With --stream: the next row is drawn from N that were read ahead. With room for all rows the model"
                            + " is that of a run without --stream. Default: " + CsvExamples.SHUFFLE_BUFFER
                            + ", or fewer where they take more than 256 MiB.")
    private @Nullable Integer shuffleBuffer;

    boolean isOn() {
        return stream;
    }

    void requireSettings() {
        if (shuffleBuffer != null && !stream) {
            throw new IllegalArgumentException(
                    "--shuffle-buffer is for --stream: in memory, all rows are shuffled. Give --stream, or leave it"
                            + " out.");
        }
        if (shuffleBuffer != null && shuffleBuffer < 1) {
            throw new IllegalArgumentException("--shuffle-buffer must be 1 row or more but is " + shuffleBuffer + ".");
        }
    }

    CsvExamples buffered(CsvExamples examples) {
        return shuffleBuffer == null ? examples : examples.shuffleBuffer(shuffleBuffer);
    }

    IdxExamples buffered(IdxExamples examples) {
        return shuffleBuffer == null ? examples : examples.shuffleBuffer(shuffleBuffer);
    }
}
