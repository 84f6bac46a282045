package dev.nnkit.cli;

import dev.nnkit.core.train.Snapshot;
import dev.nnkit.core.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Runs that can be interrupted: what was learned is kept beside the model, as {@code <save>.checkpoint}. */
final class CheckpointOptions {
    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "Keeps all that is needed to go on in SAVE.checkpoint, after every N steps. Default: never.")
    private long every;

    @Option(
            names = "--resume",
            description =
                    "Goes on from SAVE.checkpoint, with the settings of that run; without one, starts anew. Ends with"
                            + " the same file as a run that never stopped.")
    private boolean resume;

    void requireSettings() {
        if (every < 0) {
            throw new IllegalArgumentException("--checkpoint-every must be 1 step or more but is " + every + ".");
        }
    }

    void apply(Trainer trainer, Path save, Standard standard) {
        Path file = save.resolveSibling(save.getFileName() + ".checkpoint");
        if (every > 0) {
            trainer.snapshots(every, snapshot -> snapshot.write(file));
        }
        if (resume && Files.exists(file)) {
            Snapshot snapshot = Snapshot.read(file);
            trainer.resume(snapshot);
            standard.out()
                    .println(
                            snapshot.isFinished()
                                    ? "resumed: " + file + " is of a run that was finished, after step "
                                            + snapshot.step() + "."
                                    : "resumed: " + file + ", after step " + snapshot.step() + ".");
        } else if (resume) {
            standard.out().println("there is no checkpoint " + file + ": training starts anew.");
        }
    }
}
