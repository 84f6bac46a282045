package dev.nnkit.core.train;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Schedule;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.network.Network;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loop over epochs and batches of one call of {@link Trainer#fit}. */
final class TrainingRun implements TrainingListener.Control {
    private final TrainingPlan plan;
    private final Objective objective;
    private final Examples data;
    private final @Nullable Examples validation;
    private final List<TrainingListener> listeners;
    private final StepRunner runner;
    private final Evaluator evaluator;
    private final Schedule.Course course;
    private final RunMemory memory;
    private RunState state = new RunState();

    TrainingRun(
            TrainingPlan plan,
            Objective objective,
            Examples data,
            @Nullable Examples validation,
            List<TrainingListener> listeners,
            Kernels kernels) {
        this.plan = plan;
        this.objective = objective;
        this.data = data.as(objective.network().type());
        this.validation = validation;
        this.listeners = List.copyOf(listeners);
        this.runner = new StepRunner(plan, objective, kernels);
        this.evaluator = new Evaluator(objective, kernels);
        long perEpoch = (data.count() + plan.batch() - 1) / plan.batch();
        this.course = plan.schedule().start(new Schedule.Horizon(perEpoch * plan.epochs(), perEpoch));
        Map<String, String> settings =
                plan.keeping().isUsed() ? plan.settings(objective, data, validation, listeners, kernels) : Map.of();
        this.memory = new RunMemory(settings, objective, runner.updater(), course, plan.metrics(), this.listeners);
    }

    History run() {
        long start = System.nanoTime();
        if (plan.keeping().from() != null) {
            state = memory.restore(plan.keeping().from());
            if (state.finished) {
                return new History(state.epochs, state.stopReason, false, secondsSince(start));
            }
        }
        boolean diverged = false;
        try {
            while (state.epoch <= plan.epochs() && state.stopReason == null) {
                trainEpoch();
            }
        } catch (NotFiniteException e) {
            diverged = true;
            stop(String.valueOf(e.getMessage()));
        }
        History history = new History(state.epochs, state.stopReason, diverged, secondsSince(start));
        listeners.forEach(listener -> listener.onEnd(history, this));
        if (!diverged) {
            state.finished = true;
            plan.keeping().keep(memory, state);
        }
        return history;
    }

    private void trainEpoch() {
        long start = System.nanoTime();
        long before = state.seen;
        if (before == 0) {
            plan.metrics().forEach(Metric::reset);
        }
        try (Examples.Pass pass = data.open(plan.shuffle(), plan.seed(), state.epoch)) {
            pass.skip(before);
            boolean more = true;
            while (more && state.stopReason == null) {
                Examples.Selection rows = pass.next(plan.batch());
                more = rows != null;
                if (rows != null) {
                    train(rows);
                }
            }
            if (!more) {
                finishEpoch(state.seen - before, secondsSince(start));
            }
        }
    }

    private void train(Examples.Selection rows) {
        // a snapshot of the last step of an epoch would be made before validation: it is made with the next step
        // instead
        if (state.seen > 0) {
            plan.keeping().keepIfDue(memory, state);
        }
        state.step++;
        state.rateFactor = course.factor(state.step);
        double loss = runner.run(plan.strategy(), rows, state.step, state.rateFactor);
        state.lossSum += loss * rows.size();
        state.seen += rows.size();
        if (!listeners.isEmpty()) {
            StepReport report = new StepReport(state.epoch, state.step, state.seen, data.count(), loss);
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).onStep(report, this);
            }
        }
    }

    private void finishEpoch(long trained, double seconds) {
        Map<String, Double> trainMetrics = Evaluator.values(plan.metrics());
        Scores scores = validation == null ? null : evaluator.evaluate(validation, plan.metrics());
        EpochReport report = new EpochReport(
                state.epoch,
                state.step,
                state.lossSum / state.seen,
                trainMetrics,
                scores,
                state.rateFactor,
                seconds,
                trained / Math.max(seconds, 1e-9));
        state.epochs.add(report);
        course.observe(report.watchedLoss());
        listeners.forEach(listener -> listener.onEpoch(report, this));
        state.epoch++;
        state.seen = 0;
        state.lossSum = 0;
        plan.keeping().keepIfDue(memory, state);
    }

    @Override
    public void stop(String reason) {
        if (state.stopReason == null) {
            state.stopReason = reason;
        }
    }

    @Override
    public Network network() {
        return objective.network();
    }

    @Override
    public Objective objective() {
        return objective;
    }

    @Override
    public Examples data() {
        return data;
    }

    @Override
    public List<EpochReport> epochs() {
        return Collections.unmodifiableList(state.epochs);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
