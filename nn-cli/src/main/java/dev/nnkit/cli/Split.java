package dev.nnkit.cli;

import dev.nnkit.core.data.Examples;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows to learn from, to watch, and to measure on in the end. */
record Split<E extends Examples>(E train, @Nullable E validation, E test) {
    <F extends Examples> Split<F> map(Function<E, F> change) {
        return new Split<>(
                change.apply(train), validation == null ? null : change.apply(validation), change.apply(test));
    }
}
