package dev.nnkit.cli;

import dev.nnkit.core.data.Dataset;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows to learn from, to watch, and to measure on in the end. */
record Split(Dataset train, @Nullable Dataset validation, Dataset test) {
    Split map(UnaryOperator<Dataset> change) {
        return new Split(change.apply(train), validation == null ? null : change.apply(validation), change.apply(test));
    }

    /** Takes rows to watch out of those to learn from, unless the share is 0. */
    Split withValidation(double share, long seed) {
        if (share == 0) {
            return this;
        }
        Dataset.Split parts = train.split(share, seed);
        return new Split(parts.rest(), parts.part(), test);
    }
}
