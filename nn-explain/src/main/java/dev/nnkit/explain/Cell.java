package dev.nnkit.explain;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What stands in one column of one row: a number, a word, or nothing. */
record Cell(double number, @Nullable String word) {
    static final Cell NONE = new Cell(0, "");

    static Cell of(double number) {
        return new Cell(number, null);
    }

    static Cell of(OptionalDouble number) {
        return number.isPresent() ? of(number.getAsDouble()) : new Cell(0, "undefined");
    }
}
