package dev.nnkit.experiment;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.experiment.execution.LocalThreads;
import dev.nnkit.experiment.execution.TrialExecutor;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.TrialData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared, and how. Every combination of the factors' levels is a variant; every variant gets the same seeds
 * and as many learning rates, of which it takes the one with the best mean score on validation rows; its trials with that
 * rate are run once more and measured on the test rows. Not thread-safe.
 */
public final class ComparisonPlan {
    /** How many learning rates are tried, unless told otherwise, before the grid is extended. */
    public static final int STANDARD_RATES = 5;

    private static final double TEST_SHARE = 0.2;
    private static final long TEST_SEED = 1;

    private Design design;
    private @Nullable TrialData data;
    private final List<Factor> factors = new ArrayList<>();
    private List<Long> seeds = LongStream.rangeClosed(1, 5).boxed().toList();
    private LearningRates rates = LearningRates.standard();
    private double validationShare = 0.2;
    private @Nullable Score score;
    private @Nullable String baseline;
    private @Nullable Path store;
    private TrialExecutor executor = LocalThreads.ofAllCores();
    private ComparisonListener listener = new ComparisonListener() {};

    ComparisonPlan(Design design) {
        this.design = design;
    }

    /** Takes a fifth of the rows, always the same ones, for the test. */
    public ComparisonPlan on(Dataset rows) {
        Dataset.Split parts = rows.split(TEST_SHARE, TEST_SEED);
        return on(parts.rest(), parts.part());
    }

    /** @param test rows that nothing is chosen by */
    public ComparisonPlan on(Dataset training, Dataset test) {
        return on(TrialData.of("data", training, test));
    }

    public ComparisonPlan on(TrialData value) {
        data = value;
        return this;
    }

    /** Varies what stands for {@code ?}: names or texts of activations or other layers, or objects. */
    public ComparisonPlan activations(Object... values) {
        return vary(Factor.activations(values));
    }

    /** Varies how often the part in braces is written. */
    public ComparisonPlan depths(int... times) {
        return vary(Factor.depths(times));
    }

    /** Varies the optimizer. */
    public ComparisonPlan optimizers(String... texts) {
        return vary(Factor.optimizers(texts));
    }

    /** Varies what stands for {@code ?slot}: texts, numbers, or layers. */
    public ComparisonPlan vary(String slot, Object... values) {
        return vary(Factor.slot(slot, values));
    }

    /** Varies anything. */
    public ComparisonPlan vary(Factor factor) {
        factors.add(factor);
        return this;
    }

    /** Seeds 1 to {@code count}. Default 5. */
    public ComparisonPlan seeds(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "comparison: there must be 1 seed or more but " + count + " are wanted.");
        }
        seeds = LongStream.rangeClosed(1, count).boxed().toList();
        return this;
    }

    /**
     * A grid of learning rates, equally far apart in their logarithms, from a tenth of the optimizer's own rate to ten times of
     * it, rounded to two digits; 1 means the optimizer's own.
     *
     * <p>Unless this or {@link #rates} is called, the grid has {@value #STANDARD_RATES} rates, and is extended by one more step,
     * for all variants alike, at an end where the best rate of one lies; at most twice.
     */
    public ComparisonPlan rateGrid(int count) {
        rates = LearningRates.grid(count);
        return this;
    }

    /** These learning rates for every variant. */
    public ComparisonPlan rates(double... values) {
        rates = LearningRates.of(values);
        return this;
    }

    /** Passes over the rows for training. Default 10. */
    public ComparisonPlan epochs(int count) {
        design = design.epochs(count);
        return this;
    }

    /** Examples in a step. Default 32. */
    public ComparisonPlan batch(int size) {
        design = design.batchSize(size);
        return this;
    }

    /** Its rate, or its default, is the middle of the grid. Default {@code adam}. */
    public ComparisonPlan optimizer(String text) {
        design = design.optimizer(text);
        return this;
    }

    /** Of the learning rate. Default {@code constant}. */
    public ComparisonPlan schedule(String text) {
        design = design.schedule(text);
        return this;
    }

    /** What is done to all gradients before an update, in this order. Default: nothing. */
    public ComparisonPlan transforms(List<String> texts) {
        design = design.transforms(texts);
        return this;
    }

    /** Default: softmaxCrossEntropy for classes, meanSquaredError for numbers. */
    public ComparisonPlan loss(String text) {
        design = design.loss(text);
        return this;
    }

    /** Default FLOAT32. */
    public ComparisonPlan precision(DataType type) {
        design = design.precision(type);
        return this;
    }

    /** The share of the training rows that each seed takes out to validate on. Default 0.2. */
    public ComparisonPlan validation(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "comparison: the share of rows for validation must be in (0, 1) but is " + share + ".");
        }
        validationShare = share;
        return this;
    }

    /** Default: accuracy for classes, root mean squared error for numbers. */
    public ComparisonPlan score(Score value) {
        score = value;
        return this;
    }

    /** The label of the variant that the others are compared with. Default: the first. */
    public ComparisonPlan baseline(String label) {
        baseline = label;
        return this;
    }

    /** Keeps trials in this file, and takes those that are there from it. Default: none. */
    public ComparisonPlan store(Path file) {
        store = file;
        return this;
    }

    /** Where trials run. Default: a thread for each core. */
    public ComparisonPlan executor(TrialExecutor value) {
        executor = value;
        return this;
    }

    public ComparisonPlan listener(ComparisonListener value) {
        listener = value;
        return this;
    }

    /**
     * Runs what is not in the store yet, and returns the whole. If it is stopped at any moment, the same plan goes on from
     * there.
     *
     * @throws IllegalArgumentException naming everything that does not fit, before any trial is run
     * @throws dev.nnkit.experiment.store.StoreException if the store cannot be read or written
     */
    public Comparison run() {
        TrialData rows = data;
        if (rows == null) {
            throw new IllegalArgumentException("comparison: there are no data. Name them with on(...).");
        }
        List<PlannedVariant> variants = planned(rows);
        String reference = baseline == null ? variants.get(0).variant().label() : baseline;
        Supplies supplies = PlanChecks.supplies(rows, variants);
        PlanChecks.requireSound(variants, reference, seeds);
        ComparisonRun run = new ComparisonRun(
                variants, rates, seeds, reference, supplies, WeightPairs.warnings(variants, reference, supplies));
        if (store == null) {
            return run.run(executor, null, listener);
        }
        try (TrialStore opened = TrialStore.open(store)) {
            return run.run(executor, opened, listener);
        }
    }

    /**
     * Every combination of the factors' levels; the last factor changes first.
     *
     * @throws IllegalArgumentException if nothing varies, or a level does not fit the network
     */
    public List<Variant> variants() {
        if (factors.isEmpty()) {
            throw new IllegalArgumentException(
                    "comparison: nothing varies. Give activations(...), or something else to vary.");
        }
        return Variant.all(design, factors);
    }

    private List<PlannedVariant> planned(TrialData rows) {
        List<PlannedVariant> planned = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Variant variant : variants()) {
            try {
                planned.add(PlannedVariant.of(variant, rows, rates, validationShare, score));
            } catch (IllegalArgumentException e) {
                problems.add(variant.label() + ": " + e.getMessage());
            }
        }
        PlanChecks.requireNone(problems);
        return planned;
    }
}
