package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Multiplies the learning rate by {@code factor} whenever the watched loss has had no new minimum for {@code patience}
 * epochs; from there it waits anew. A loss that is NaN is no new minimum. Defaults: patience 5, factor 0.5. State of a
 * course: {@code best}, {@code waited}, {@code factor}; restoring one that lacks any of them throws
 * IllegalArgumentException. Thread-safe: immutable; a course is not.
 *
 * @param patience epochs, 1 or more; throws IllegalArgumentException otherwise
 * @param factor in (0, 1]; throws IllegalArgumentException outside
 */
public record Plateau(int patience, double factor) implements Schedule {
    public Plateau {
        Check.atLeastOne("plateau", "patience", patience);
        Check.shrinking("plateau", "factor", factor);
    }

    static Plateau read(Arguments arguments) {
        return new Plateau(arguments.integer("patience", 5), arguments.number("factor", 0.5));
    }

    @Override
    public Course start(Horizon horizon) {
        return new Watching(this);
    }

    private static final class Watching implements Course {
        private final Plateau settings;
        private double best = Double.POSITIVE_INFINITY;
        private double waited;
        private double current = 1;

        Watching(Plateau settings) {
            this.settings = settings;
        }

        @Override
        public double factor(long step) {
            return current;
        }

        @Override
        public void observe(double metric) {
            if (metric < best) {
                best = metric;
                waited = 0;
            } else if (++waited >= settings.patience) {
                current *= settings.factor;
                waited = 0;
            }
        }

        @Override
        public Map<String, Double> state() {
            Map<String, Double> state = new LinkedHashMap<>();
            state.put("best", best);
            state.put("waited", waited);
            state.put("factor", current);
            return state;
        }

        @Override
        public void restore(Map<String, Double> state) {
            double savedBest = saved(state, "best");
            double savedWaited = saved(state, "waited");
            current = saved(state, "factor");
            best = savedBest;
            waited = savedWaited;
        }

        private static double saved(Map<String, Double> state, String name) {
            Double value = state.get(name);
            if (value == null) {
                throw new IllegalArgumentException("plateau: the saved state must have best, waited and factor but has "
                        + state.keySet() + ". Was it saved by another schedule?");
            }
            return value;
        }
    }

    @Override
    public String toString() {
        return SpecText.of("plateau")
                .add("patience", patience)
                .add("factor", factor)
                .toString();
    }
}
