package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels.Range;
import dev.nnkit.api.kernel.WarmUps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all kernels of this package share: daemons, started when first needed, never more than some caller
 * asked for. They serve one job at a time; a caller who finds them busy, from inside a job or beside it, does its work
 * alone.
 *
 * <p>The parts of a job are taken by the caller and by the first workers, as many as it asks for. Each begins at a place of
 * its own, the same in every job, so that what it wrote in one is in its core's cache in the next, and then takes what is
 * left. So a worker that sleeps, or whose core is busy with something else, delays nobody: the caller waits only for parts
 * that a worker has begun.
 *
 * <p>A worker that has nothing to do looks for work for a moment before it sleeps: it then starts within a microsecond,
 * where waking takes 50 to 500. Where it would take the last processor, nothing is handed out during {@link WarmUps}: the
 * compiler needs it more. Thread-safe.
 */
final class WorkerPool {
    static final WorkerPool SHARED = new WorkerPool();

    /** Below this, handing work out costs more than it saves: about 10 to 20 microseconds of one thread. */
    static final double WORTH_SPLITTING = 1e6;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final double SMALLEST_PART = WORTH_SPLITTING / 4;
    private static final int PARTS_PER_THREAD = 4;
    private static final long SPIN_NANOS = 100_000;
    /** After spinning, a worker looks on but lets others have its core, the compiler first of all. */
    private static final long YIELD_NANOS = 2_000_000;

    private static final int LOOKS_PER_CLOCK = 64;

    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<Worker> workers = new ArrayList<>();
    private volatile @Nullable Job current;

    private WorkerPool() {}

    /** Whether so much work is handed out at all, now. */
    static boolean isWorthSplitting(int threads, int length, double costPerItem) {
        return threads > 1
                && length > 1
                && length * costPerItem >= WORTH_SPLITTING
                && (threads < PROCESSORS || !WarmUps.areRunning());
    }

    /**
     * Runs {@code body} over [0, length) in disjoint ranges on up to {@code threads} threads, the caller's included, and
     * returns when all of it is done. What the body throws reaches the caller; parts not begun by then are left out.
     *
     * @param costPerItem about how many floating-point operations an item takes
     */
    void run(int threads, int length, double costPerItem, Range body) {
        if (!isWorthSplitting(threads, length, costPerItem) || !busy.compareAndSet(false, true)) {
            if (length > 0) {
                body.run(0, length);
            }
            return;
        }
        try {
            int parts = (int) Math.min(length * costPerItem / SMALLEST_PART, (double) threads * PARTS_PER_THREAD);
            Job job = new Job(body, length, Math.min(Math.min(parts, length), Job.MOST_PARTS), threads);
            call(job, threads - 1);
            job.help(0);
            job.await();
            job.rethrow();
        } finally {
            current = null;
            busy.set(false);
        }
    }

    /** Only whoever made {@link #busy} true comes here, so there is one at a time. */
    private void call(Job job, int wanted) {
        while (workers.size() < wanted) {
            int number = workers.size() + 1;
            // Where the threads outnumber the cores, one that looks for work would take the core from one that has
            // some.
            boolean patient = number < PROCESSORS;
            Worker worker = new Worker(number, patient ? SPIN_NANOS : 0);
            worker.thread.start();
            workers.add(worker);
        }
        current = job;
        for (int i = 0; i < wanted; i++) {
            if (workers.get(i).asleep) {
                LockSupport.unpark(workers.get(i).thread);
            }
        }
    }

    private final class Worker implements Runnable {
        final int number;
        final Thread thread;
        final long spinNanos;
        volatile boolean asleep;

        /** @param number from 1 */
        Worker(int number, long spinNanos) {
            this.number = number;
            this.spinNanos = spinNanos;
            thread = new Thread(null, this, "nnkit-worker-" + number, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
        }

        @Override
        public void run() {
            while (true) {
                Job job = next();
                job.helpAsWorker(number);
            }
        }

        /** Looks for a job that wants it for a while, then sleeps until there is one. */
        @SuppressWarnings("ThreadPriorityCheck") // nothing depends on what yielding does: it is a courtesy
        private Job next() {
            long start = System.nanoTime();
            for (int looks = 1; ; looks++) {
                Job job = current;
                if (job != null && job.wants(number)) {
                    return job;
                }
                if (looks % LOOKS_PER_CLOCK != 0 && spinNanos > 0) {
                    Thread.onSpinWait();
                    continue;
                }
                long waited = System.nanoTime() - start;
                if (waited >= spinNanos + YIELD_NANOS) {
                    sleep();
                    start = System.nanoTime();
                } else if (waited >= spinNanos) {
                    Thread.yield();
                }
            }
        }

        private void sleep() {
            asleep = true;
            // Looked at again after the flag is up: whoever set a job before that saw no flag and wakes nobody.
            Job job = current;
            if (job == null || !job.wants(number)) {
                LockSupport.park(WorkerPool.this);
            }
            asleep = false;
        }
    }

    /** One call of {@link #run}. */
    private static final class Job {
        /** As many as a long has bits. */
        static final int MOST_PARTS = 64;

        private static final long SPIN_NANOS = 50_000;

        private final Range body;
        private final int length;
        private final int parts;
        private final int threads;
        /** A bit for each part that somebody has taken. */
        private final AtomicLong taken = new AtomicLong();

        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Thread caller = Thread.currentThread();
        private volatile boolean callerSleeps;

        /** @param threads the caller's included */
        Job(Range body, int length, int parts, int threads) {
            this.body = body;
            this.length = length;
            this.parts = parts;
            this.threads = threads;
        }

        /** Whether the worker of this number is one of the job's threads, and there is something left. */
        boolean wants(int number) {
            return number < threads && Long.bitCount(taken.get()) < parts;
        }

        void helpAsWorker(int number) {
            help(number);
            if (callerSleeps) {
                LockSupport.unpark(caller);
            }
        }

        /** @param number 0 is the caller */
        void help(int number) {
            int first = number * parts / threads;
            for (int i = 0; i < parts; i++) {
                int part = (first + i) % parts;
                if (take(part)) {
                    run(part);
                }
            }
        }

        private boolean take(int part) {
            long bit = 1L << part;
            long before = taken.get();
            while ((before & bit) == 0) {
                long seen = taken.compareAndExchange(before, before | bit);
                if (seen == before) {
                    return true;
                }
                before = seen;
            }
            return false;
        }

        private void run(int part) {
            try {
                if (failure.get() == null) {
                    body.run(start(part), start(part + 1));
                }
            } catch (Throwable e) { // whatever it is, it belongs to the caller and must not end a worker
                failure.compareAndSet(null, e);
            } finally {
                done.getAndIncrement();
            }
        }

        private int start(int part) {
            return (int) ((long) length * part / parts);
        }

        /** Waits for the parts that workers have begun; when this is called, all have been taken. */
        void await() {
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

        void rethrow() {
            Throwable thrown = failure.get();
            if (thrown != null) {
                WorkerPool.<RuntimeException>throwAsIs(thrown);
            }
        }
    }

    /** Also what the compiler would not let pass: a body written in another language may throw anything. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAsIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
