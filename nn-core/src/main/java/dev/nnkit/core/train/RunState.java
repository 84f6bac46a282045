package dev.nnkit.core.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a run is. */
final class RunState {
    /** The epoch that is going on, from 1. */
    int epoch = 1;
    /** Examples of it that were visited. */
    long seen;
    /** The sum of their losses. */
    double lossSum;
    /** Updates since the beginning. */
    long step;

    double rateFactor = 1;
    boolean finished;

    @Nullable
    String stopReason;

    final List<EpochReport> epochs = new ArrayList<>();
}
