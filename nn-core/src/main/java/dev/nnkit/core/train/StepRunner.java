package dev.nnkit.core.train;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.StepStrategy;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps of a run. A step is one batch; where micro-batches are asked for, each is summed from zero and
 * the sums are added in order, so the bits do not depend on how many of them ran at the same time.
 */
final class StepRunner implements StepStrategy.Step {
    /** Large enough that every micro-batch is worth a thread. */
    private static final double COST_OF_MICRO_BATCH = 1e9;

    private final Objective objective;
    private final Kernels kernels;
    private final Updater updater;
    private final List<? extends GradientTransform> transforms;
    private final List<? extends Metric> metrics;
    private final int microBatch;
    private final Gradients gradients;
    private final List<StepContext> contexts = new ArrayList<>();
    private final List<Gradients> parts = new ArrayList<>();

    private Examples.@Nullable Selection rows;
    private long step;
    private double rateFactor = 1;
    private boolean firstEvaluation;

    StepRunner(TrainingPlan plan, Objective objective, Kernels kernels) {
        this.objective = objective;
        this.kernels = kernels;
        this.updater = new Updater(plan.optimizer(), objective.parameters());
        this.transforms = plan.transforms();
        this.metrics = plan.metrics();
        this.microBatch = objective.network().mixesExamples() ? 0 : plan.microBatch();
        Predicate<Parameter> wanted = plan.trainable();
        this.gradients = Gradients.of(objective.parameters(), wanted);
        int parallel = microBatch == 0 ? 1 : kernels.threads();
        for (int i = 0; i < parallel; i++) {
            contexts.add(StepContext.training(kernels, plan.seed()));
            if (microBatch > 0) {
                parts.add(Gradients.of(objective.parameters(), wanted));
            }
        }
    }

    /** Runs one step on some rows, and returns the mean loss before it. */
    double run(StepStrategy strategy, Examples.Selection rows, long step, double rateFactor) {
        this.rows = rows;
        this.step = step;
        this.rateFactor = rateFactor;
        firstEvaluation = true;
        double loss = strategy.run(this);
        if (microBatch == 0) {
            contexts.get(0).commit();
        }
        return loss;
    }

    @Override
    public double evaluate() {
        gradients.zero();
        double loss = microBatch > 0 && rows().size() > microBatch ? evaluateInParts() : evaluateWhole();
        if (!Double.isFinite(loss)) {
            throw new NotFiniteException(step, loss, explain());
        }
        firstEvaluation = false;
        return loss;
    }

    private double evaluateWhole() {
        StepContext context = contexts.get(0);
        context.begin(step, 0);
        Batch batch = whole(context);
        Objective.Evaluation evaluation = objective.evaluate(batch, objective.weights(batch), gradients, context);
        addToMetrics(evaluation, batch);
        return evaluation.value();
    }

    private double evaluateInParts() {
        int count = (rows().size() + microBatch - 1) / microBatch;
        double[] weights = new double[objective.terms().size()];
        for (int i = 0; i < count; i++) {
            contexts.get(0).begin(step, i);
            objective.addWeights(part(i, contexts.get(0)), weights);
        }
        double loss = 0;
        int parallel = contexts.size();
        Batch[] batches = new Batch[parallel];
        Objective.@Nullable Evaluation[] evaluations = new Objective.@Nullable Evaluation[parallel];
        for (int first = 0; first < count; first += parallel) {
            int start = first;
            int running = Math.min(parallel, count - first);
            kernels.split(running, COST_OF_MICRO_BATCH, (low, high) -> {
                for (int i = low; i < high; i++) {
                    contexts.get(i).begin(step, start + i);
                    batches[i] = part(start + i, contexts.get(i));
                    parts.get(i).zero();
                    evaluations[i] = objective.evaluate(batches[i], weights, parts.get(i), contexts.get(i));
                }
            });
            for (int i = 0; i < running; i++) {
                Objective.Evaluation evaluation = evaluations[i];
                if (evaluation != null) {
                    loss += evaluation.value();
                    gradients.addAll(parts.get(i));
                    addToMetrics(evaluation, batches[i]);
                    contexts.get(i).commit();
                }
            }
        }
        return loss;
    }

    private Batch part(int index, StepContext context) {
        Examples.Selection all = rows();
        int start = all.from() + index * microBatch;
        return Batch.gather(all, start, Math.min(all.to(), start + microBatch), context);
    }

    private Batch whole(StepContext context) {
        Examples.Selection all = rows();
        return Batch.gather(all, all.from(), all.to(), context);
    }

    private Examples.Selection rows() {
        return Objects.requireNonNull(rows, "no step is running");
    }

    private void addToMetrics(Objective.Evaluation evaluation, Batch batch) {
        if (firstEvaluation) {
            for (int i = 0; i < metrics.size(); i++) {
                metrics.get(i)
                        .add(evaluation.predictions().get(0), batch.targets().get(0));
            }
        }
    }

    private String explain() {
        StepContext context = contexts.get(0);
        context.begin(step, 0);
        return objective.network().explainNotFinite(whole(context).inputs(), context);
    }

    Updater updater() {
        return updater;
    }

    @Override
    public Gradients gradients() {
        return gradients;
    }

    @Override
    public void update() {
        for (int i = 0; i < transforms.size(); i++) {
            transforms.get(i).apply(gradients, contexts.get(0));
        }
        updater.update(gradients, rateFactor, step, kernels);
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }
}
