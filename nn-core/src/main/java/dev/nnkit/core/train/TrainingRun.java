package dev.nnkit.core.train;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Schedule;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop over epochs and batches of one call of {@link Trainer#fit}. */
final class TrainingRun implements TrainingListener.Control {
    private final TrainingPlan plan;
    private final Objective objective;
    private final Dataset data;
    private final @Nullable Dataset validation;
    private final List<TrainingListener> listeners;
    private final StepRunner runner;
    private final Evaluator evaluator;
    private final Schedule.Course course;
    private final List<EpochReport> epochs = new ArrayList<>();
    private @Nullable String stopReason;
    private long step;
    private double rateFactor = 1;

    TrainingRun(
            TrainingPlan plan,
            Objective objective,
            Dataset data,
            @Nullable Dataset validation,
            List<TrainingListener> listeners,
            Kernels kernels) {
        this.plan = plan;
        this.objective = objective;
        this.data = data.as(objective.network().type());
        this.validation = validation;
        this.listeners = List.copyOf(listeners);
        this.runner = new StepRunner(plan, objective, this.data, kernels);
        this.evaluator = new Evaluator(objective, kernels);
        long perEpoch = (data.size() + (long) plan.batch() - 1) / plan.batch();
        this.course = plan.schedule().start(new Schedule.Horizon(perEpoch * plan.epochs(), perEpoch));
    }

    History run() {
        long start = System.nanoTime();
        boolean diverged = false;
        try {
            for (int epoch = 1; epoch <= plan.epochs() && stopReason == null; epoch++) {
                trainEpoch(epoch);
            }
        } catch (NotFiniteException e) {
            diverged = true;
            stop(String.valueOf(e.getMessage()));
        }
        History history = new History(epochs, stopReason, diverged, secondsSince(start));
        listeners.forEach(listener -> listener.onEnd(history, this));
        return history;
    }

    private void trainEpoch(int epoch) {
        long start = System.nanoTime();
        int size = data.size();
        int[] order = plan.shuffle() ? Orders.shuffled(size, plan.seed(), epoch) : Orders.identity(size);
        plan.metrics().forEach(Metric::reset);
        double sum = 0;
        int seen = 0;
        while (seen < size && stopReason == null) {
            int to = Math.min(size, seen + plan.batch());
            step++;
            rateFactor = course.factor(step);
            double loss = runner.run(plan.strategy(), order, seen, to, step, rateFactor);
            sum += loss * (to - seen);
            seen = to;
            for (TrainingListener listener : listeners) {
                listener.onStep(new StepReport(epoch, step, seen, size, loss), this);
            }
        }
        if (seen == size) {
            finishEpoch(epoch, sum / size, secondsSince(start));
        }
    }

    private void finishEpoch(int epoch, double trainLoss, double seconds) {
        var trainMetrics = Evaluator.values(plan.metrics());
        Scores scores = validation == null ? null : evaluator.evaluate(validation, plan.metrics());
        EpochReport report = new EpochReport(
                epoch,
                step,
                trainLoss,
                trainMetrics,
                scores,
                rateFactor,
                seconds,
                data.size() / Math.max(seconds, 1e-9));
        epochs.add(report);
        course.observe(report.watchedLoss());
        listeners.forEach(listener -> listener.onEpoch(report, this));
    }

    @Override
    public void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
    }

    @Override
    public Network network() {
        return objective.network();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
