package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.Map;

/**
 * Grows the learning rate evenly at the beginning, {@code step / steps}, and then follows another schedule, which counts
 * its steps from the end of the warm-up and has the rest of the run for its horizon: {@code warmUp(100, cosine)}. What
 * is observed, and the state, are those of the other schedule, from the first epoch on. Thread-safe: immutable.
 *
 * @param steps how many updates the warm-up takes, 1 or more; throws IllegalArgumentException otherwise
 * @param then what follows; default constant
 * @see <a href="https://arxiv.org/abs/1706.02677">Goyal et al. 2017, section 2.2</a>
 */
public record WarmUp(int steps, Schedule then) implements Schedule {
    public WarmUp {
        Check.atLeastOne("warmUp", "steps", steps);
    }

    static WarmUp read(Arguments arguments) {
        int steps = arguments.integer("steps");
        Schedule then = arguments.specOrNull(Schedule.class, "then");
        return new WarmUp(steps, then == null ? new Constant() : then);
    }

    @Override
    public Course start(Horizon horizon) {
        long rest = Math.max(1, horizon.totalSteps() - steps);
        return new Running(steps, then.start(new Horizon(rest, horizon.stepsPerEpoch())));
    }

    private record Running(int steps, Course then) implements Course {
        @Override
        public double factor(long step) {
            return step <= steps ? (double) step / steps : then.factor(step - steps);
        }

        @Override
        public void observe(double metric) {
            then.observe(metric);
        }

        @Override
        public Map<String, Double> state() {
            return then.state();
        }

        @Override
        public void restore(Map<String, Double> state) {
            then.restore(state);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("warmUp").add(steps).add(then).toString();
    }
}
