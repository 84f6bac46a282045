package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all kernels of this package share: daemons, started when first needed, never more than some caller
 * asked for. They serve one job at a time; a caller who finds them busy, from inside a job or beside it, does its work
 * alone.
 *
 * <p>The parts of a job are taken from a counter by the caller and by whichever worker comes. So a worker that sleeps, or
 * whose core is busy with something else, delays nobody: the caller waits only for parts that a worker has begun.
 *
 * <p>A worker that has nothing to do looks for work for a moment before it sleeps: it then starts within a microsecond,
 * where waking takes 50 to 500. Thread-safe.
 */
final class WorkerPool {
    static final WorkerPool SHARED = new WorkerPool();

    /** Below this, handing work out costs more than it saves: about 10 to 20 microseconds of one thread. */
    static final double WORTH_SPLITTING = 1e6;

    private static final double SMALLEST_PART = WORTH_SPLITTING / 4;
    private static final int PARTS_PER_THREAD = 4;
    private static final long SPIN_NANOS = 100_000;
    private static final int LOOKS_PER_CLOCK = 64;

    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<Worker> workers = new ArrayList<>();
    private volatile @Nullable Job current;

    private WorkerPool() {}

    /** Whether so much work is handed out at all. */
    static boolean isWorthSplitting(int threads, int length, double costPerItem) {
        return threads > 1 && length > 1 && length * costPerItem >= WORTH_SPLITTING;
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
            Job job = new Job(body, length, Math.min(parts, length), threads - 1);
            call(job, threads - 1);
            job.help();
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
            boolean patient = number < Runtime.getRuntime().availableProcessors();
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
        final Thread thread;
        final long spinNanos;
        volatile boolean asleep;

        Worker(int number, long spinNanos) {
            this.spinNanos = spinNanos;
            thread = new Thread(null, this, "nnkit-worker-" + number, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
        }

        @Override
        public void run() {
            while (true) {
                Job job = next();
                job.helpAsWorker();
            }
        }

        /** Looks for a job with a free seat for a while, then sleeps until there is one. */
        private Job next() {
            long start = System.nanoTime();
            for (int looks = 1; ; looks++) {
                Job job = current;
                if (job != null && job.takeSeat()) {
                    return job;
                }
                if (looks % LOOKS_PER_CLOCK != 0 && spinNanos > 0) {
                    Thread.onSpinWait();
                } else if (System.nanoTime() - start >= spinNanos) {
                    sleep();
                    start = System.nanoTime();
                }
            }
        }

        private void sleep() {
            asleep = true;
            // Looked at again after the flag is up: whoever set a job before that saw no flag and wakes nobody.
            Job job = current;
            if (job == null || !job.hasSeat()) {
                LockSupport.park(WorkerPool.this);
            }
            asleep = false;
        }
    }

    /** One call of {@link #run}. */
    private static final class Job {
        private static final long SPIN_NANOS = 50_000;

        private final Range body;
        private final int length;
        private final int parts;
        private final AtomicInteger seats;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Thread caller = Thread.currentThread();
        private volatile boolean callerSleeps;

        Job(Range body, int length, int parts, int seats) {
            this.body = body;
            this.length = length;
            this.parts = parts;
            this.seats = new AtomicInteger(seats);
        }

        boolean hasSeat() {
            return seats.get() > 0 && begun.get() < parts;
        }

        boolean takeSeat() {
            return hasSeat() && seats.getAndDecrement() > 0;
        }

        void helpAsWorker() {
            help();
            if (callerSleeps) {
                LockSupport.unpark(caller);
            }
        }

        void help() {
            int part;
            while ((part = begun.getAndIncrement()) < parts) {
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
        }

        private int start(int part) {
            return (int) ((long) length * part / parts);
        }

        /** Waits for the parts that workers have begun; when this is called, all parts have been. */
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
