package dev.nnkit.cli;

import dev.nnkit.experiment.ComparisonListener;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how a comparison goes on, and how long it will take: a bar on a terminal, otherwise a line for each tenth. */
final class CompareProgress implements ComparisonListener, AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;
    private static final int LINES = 10;

    private final PrintWriter out;
    private final boolean wanted;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;
    private int total;
    private int done;
    private int ran;

    CompareProgress(Standard standard) {
        this.out = standard.out();
        this.wanted = Progress.isWanted(standard);
    }

    @Override
    public void onStart(int trials) {
        total = trials;
        if (wanted) {
            bar = new ProgressBarBuilder()
                    .setTaskName("compare")
                    .setInitialMax(trials)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(INTERVAL_MILLIS)
                    .setUnit(" trials", 1)
                    .clearDisplayOnFinish()
                    .hideEta() // it would count trials that were in the store as work
                    .build();
        }
    }

    @Override
    public void onTrial(TrialRecord record, boolean reused) {
        done++;
        ran += reused ? 0 : 1;
        ProgressBar shown = bar;
        if (shown != null) {
            shown.stepTo(done);
            shown.setExtraMessage("  " + left());
        } else if (!reused && done * LINES / total > (done - 1) * LINES / total) {
            out.println(String.format(Locale.ROOT, "%d of %d trials, %s", done, total, left()));
        }
    }

    /** As long as those that were run took, on average, for each of the others. */
    private String left() {
        if (ran == 0) {
            return "";
        }
        double seconds = (System.nanoTime() - start) / 1e9 / ran * (total - done);
        return seconds < 100
                ? String.format(Locale.ROOT, "%.0f s left", seconds)
                : String.format(Locale.ROOT, "%.0f min left", seconds / 60);
    }

    @Override
    public void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
        }
    }
}
