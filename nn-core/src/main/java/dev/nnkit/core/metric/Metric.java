package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/** Sums up how good predictions are, batch after batch. Holds its sums; used by one thread. */
public interface Metric {
    /** The name in reports, a word in camel case: {@code accuracy}. */
    String name();

    /** Forgets everything: a new pass over data begins. */
    void reset();

    /** Takes a batch in: what the network gave and what it should have given, row by row. */
    void add(Tensor predictions, Target target);

    /** The value over everything since {@link #reset}; NaN where nothing was added. */
    double value();

    /** What {@link #add} has summed up since {@link #reset}, for checkpoints in the middle of a pass. */
    double[] state();

    /** Takes back what {@link #state} gave. */
    void restore(double[] state);
}
