package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Multiplies the learning rate by {@code factor} whenever the watched loss has had no new minimum for {@code patience}
 * epochs. Defaults: patience 5, factor 0.5. Thread-safe: immutable; a course has state.
 *
 * @param patience epochs, 1 or more
 * @param factor positive and finite
 */
public record Plateau(int patience, double factor) implements Schedule {
    public Plateau {
        Check.positive("plateau", "patience", patience);
        Check.positive("plateau", "factor", factor);
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
            best = state.getOrDefault("best", best);
            waited = state.getOrDefault("waited", waited);
            current = state.getOrDefault("factor", current);
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
