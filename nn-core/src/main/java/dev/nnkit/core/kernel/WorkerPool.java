package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels.Range;
import dev.nnkit.api.kernel.WarmUps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all kernels of this package share: daemons, started when first needed, never more than some caller
 * asked for. They serve one job at a time; a caller who finds them busy, from inside a job or beside it, does its work
 * alone.
 *
 * <p>The parts of a {@link Job} are taken by the caller and by the first workers, as many as it asks for. Each begins at a
 * place of its own, the same in every job, so that what it wrote in one is in its core's cache in the next, and then takes
 * what is left. So a worker that sleeps, or whose core is busy with something else, delays nobody: the caller waits only
 * for parts that a worker has begun.
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
    private final Job job = new Job();

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
        Throwable thrown;
        try {
            int wanted = (int) Math.min(length * costPerItem / SMALLEST_PART, (double) threads * PARTS_PER_THREAD);
            int parts = Math.min(Math.min(wanted, length), Job.MOST_PARTS);
            thrown = share(Math.min(threads, parts), length, parts, body);
        } finally {
            busy.set(false);
        }
        if (thrown != null) {
            WorkerPool.<RuntimeException>throwAsIs(thrown);
        }
    }

    /** Only whoever made {@link #busy} true comes here, so there is one at a time. */
    private @Nullable Throwable share(int threads, int length, int parts, Range body) {
        start(threads - 1);
        job.begin(body, length, parts, threads);
        Throwable thrown;
        try {
            wake(threads - 1);
            job.help(job.ticket(), 0);
        } finally {
            thrown = job.finish();
        }
        return thrown;
    }

    /** Starts the workers that are missing. */
    private void start(int wanted) {
        while (workers.size() < wanted) {
            int number = workers.size() + 1;
            // Where the threads outnumber the cores, one that looks for work would take the core from one that has
            // some.
            boolean patient = number < PROCESSORS;
            Worker worker = new Worker(number, patient ? SPIN_NANOS : 0);
            worker.thread.start();
            workers.add(worker);
        }
    }

    private void wake(int wanted) {
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
            long last = 0;
            while (true) {
                last = next(last);
                job.help(last, number);
            }
        }

        /** Looks for a job that wants it, other than its last one, for a while, then sleeps until there is one. */
        @SuppressWarnings("ThreadPriorityCheck") // nothing depends on what yielding does: it is a courtesy
        private long next(long last) {
            long start = System.nanoTime();
            for (int looks = 1; ; looks++) {
                long ticket = job.ticket();
                if (isNew(ticket, last)) {
                    return ticket;
                }
                if (looks % LOOKS_PER_CLOCK != 0 && spinNanos > 0) {
                    Thread.onSpinWait();
                    continue;
                }
                long waited = System.nanoTime() - start;
                if (waited >= spinNanos + YIELD_NANOS) {
                    sleep(last);
                    start = System.nanoTime();
                } else if (waited >= spinNanos) {
                    Thread.yield();
                }
            }
        }

        private boolean isNew(long ticket, long last) {
            return ticket != last && Job.wants(ticket, number);
        }

        private void sleep(long last) {
            asleep = true;
            // Looked at again after the flag is up: whoever set a job before that saw no flag and wakes nobody.
            if (!isNew(job.ticket(), last)) {
                LockSupport.park(WorkerPool.this);
            }
            asleep = false;
        }
    }

    /** Also what the compiler would not let pass: a body written in another language may throw anything. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAsIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
