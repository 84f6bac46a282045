package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.kernel.WarmUps;
import dev.nnkit.simd.Practice.Loop;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Has the code of one work and type made fast, by {@link Practice}. Before HotSpot's second compiler has seen it, code on
 * the Vector API is a hundred to a thousand times slower than plain loops. Meanwhile the scalar kernels do the work; since
 * the bits are the same, nobody can tell when this one takes over.
 *
 * <p>Runs once, in a daemon thread, from when enough has been asked for; only what is asked for, and one after the other. Plain
 * loops need the compiler too, and until it has seen them are slow enough that waiting for the vectors is faster: who has
 * asked for as many operations as take about as long as that, waits, half a second at most for each kind of work.
 */
final class WarmUp {
    /** What becomes fast by itself. */
    enum Work {
        PRODUCTS,
        FEW_ROWS,
        CONVOLUTIONS,
        POOLING,
        EXP,
        LOG,
        TANH,
        SIGMOID,
        ERF
    }

    /** Whether to calculate on vectors yet. */
    interface Readiness {
        /** @param operations about how many are to be done, on numbers */
        boolean isReady(Work work, DataType type, double operations);
    }

    /** Interpreted, plain loops do as many in a hundredth of a second. What a program does less of is left to them. */
    private static final long WORTH_BEGINNING = 1_000_000;

    private static final long WORTH_WAITING = 10 * WORTH_BEGINNING;

    private static final long LONGEST_WAIT_MILLIS = 500;
    /** After that the scalar kernels are kept: this JVM does not compile vectors well. */
    private static final long LONGEST_NANOS = 20_000_000_000L;

    /** One for the whole JVM, as its compiler is. */
    private static final Map<Work, WarmUp> FLOATS = all(DataType.FLOAT32);

    private static final Map<Work, WarmUp> DOUBLES = all(DataType.FLOAT64);
    private static final Object ONE_AT_A_TIME = new Object();

    private final String name;
    private final Supplier<List<Loop>> loops;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicLong operations = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean patient = true;
    private volatile boolean done;

    WarmUp(String name, Supplier<List<Loop>> loops) {
        this.name = name;
        this.loops = loops;
    }

    private static Map<Work, WarmUp> all(DataType type) {
        Map<Work, WarmUp> all = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            Supplier<List<Loop>> loops =
                    type == DataType.FLOAT32 ? () -> new FloatPractice().of(work) : () -> new DoublePractice().of(work);
            all.put(work, new WarmUp(work + "-" + type, loops));
        }
        return all;
    }

    static WarmUp of(Work work, DataType type) {
        Map<Work, WarmUp> all = type == DataType.FLOAT32 ? FLOATS : DOUBLES;
        return Objects.requireNonNull(all.get(work));
    }

    /** Whether the code is fast; being asked for enough begins the warming up. */
    boolean isDone(double wanted) {
        if (!done && patient) {
            long asked = operations.addAndGet((long) wanted);
            if (asked >= WORTH_BEGINNING && !begun.get() && begun.compareAndSet(false, true)) {
                begin();
            }
            if (asked >= WORTH_WAITING) {
                await();
            }
        }
        return done;
    }

    private void begin() {
        WarmUps.begin();
        Thread thread = new Thread(this::run, "nnkit-warm-up-" + name);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // the system has no more threads: the scalar kernels stay
            end();
        }
    }

    private void run() {
        try {
            synchronized (ONE_AT_A_TIME) {
                done = Practice.makeFast(loops.get(), System.nanoTime() + LONGEST_NANOS);
            }
        } finally {
            end();
        }
    }

    private void end() {
        ended.countDown();
        WarmUps.end();
    }

    /** Once: who has waited in vain goes on without vectors until they are there. */
    private void await() {
        try {
            patient = ended.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS) && done;
        } catch (InterruptedException e) {
            patient = false;
            Thread.currentThread().interrupt();
        }
    }

    List<Loop> loops() {
        return loops.get();
    }
}
