package dev.nnkit.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PracticeTest {
    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    private int empty;
    private int rounds;

    private void run(int count) {
        if (count == 0) {
            empty++;
        } else {
            rounds += count;
        }
    }

    @Test
    void callsOftenEnoughForTheCompilerAndMostlyWithoutRounds() {
        assertTrue(Practice.makeFast(List.of(this::run), System.nanoTime() + FOR_EVER));
        assertTrue(empty > 5000, empty + " calls");
        assertTrue(rounds > 0 && rounds < empty, rounds + " rounds");
    }

    @Test
    void someAreNeverCalledWithoutRounds() {
        assertTrue(Practice.makeFast(List.of(new Practice.Full(this::run)), System.nanoTime() + FOR_EVER));
        assertEquals(0, empty);
        assertTrue(rounds > 0);
    }

    @Test
    void givesUpAtTheEnd() {
        assertFalse(Practice.makeFast(
                List.of(count -> LockSupport.parkNanos(count * 1_000_000L / Practice.ROUNDS)), System.nanoTime()));
    }

    @Test
    void allLoopsRunWithoutRoundsAndWithSome() {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            for (WarmUp.Work work : WarmUp.Work.values()) {
                List<Practice.Loop> loops = WarmUp.of(work, type).loops();
                assertFalse(loops.isEmpty(), work + " " + type);
                IntStream.of(0, Practice.ROUNDS, 0, Practice.ROUNDS)
                        .forEach(count -> loops.forEach(loop -> loop.run(count)));
            }
        }
    }

    @Test
    void bothWaysThroughATileAreSeen() {
        boolean[] seen = new boolean[2];
        Practice.Loop loop = new Practice.InTurns((count, add) -> seen[add ? 1 : 0] |= count > 0);
        assertTrue(Practice.makeFast(
                List.of(loop, new Practice.InTurns((count, add) -> {})), System.nanoTime() + FOR_EVER));
        assertTrue(seen[0] && seen[1]);
    }

    @Test
    void whoAsksForMuchWaits() {
        WarmUp warmUp = new WarmUp("quick", () -> List.of(count -> {}));
        assertTrue(warmUp.isDone(1e12));
    }

    @Test
    void whoAsksForLittleBeginsNothing() {
        WarmUp warmUp = new WarmUp("unasked", () -> {
            throw new AssertionError("begun");
        });
        assertFalse(warmUp.isDone(1000));
    }

    @Test
    void whoIsInterruptedWhileWaitingGoesOnAndIsStillInterrupted() {
        CountDownLatch open = new CountDownLatch(1);
        WarmUp warmUp = new WarmUp("stuck", () -> {
            awaitForEver(open);
            return List.of();
        });
        Thread.currentThread().interrupt();
        assertFalse(warmUp.isDone(1e12));
        assertTrue(Thread.interrupted());
        assertFalse(warmUp.isDone(1e12));
        open.countDown();
    }

    private static void awaitForEver(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
