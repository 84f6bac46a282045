package dev.nnkit.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
    private static final double COSTLY = 1e9;

    @Property
    void everyItemIsRunOnce(
            @ForAll @IntRange(min = 0, max = 1000) int length,
            @ForAll @IntRange(min = 1, max = 4) int threads,
            @ForAll @IntRange(max = 100_000) int cost) {
        assertArrayEquals(ones(length), countsOf(new ScalarKernels(threads), length, cost));
    }

    private static int[] countsOf(Kernels kernels, int length, double cost) {
        AtomicIntegerArray counts = new AtomicIntegerArray(length);
        kernels.split(length, cost, (from, to) -> {
            for (int i = from; i < to; i++) {
                counts.incrementAndGet(i);
            }
        });
        int[] result = new int[length];
        Arrays.setAll(result, counts::get);
        return result;
    }

    private static int[] ones(int length) {
        int[] result = new int[length];
        Arrays.fill(result, 1);
        return result;
    }

    @Test
    void smallWorkStaysWithTheCaller() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        new ScalarKernels(3).split(100, 10, (from, to) -> {
            assertEquals(0, from);
            assertEquals(100, to);
            seen.add(Thread.currentThread());
        });
        assertEquals(Set.of(Thread.currentThread()), seen);
    }

    /** Each of two parts waits until the other has begun: this ends only if two threads take part. */
    @Test
    void aWorkerHelps() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        CountDownLatch bothBegun = new CountDownLatch(2);
        new ScalarKernels(2).split(2, COSTLY, (from, to) -> {
            names.add(Thread.currentThread().getName());
            bothBegun.countDown();
            await(bothBegun);
        });
        assertEquals(Set.of(Thread.currentThread().getName(), "nnkit-worker-1"), names);
    }

    /** The pool serves one caller at a time: another must not wait for it. */
    @Test
    void aBusyPoolKeepsNobodyWaiting() throws InterruptedException {
        Kernels kernels = new ScalarKernels(2);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch otherDone = new CountDownLatch(1);
        Thread first = new Thread(() -> kernels.split(8, COSTLY, (from, to) -> {
            begun.countDown();
            await(otherDone);
        }));
        first.start();
        await(begun);
        assertArrayEquals(ones(50), countsOf(kernels, 50, COSTLY));
        otherDone.countDown();
        first.join();
        assertArrayEquals(ones(50), countsOf(kernels, 50, COSTLY));
    }

    @Test
    void nestedSplitsAreDone() {
        Kernels kernels = new ScalarKernels(3);
        AtomicIntegerArray counts = new AtomicIntegerArray(200);
        kernels.split(20, COSTLY, (from, to) -> {
            for (int i = from; i < to; i++) {
                int outer = i;
                kernels.split(10, COSTLY, (low, high) -> {
                    for (int j = low; j < high; j++) {
                        counts.incrementAndGet(outer * 10 + j);
                    }
                });
            }
        });
        int[] result = new int[200];
        Arrays.setAll(result, counts::get);
        assertArrayEquals(ones(200), result);
    }

    @Test
    void manyCallersAtOnce() throws InterruptedException {
        AtomicBoolean wrong = new AtomicBoolean();
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            callers.add(new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                    if (!Arrays.equals(ones(33), countsOf(new ScalarKernels(1 + i % 4), 33, COSTLY))) {
                        wrong.set(true);
                    }
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        assertFalse(wrong.get());
    }

    @Property(tries = 50)
    void whatTheBodyThrowsReachesTheCaller(
            @ForAll @IntRange(min = 0, max = 39) int bad, @ForAll @IntRange(min = 1, max = 3) int threads) {
        Kernels kernels = new ScalarKernels(threads);
        for (Throwable thrown : List.of(
                new IllegalStateException("on purpose"), new AssertionError("on purpose"), new Exception("checked"))) {
            Throwable caught = assertThrows(
                    Throwable.class,
                    () -> kernels.split(40, COSTLY, (from, to) -> {
                        if (from <= bad && bad < to) {
                            WorkerPoolTest.<RuntimeException>sneak(thrown);
                        }
                    }));
            assertSame(thrown, caught);
        }
        assertArrayEquals(ones(40), countsOf(kernels, 40, COSTLY));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** The caller is interrupted, not its work; and it stays interrupted. */
    @Test
    void anInterruptedCallerFinishesItsWork() {
        Thread.currentThread().interrupt();
        int[] counts = countsOf(new ScalarKernels(2), 40, COSTLY);
        assertTrue(Thread.interrupted());
        assertArrayEquals(ones(40), counts);
    }

    @Test
    void instancesShareDaemonThreads() {
        int before = workers().size();
        for (int i = 0; i < 50; i++) {
            countsOf(new ScalarKernels(3), 40, COSTLY);
        }
        List<Thread> workers = workers();
        assertTrue(workers.stream().allMatch(Thread::isDaemon));
        assertEquals(Math.max(2, before), workers.size(), () -> "with " + before + " from before: " + workers);
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nnkit-worker-"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
