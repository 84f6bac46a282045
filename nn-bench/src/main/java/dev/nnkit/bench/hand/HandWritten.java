package dev.nnkit.bench.hand;

/** A training in plain loops. Its rows are visited in a new order every epoch, as the kit's are. */
@FunctionalInterface
public interface HandWritten {
    /**
     * One epoch; returns the loss of its last batch, before that batch's update.
     *
     * @param seed of the order of rows
     */
    double epoch(long seed);
}
