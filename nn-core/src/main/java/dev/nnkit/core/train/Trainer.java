package dev.nnkit.core.train;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.StepStrategy;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: epochs over shuffled batches, validation after each, and listeners that watch.
 *
 * <pre>{@code
 * History history = Trainer.of(network, softmaxCrossEntropy(), adam(0.001))
 *         .epochs(10).batch(32).seed(1).validation(validation)
 *         .listener(new EarlyStopping(3))
 *         .fit(training);
 * }</pre>
 *
 * <p>The same settings, data, network and kind of kernels give the same bits, for any number of threads. A loss that is
 * not finite stops the run before its update and is explained in {@link History#stopReason}. Not thread-safe; the
 * network must not be used elsewhere while it is trained.
 */
public final class Trainer {
    private final Objective objective;
    private final Optimizer optimizer;
    private int epochs = 10;
    private int batch = 32;
    private int microBatch;
    private long seed = 1;
    private boolean shuffle = true;
    private Schedule schedule = horizon -> step -> 1;
    private StepStrategy strategy = StepStrategy.PLAIN;
    private Predicate<Parameter> trainable = parameter -> true;
    private final List<GradientTransform> transforms = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private @Nullable Examples validation;
    private Keeping keeping = Keeping.NONE;
    private @Nullable Kernels kernels;

    private Trainer(Objective objective, Optimizer optimizer) {
        this.objective = objective;
        this.optimizer = optimizer;
    }

    /** @throws IllegalArgumentException if the network ends in probabilities but the loss expects logits */
    public static Trainer of(Network network, Loss loss, Optimizer optimizer) {
        return new Trainer(Objective.of(network, loss), optimizer);
    }

    /** For several losses. */
    public static Trainer of(Objective objective, Optimizer optimizer) {
        return new Trainer(objective, optimizer);
    }

    /** How often all examples are visited. Default 10. */
    public Trainer epochs(int count) {
        epochs = count;
        return this;
    }

    /** Examples in a step; the last one of an epoch may be shorter. Default 32. */
    public Trainer batch(int size) {
        batch = size;
        return this;
    }

    /**
     * Splits each batch into parts of this size, whose gradients are added: less memory, and parts run in parallel. The
     * result is that of the whole batch up to rounding. Where examples influence each other (batch norm), batches stay
     * whole. Default 0: the whole batch.
     */
    public Trainer microBatch(int size) {
        microBatch = size;
        return this;
    }

    /** Of the order of examples and of what layers draw. Default 1. */
    public Trainer seed(long value) {
        seed = value;
        return this;
    }

    /** Visits the examples in the order they have, in every epoch. */
    public Trainer inOrder() {
        shuffle = false;
        return this;
    }

    /** What the learning rate is multiplied with, step by step. Default: 1 throughout. */
    public Trainer schedule(Schedule value) {
        schedule = value;
        return this;
    }

    /** Adds something that is done to all gradients before the update, in the order of these calls. */
    public Trainer transform(GradientTransform transform) {
        transforms.add(transform);
        return this;
    }

    /** What is done in a step. Default: evaluate once, update once. */
    public Trainer strategy(StepStrategy value) {
        strategy = value;
        return this;
    }

    /** Which parameters may move. Default: all but frozen ones and statistics, which never do. */
    public Trainer trainable(Predicate<Parameter> test) {
        trainable = test;
        return this;
    }

    /** Data to measure after every epoch, not to learn from. */
    public Trainer validation(@Nullable Examples data) {
        validation = data;
        return this;
    }

    /** Adds something to measure, on the first output, in training and in validation. */
    public Trainer metric(Metric metric) {
        metrics.add(metric);
        return this;
    }

    /** Adds somebody who watches. */
    public Trainer listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** The kernels to compute with. Default: the best there are, on all cores. */
    public Trainer kernels(Kernels value) {
        kernels = value;
        return this;
    }

    /**
     * Gives {@code keeper} all that is needed to go on from there, after every so many updates and at the end. A run that is
     * resumed from any of these snapshots ends with the same bits as one that never stopped.
     */
    public Trainer snapshots(long everySteps, Consumer<Snapshot> keeper) {
        if (everySteps < 1) {
            throw new IllegalArgumentException(
                    "trainer: snapshots are made every 1 step or more, but every " + everySteps + " was asked for.");
        }
        keeping = new Keeping(everySteps, keeper, keeping.from());
        return this;
    }

    /**
     * Goes on from a snapshot. {@link #fit} throws IllegalArgumentException, naming them, if settings or data are not those
     * of the run that made it; the number of threads may differ. From the snapshot of the end of a run, {@code fit} gives the
     * network that run's parameters and returns at once.
     */
    public Trainer resume(Snapshot snapshot) {
        keeping = new Keeping(keeping.everySteps(), keeping.keeper(), snapshot);
        return this;
    }

    /**
     * Trains on {@code data} and returns what happened.
     *
     * @throws IllegalArgumentException if a setting is out of range, or there are no examples
     * @throws dev.nnkit.api.ShapeMismatchException if the data do not fit the network or the loss
     */
    public History fit(Examples data) {
        TrainingPlan plan = new TrainingPlan(
                optimizer,
                epochs,
                batch,
                microBatch,
                seed,
                shuffle,
                schedule,
                transforms,
                strategy,
                trainable,
                metrics,
                keeping);
        objective.check(data.inputShapes(), data.targetShapes());
        if (data.count() == 0) {
            throw new IllegalArgumentException("training data: there must be at least 1 example but there are none.");
        }
        Kernels chosen = kernels != null
                ? kernels
                : KernelChoice.best(Runtime.getRuntime().availableProcessors());
        return new TrainingRun(plan, objective, data, validation, listeners, chosen).run();
    }
}
