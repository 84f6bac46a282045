package dev.nnkit.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one worker while it runs steps: whether it trains, its random stream, its kernels, and memory that is
 * used again in every step, so that a step allocates nothing that grows with the batch.
 *
 * <p>Scratch tensors live until the next {@link #begin}; what must outlive a step is copied. Not thread-safe: one
 * context for each thread; threads work inside {@link #kernels()}.
 */
public final class StepContext {
    /** Scratch of one type: slots are handed out in order, and again from the first in the next step. */
    private static final class Slots {
        Tensor[] tensors = new Tensor[8];
        int made;
        int used;

        void add(Tensor tensor) {
            if (made == tensors.length) {
                tensors = Arrays.copyOf(tensors, 2 * made);
            }
            tensors[made++] = tensor;
        }
    }

    private record Blend(Parameter statistic, Tensor observed, double momentum) {}

    private final boolean training;
    private final boolean checking;
    private final Kernels kernels;
    private final long seed;
    private final Thread owner = Thread.currentThread();
    /** By the ordinal of the type. */
    private final Slots[] slots = new Slots[DataType.values().length];

    private final List<Blend> blends = new ArrayList<>();
    private @Nullable RandomStream random;
    private long step;
    private int microBatch;

    private StepContext(Kernels kernels, boolean training, boolean checking, long seed) {
        this.kernels = kernels;
        this.training = training;
        this.checking = checking;
        this.seed = seed;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slots();
        }
    }

    /** A context for training steps, whose random streams derive from {@code seed}. */
    public static StepContext training(Kernels kernels, long seed) {
        return new StepContext(kernels, true, false, seed);
    }

    /** A context for predictions: dropout passes everything, batch norm uses its statistics. */
    public static StepContext inference(Kernels kernels) {
        return new StepContext(kernels, false, false, 0);
    }

    /**
     * A context that finds misuse of scratch, for tests: each scratch tensor is fresh and full of NaN, belongs to the
     * thread that made the context, and fails when it is used after its step.
     */
    public static StepContext checking(Kernels kernels, boolean training, long seed) {
        return new StepContext(kernels, training, true, seed);
    }

    /** Starts a step: scratch is free again, random numbers are those of (seed, step, microBatch), blends are dropped. */
    public void begin(long nextStep, int nextMicroBatch) {
        step = nextStep;
        microBatch = nextMicroBatch;
        random = null;
        blends.clear();
        for (Slots each : slots) {
            each.used = 0;
            if (checking) {
                for (int i = 0; i < each.made; i++) {
                    each.tensors[i].expire("a scratch tensor of an earlier step was used in step " + nextStep
                            + ". What must outlive its step is copied with copy().");
                }
                each.made = 0;
            }
        }
    }

    public boolean training() {
        return training;
    }

    /** The random stream of this step: draw from it in a fixed order. */
    public RandomStream random() {
        RandomStream stream = random;
        if (stream == null) {
            stream = RandomStream.of(seed, "step", step, microBatch);
            random = stream;
        }
        return stream;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** Memory for this step. Its contents are undefined: whoever adds to it wants {@link #zeros}. */
    public Tensor scratch(DataType type, Shape shape) {
        Tensor tensor = next(type, shape);
        tensor.reuseAs(shape);
        return poisoned(tensor);
    }

    /** Scratch of the type and shape of {@code tensor}. */
    public Tensor scratchLike(Tensor tensor) {
        return scratch(tensor.type(), tensor.shape());
    }

    /** Scratch of the type and shape of {@code tensor}, but with another last axis. */
    public Tensor scratchWithLast(Tensor tensor, int last) {
        Tensor result = next(tensor.type(), tensor.shape());
        if (!result.shape().isWithLast(tensor.shape(), last)) {
            result.reuseAs(tensor.shape().withLast(last));
        }
        return poisoned(result);
    }

    /** Scratch of the type and shape of {@code tensor}, but with another first axis: so many of its examples. */
    public Tensor scratchWithFirst(Tensor tensor, int first) {
        Tensor result = next(tensor.type(), tensor.shape());
        if (!result.shape().isWithFirst(tensor.shape(), first)) {
            result.reuseAs(tensor.shape().withFirst(first));
        }
        return poisoned(result);
    }

    /** Memory for so many examples of a shape, [batch, ...example]. */
    public Tensor scratchBatch(DataType type, Shape example, int batch) {
        Tensor result = next(type, example);
        if (result.batch() != batch || !result.shape().isBatchOf(example)) {
            result.reuseAs(example.withBatch(batch));
        }
        return poisoned(result);
    }

    /** Memory for this step, full of zeros. */
    public Tensor zeros(DataType type, Shape shape) {
        return scratch(type, shape).fill(0);
    }

    /** Zeros of the type and shape of {@code tensor}. */
    public Tensor zerosLike(Tensor tensor) {
        return zeros(tensor.type(), tensor.shape());
    }

    /**
     * Queues {@code statistic = (1 - momentum) * statistic + momentum * observed}, which {@link #commit} carries out:
     * a model is not written to during a step. A frozen statistic stays as it is.
     */
    public void blend(Parameter statistic, Tensor observed, double momentum) {
        if (!statistic.isFrozen()) {
            blends.add(new Blend(statistic, observed, momentum));
        }
    }

    /** Carries out what {@link #blend} queued, in order. Called by the training loop after the pullbacks have run. */
    public void commit() {
        for (int each = 0; each < blends.size(); each++) {
            Blend blend = blends.get(each);
            Tensor value = blend.statistic.value();
            for (int i = 0; i < value.size(); i++) {
                value.set(i, (1 - blend.momentum) * value.get(i) + blend.momentum * blend.observed.get(i));
            }
        }
        blends.clear();
    }

    @SuppressWarnings("EnumOrdinal") // nothing that is kept depends on the order of the types
    private Tensor next(DataType type, Shape shape) {
        if (checking && Thread.currentThread() != owner) {
            throw new IllegalStateException("scratch of step " + step + " belongs to thread " + owner.getName()
                    + " but " + Thread.currentThread().getName() + " asked for it. Give each thread its own context.");
        }
        Slots typed = slots[type.ordinal()];
        if (typed.used == typed.made) {
            typed.add(Tensor.zeros(type, checking ? shape : Shape.of(0)));
        }
        return typed.tensors[typed.used++];
    }

    private Tensor poisoned(Tensor tensor) {
        return checking ? tensor.fill(tensor.type() == DataType.INT32 ? Integer.MIN_VALUE : Double.NaN) : tensor;
    }
}
