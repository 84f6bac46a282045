package dev.nnkit.cli;

import dev.nnkit.core.table.Part;
import java.util.Locale;

/** Which rows of a table are asked for. */
enum WantedPart {
    TRAIN,
    VALIDATION,
    TEST,
    ALL;

    /** What one part is called in tables; not of {@link #ALL}. */
    Part part() {
        return Part.valueOf(name());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
