package dev.nnkit.core.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    /** Rows {@code i, i + 0.5} for i from 0. */
    private static ReadAhead<float[]> counting(int rows, @Nullable RuntimeException atEnd) {
        return new ReadAhead<>("rows", 2, float[]::new, sink -> {
            for (int i = 0; i < rows; i++) {
                add(sink, i);
            }
            if (atEnd != null) {
                throw atEnd;
            }
        });
    }

    private static void add(ReadAhead.Sink<float[]> sink, int row) {
        sink.array()[sink.at()] = row;
        sink.array()[sink.at() + 1] = row + 0.5f;
        try {
            sink.added();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Float> all(RowSource<float[]> source) {
        List<Float> values = new ArrayList<>();
        float[] row = new float[3];
        while (source.next(row, 1)) {
            assertEquals(row[1] + 0.5f, row[2]);
            values.add(row[1]);
        }
        assertFalse(source.next(row, 1), "and none ever after");
        return values;
    }

    @Property(tries = 100)
    void allRowsInTheirOrder(@ForAll @IntRange(max = 10_000) int count) {
        try (ReadAhead<float[]> ahead = counting(count, null)) {
            List<Float> rows = all(ahead);
            assertEquals(count, rows.size());
            for (int i = 0; i < count; i++) {
                assertEquals(i, rows.get(i));
            }
        }
    }

    @Property(tries = 100)
    void shuffledRowsAreAllRows(
            @ForAll @IntRange(max = 3000) int count,
            @ForAll @IntRange(min = 1, max = 4000) int capacity,
            @ForAll long seed) {
        try (ReadAhead<float[]> ahead = counting(count, null)) {
            List<Float> rows =
                    all(new ShuffledRows<>(ahead, 2, capacity, float[]::new, RandomStream.of(seed, "shuffle")));
            assertEquals(count, rows.size());
            assertArrayEquals(
                    all(counting(count, null)).toArray(), rows.stream().sorted().toArray());
        }
    }

    @Property(tries = 100)
    void aBufferForAllRowsGivesTheOrderOfAShuffleInMemory(
            @ForAll @IntRange(max = 300) int count, @ForAll @IntRange(max = 50) int more, @ForAll long seed) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        RandomStream.of(seed, "shuffle").shuffle(order);
        try (ReadAhead<float[]> ahead = counting(count, null)) {
            RandomStream random = RandomStream.of(seed, "shuffle");
            List<Float> rows = all(new ShuffledRows<>(ahead, 2, Math.max(1, count) + more, float[]::new, random));
            assertEquals(IntStream.of(order).mapToObj(i -> (float) i).toList(), rows);
        }
    }

    /** With room for all, every order is equally likely: 6 orders of 3 rows. */
    @Test
    void allOrdersOccurEqually() {
        int[] counts = new int[27];
        for (int seed = 0; seed < 6000; seed++) {
            int[] next = {0};
            RowSource<float[]> source = (into, at) -> {
                into[at] = next[0];
                return next[0]++ < 3;
            };
            RowSource<float[]> shuffled =
                    new ShuffledRows<>(source, 1, 3, float[]::new, RandomStream.of(seed, "shuffle"));
            float[] order = new float[3];
            for (int i = 0; i < 3; i++) {
                assertTrue(shuffled.next(order, i));
            }
            counts[(int) (9 * order[0] + 3 * order[1] + order[2])]++;
        }
        for (int order : new int[] {5, 7, 11, 15, 19, 21}) {
            assertEquals(1000, counts[order], 4 * Math.sqrt(1000 * 5 / 6.0));
        }
    }

    @Test
    void whatGoesWrongComesAfterTheRowsBeforeIt() {
        RuntimeException problem = new IllegalStateException("broken");
        try (ReadAhead<float[]> ahead = counting(3000, problem)) {
            float[] row = new float[2];
            for (int i = 0; i < 3000; i++) {
                assertTrue(ahead.next(row, 0));
            }
            assertSame(problem, assertThrows(IllegalStateException.class, () -> ahead.next(row, 0)));
        }
    }

    /** Who reads ahead waits when there is enough, also for ever, and ends when nobody wants more. */
    @Test
    void memoryIsBoundedAndClosingEndsTheThread() {
        AtomicLong produced = new AtomicLong();
        try (ReadAhead<float[]> ahead = new ReadAhead<>("rows", 2, float[]::new, sink -> {
            for (int i = 0; ; i++) {
                add(sink, i % 1000);
                produced.incrementAndGet();
            }
        })) {
            float[] row = new float[2];
            for (int i = 0; i < 10_000; i++) {
                assertTrue(ahead.next(row, 0));
            }
            assertTrue(produced.get() <= 10_000 + 5 * 1024, "blocks go round: " + produced);
        }
    }

    @Test
    void interruptedWhileItWaits() {
        try (ReadAhead<float[]> ahead = new ReadAhead<>("rows", 2, float[]::new, sink -> {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            Thread.currentThread().interrupt();
            String message = assertThrows(UncheckedIOException.class, () -> ahead.next(new float[2], 0))
                    .getMessage();
            assertEquals("rows: reading was interrupted.", message);
            assertTrue(Thread.interrupted(), "whoever runs this thread wants to know");
        }
    }
}
