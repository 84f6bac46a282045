package dev.nnkit.experiment.store;

import dev.nnkit.experiment.trial.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which trials of a store are meant; {@link #all} unless narrowed. Texts are looked for anywhere in a column, in upper or lower
 * case.
 */
public final class TrialFilter {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    private TrialFilter() {}

    public static TrialFilter all() {
        return new TrialFilter();
    }

    /** Those whose network has this in its text; null means any. */
    public TrialFilter network(@Nullable String part) {
        return holds("network", part);
    }

    /** Those whose optimizer has this in its text; null means any. */
    public TrialFilter optimizer(@Nullable String part) {
        return holds("optimizer", part);
    }

    /** Those whose data have this in their name; null means any. */
    public TrialFilter data(@Nullable String part) {
        return holds("data_name", part);
    }

    /** Those of a seed; null means any. */
    public TrialFilter seed(@Nullable Long seed) {
        return seed == null ? this : and("seed = ?", seed);
    }

    /** Those for a purpose; null means any. */
    public TrialFilter purpose(@Nullable Purpose purpose) {
        return purpose == null ? this : and("purpose = ?", purpose.name());
    }

    /** Those that failed. */
    public TrialFilter failed() {
        conditions.add("failure IS NOT NULL");
        return this;
    }

    /** Those whose configuration or identity begins with these digits; null means any. */
    public TrialFilter beginning(@Nullable String digits) {
        if (digits == null) {
            return this;
        }
        arguments.add(digits.length());
        arguments.add(digits);
        arguments.add(digits.length());
        return and("(substr(configuration, 1, ?) = ? OR substr(identity, 1, ?) = ?)", digits);
    }

    private TrialFilter holds(String column, @Nullable String part) {
        return part == null ? this : and("instr(lower(" + column + "), lower(?)) > 0", part);
    }

    private TrialFilter and(String condition, Object argument) {
        conditions.add(condition);
        arguments.add(argument);
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    List<Object> arguments() {
        return arguments;
    }
}
