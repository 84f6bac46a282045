package dev.nnkit.cli;

import dev.nnkit.experiment.ComparisonListener;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a comparison goes on, and how long it will take: a bar on a terminal, otherwise a line for each tenth. Where it is
 * stopped from outside, says how far it came.
 */
final class CompareProgress implements ComparisonListener, AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;
    private static final int LINES = 10;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Path store;
    private final boolean wanted;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;
    private @Nullable StopNotice notice;
    private boolean stopped;
    private int total;
    private int done;
    private int ran;

    /** @param store where finished trials are */
    CompareProgress(Standard standard, Path store) {
        this.out = standard.out();
        this.err = standard.err();
        this.store = store;
        this.wanted = Progress.isWanted(standard);
    }

    @Override
    public synchronized void onStart(int trials) {
        total = trials;
        notice = new StopNotice(this::onStop);
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
    public synchronized void onMore(int trials) {
        total += trials;
        ProgressBar shown = bar;
        if (shown != null) {
            shown.maxHint(total);
        }
    }

    @Override
    public synchronized void onTrial(TrialRecord record, boolean reused) {
        if (stopped) {
            return; // the last word was said
        }
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

    private synchronized void onStop() {
        stopped = true;
        closeBar();
        err.println("nn compare: stopped. " + done + " of " + total + " trials are finished and kept in " + store
                + "; the same command goes on from there.");
    }

    private void closeBar() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
        }
    }

    @Override
    public void close() {
        closeBar();
        StopNotice shown = notice;
        if (shown != null) {
            shown.close();
        }
    }
}
