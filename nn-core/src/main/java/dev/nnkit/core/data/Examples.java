package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where training takes its examples from, pass after pass: a {@link Dataset} in memory, or something that reads them as it
 * goes, from a file that is larger than memory.
 */
public interface Examples {
    /** The shape of one example of each input. */
    List<Shape> inputShapes();

    /** The shape of one example of each target. */
    List<Shape> targetShapes();

    /** How many examples a pass has. */
    long count();

    /** The same with all floating tensors in one type. */
    Examples as(DataType type);

    /**
     * What tells these examples from others, so that a run is not resumed on other data: a hash of the contents, or of
     * what stands for them.
     */
    long fingerprint();

    /**
     * Begins a pass. The same arguments give the same examples in the same order.
     *
     * @param shuffled whether the order is random, or that of the source
     * @param epoch which pass it is; each has an order of its own
     */
    Pass open(boolean shuffled, long seed, int epoch);

    /**
     * Up to {@code count} examples, chosen at random by seed, in memory.
     *
     * @throws IllegalArgumentException if there are none
     */
    default Dataset sample(int count, long seed) {
        try (Pass pass = open(true, seed, 1)) {
            Selection chosen = pass.next(count);
            if (chosen == null) {
                throw new IllegalArgumentException(this + ": there are no examples to take a sample of.");
            }
            return chosen.rows();
        }
    }

    /** One pass. Used by one thread. */
    interface Pass extends AutoCloseable {
        /**
         * The next examples: {@code count} of them, or fewer at the end, or null after it. What is returned may be
         * overwritten by the next call, and after the pass is closed.
         */
        @Nullable
        Selection next(int count);

        /** Passes over examples that an earlier run has seen. */
        default void skip(long count) {
            long left = count;
            while (left > 0) {
                Selection skipped = next((int) Math.min(left, 4096));
                if (skipped == null) {
                    return;
                }
                left -= skipped.size();
            }
        }

        @Override
        default void close() {}
    }

    /** Rows {@code order[from]} to {@code order[to - 1]} of a dataset. */
    final class Selection {
        private final Dataset data;
        private final int[] order;
        private final int from;
        private final int to;

        /** The order is not copied. */
        public Selection(Dataset data, int[] order, int from, int to) {
            this.data = data;
            this.order = order;
            this.from = from;
            this.to = to;
        }

        public Dataset data() {
            return data;
        }

        /** Which row of the data stands at a place from {@link #from} to {@link #to}. */
        public int row(int place) {
            return order[place];
        }

        public int from() {
            return from;
        }

        public int to() {
            return to;
        }

        /** How many rows. */
        public int size() {
            return to - from;
        }

        /** These rows by themselves, copied. */
        public Dataset rows() {
            return data.rows(Arrays.copyOfRange(order, from, to));
        }
    }
}
