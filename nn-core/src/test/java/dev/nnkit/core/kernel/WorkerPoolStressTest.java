package dev.nnkit.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Very many short jobs, each with another body, length and number of threads: a worker that is late must never run a part of
 * one job with the body of another, nor a part twice. {@code -Dnnkit.stress=60} runs each test for as many seconds.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a wake-up that is lost would never end
class WorkerPoolStressTest {
    private static final double COSTLY = 1e9;
    private static final int LONGEST = 150;
    private static final long NANOS = (long) (1e9 * Double.parseDouble(System.getProperty("nnkit.stress", "0.3")));

    @Test
    void jobsOfOneCaller() {
        hurry(1);
    }

    @Test
    void jobsOfSeveralCallers() throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int seed = 10; seed < 13; seed++) {
                int own = seed;
                running.add(callers.submit(() -> hurry(own)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    private static void hurry(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Written without synchronization: that they are whole shows that the caller waited, and saw what workers
        // wrote.
        int[] counts = new int[LONGEST];
        int[] inner = new int[LONGEST];
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() < end) {
            Kernels kernels = new ScalarKernels(2 + random.nextInt(4));
            int length = 2 + random.nextInt(LONGEST - 2);
            switch (random.nextInt(10)) {
                case 0 -> nested(kernels, counts, inner, length);
                case 1 -> failing(kernels, counts, length, random.nextInt(length));
                default -> plain(kernels, counts, length, 1 + random.nextInt(5));
            }
        }
    }

    private static void plain(Kernels kernels, int[] counts, int length, int mark) {
        kernels.split(length, COSTLY, (from, to) -> add(counts, from, to, mark));
        expect(counts, length, mark);
    }

    /** From inside a job, where the pool is busy: each row is an inner job of its own. */
    private static void nested(Kernels kernels, int[] counts, int[] inner, int length) {
        kernels.split(length, COSTLY, (from, to) -> {
            kernels.split(to - from, COSTLY, (low, high) -> add(inner, from + low, from + high, 7));
            add(counts, from, to, 1);
        });
        expect(counts, length, 1);
        expect(inner, length, 7);
    }

    /** The error is that of this job, and nothing of it reaches the next. */
    private static void failing(Kernels kernels, int[] counts, int length, int bad) {
        IllegalStateException thrown = new IllegalStateException("on purpose");
        Throwable caught = null;
        try {
            kernels.split(length, COSTLY, (from, to) -> {
                if (from <= bad && bad < to) {
                    throw thrown;
                }
                add(counts, from, to, 1);
            });
        } catch (IllegalStateException e) {
            caught = e;
        }
        assertEquals(thrown, caught);
        for (int i = 0; i < LONGEST; i++) {
            assertEquals(i < length && counts[i] == 1 ? 1 : 0, counts[i]);
            counts[i] = 0;
        }
    }

    private static void add(int[] counts, int from, int to, int mark) {
        for (int i = from; i < to; i++) {
            counts[i] += mark;
        }
    }

    private static void expect(int[] counts, int length, int mark) {
        for (int i = 0; i < LONGEST; i++) {
            int expected = i < length ? mark : 0;
            if (counts[i] != expected) {
                assertEquals(expected, counts[i], "item " + i + " of " + length);
            }
            counts[i] = 0;
        }
    }
}
