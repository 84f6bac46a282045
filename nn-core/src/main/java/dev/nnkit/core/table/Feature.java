package dev.nnkit.core.table;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided about a column to predict from. Immutable. */
public sealed interface Feature {
    /** The column. */
    String name();

    /** How many numbers a network gets for it. */
    int width();

    /**
     * A column of numbers.
     *
     * @param scaling what is done to them
     * @param standIn what stands for a missing value, before scaling; null: nothing does
     */
    record Numeric(String name, Scaling scaling, @Nullable Double standIn) implements Feature {
        public Numeric {
            if (standIn != null && !Double.isFinite(standIn)) {
                throw new IllegalArgumentException("feature \"" + name + "\": what stands for a missing value must be"
                        + " finite but is " + standIn + ".");
            }
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * A column of categories: 1 for the one that a row has, 0 for each other.
     *
     * @param values the categories, in the order of their numbers
     * @param standIns what stands for a missing value, one number for each category; empty: nothing does
     */
    record Categories(String name, List<String> values, List<Double> standIns) implements Feature {
        public Categories {
            values = List.copyOf(values);
            standIns = List.copyOf(standIns);
            if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException("feature \"" + name
                        + "\": there must be one category or more, and none twice, but there are " + values + ".");
            }
            if (!standIns.isEmpty() && standIns.size() != values.size()) {
                throw new IllegalArgumentException("feature \"" + name + "\": " + values.size()
                        + " numbers must stand for a missing value, one for each category, but " + standIns.size()
                        + " do.");
            }
            if (!standIns.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("feature \"" + name + "\": what stands for a missing value must be"
                        + " finite but is " + standIns + ".");
            }
        }

        @Override
        public int width() {
            return values.size();
        }
    }
}
