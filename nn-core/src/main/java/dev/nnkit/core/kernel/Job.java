package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels.Range;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a {@link WorkerPool} work on: one object for all jobs, of which there is one at a time, so that handing
 * work out makes none.
 *
 * <p>A job's ticket is a number that says which job it is, in how many parts and for how many threads. For each part there is
 * a slot with the ticket of the last job in which somebody took it; whoever changes it to the ticket of this job has the
 * part. That is why threads that are late do no harm:
 *
 * <ul>
 *   <li>A part is taken once, since tickets only grow and a slot is changed by compare-and-set.
 *   <li>A worker that still holds the ticket of an earlier job takes nothing: all parts of that job had been taken before the
 *       next one began, so it finds this ticket or a later one in each slot that it looks at.
 *   <li>Whoever has taken a part sees the body of its own job: it was written before the ticket, and its caller writes the
 *       next one only when all parts are done, that one too. Hence the body is read after the part is taken, not before.
 *   <li>The caller takes all parts that nobody else has begun, so it waits for no thread that has taken none.
 * </ul>
 *
 * <p>{@link #begin}, {@link #finish} and the caller's {@link #help} are for whoever has the pool to itself; the rest is
 * thread-safe.
 */
final class Job {
    /** A slot each; a pool of more threads leaves the others alone. */
    static final int MOST_PARTS = 64;

    private static final long SPIN_NANOS = 50_000;
    /** In a ticket: eight bits for the threads, eight for the parts, the rest counts jobs. */
    private static final int BITS = 8;

    private static final long MASK = (1 << BITS) - 1;

    private volatile long ticket;
    private final AtomicLongArray slots = new AtomicLongArray(MOST_PARTS);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean callerSleeps;

    // Of the job that runs, written before its ticket.
    private @Nullable Range body;
    private @Nullable Thread caller;
    private int length;

    /**
     * Sets the parts of [0, length) out for anybody to take.
     *
     * @param parts 1 to {@link #MOST_PARTS}
     * @param threads the caller's included, at most as many as parts
     */
    void begin(Range body, int length, int parts, int threads) {
        this.body = body;
        this.length = length;
        caller = Thread.currentThread();
        callerSleeps = false;
        done.set(0);
        long number = (ticket >>> (2 * BITS)) + 1;
        ticket = (number << (2 * BITS)) | ((long) parts << BITS) | threads;
    }

    /** Tells this job from others. */
    long ticket() {
        return ticket;
    }

    /** Whether the worker of this number is one of the threads of a job. */
    static boolean wants(long ticket, int number) {
        return number < threads(ticket);
    }

    private static int threads(long ticket) {
        return (int) (ticket & MASK);
    }

    private static int parts(long ticket) {
        return (int) ((ticket >>> BITS) & MASK);
    }

    /**
     * Runs the parts that nobody has taken, from a place of its own on.
     *
     * @param number of the worker; 0 is the caller
     */
    void help(long ticket, int number) {
        int parts = parts(ticket);
        int first = number * parts / threads(ticket);
        for (int i = 0; i < parts; i++) {
            int part = (first + i) % parts;
            if (take(part, ticket)) {
                run(part, parts);
            }
        }
    }

    private boolean take(int part, long ticket) {
        long last = slots.get(part);
        return last - ticket < 0 && slots.compareAndSet(part, last, ticket);
    }

    private void run(int part, int parts) {
        Thread waiting = Objects.requireNonNull(caller);
        try {
            if (failure.get() == null) {
                Objects.requireNonNull(body).run(start(part, parts), start(part + 1, parts));
            }
        } catch (Throwable e) { // whatever it is, it belongs to the caller and must not end a worker
            failure.compareAndSet(null, e);
        } finally {
            // After this the next job may begin; if it does, a caller is woken for nothing, which it expects.
            if (done.incrementAndGet() == parts && callerSleeps) {
                LockSupport.unpark(waiting);
            }
        }
    }

    private int start(int part, int parts) {
        return (int) ((long) length * part / parts);
    }

    /** Waits for the parts that others have begun, forgets the job, and answers what its body threw, if anything. */
    @Nullable
    Throwable finish() {
        await(parts(ticket));
        body = null;
        caller = null;
        return failure.getAndSet(null);
    }

    private void await(int parts) {
        long start = System.nanoTime();
        while (done.get() < parts) {
            if (System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                callerSleeps = true;
                if (done.get() < parts) {
                    LockSupport.park(this);
                }
            }
        }
    }
}
