package dev.nnkit.core.table;

import java.util.Locale;

/** What a row is for. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /** The word for it: {@code train}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
