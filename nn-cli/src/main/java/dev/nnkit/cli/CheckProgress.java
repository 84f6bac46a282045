package dev.nnkit.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a gradient check is: the tensor, and how many elements are measured. */
final class CheckProgress implements dev.nnkit.gradcheck.Progress, AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;

    private final @Nullable ProgressBar bar;

    CheckProgress(Standard standard) {
        this.bar = Progress.isWanted(standard) ? bar() : null;
    }

    private static ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("check")
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void measured(String tensor, int done, int total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
            bar.setExtraMessage("  " + tensor);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
