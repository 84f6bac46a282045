package dev.nnkit.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/**
 * Times whole epochs: some seconds to warm up, then five windows, of which the median counts. Between windows the processor's
 * limit with so many threads is measured; a window beside a limit of less than nine tenths of the best was disturbed by somebody else and does
 * not count, as long as three are left.
 */
public final class Windows {
    private static final int COUNT = 5;
    private static final int LEAST = 3;

    private final int cores;
    private final int batch;
    private final long warmUpNanos;
    private final long windowNanos;
    private final double[] rates = new double[COUNT];
    private final double[] bytes = new double[COUNT];
    private final double[] limits = new double[COUNT];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long begin = System.nanoTime();
    private boolean warm;
    private int done;
    private long start;
    private Map<Long, Long> startBytes = Map.of();
    private long rows;
    private double loss;

    /**
     * Begins to warm up.
     *
     * @param cores how many the training uses
     * @param seconds for all of it, half of them to warm up
     */
    public Windows(int cores, int batch, double seconds) {
        this.cores = cores;
        this.batch = batch;
        this.warmUpNanos = (long) (seconds * 1e9 / 2);
        this.windowNanos = (long) (seconds * 1e9 / 2 / COUNT);
    }

    /**
     * Trains until all windows are timed.
     *
     * @param rowsOfEpoch how many examples an epoch has
     * @param epoch trains one, given its number from 1, and returns its loss
     */
    public void time(int rowsOfEpoch, LongToDoubleFunction epoch) {
        long number = 0;
        double lossOfEpoch;
        do {
            lossOfEpoch = epoch.applyAsDouble(++number);
        } while (wantsAnother(rowsOfEpoch, lossOfEpoch));
    }

    /** Takes note of an epoch that has ended; answers whether there is to be another one. */
    boolean wantsAnother(int rowsOfEpoch, double lossOfEpoch) {
        loss = lossOfEpoch;
        if (!warm) {
            if (System.nanoTime() - begin >= warmUpNanos) {
                warm = true;
                FmaLimit.measure(cores);
                startWindow();
            }
            return true;
        }
        rows += rowsOfEpoch;
        long nanos = System.nanoTime() - start;
        if (nanos >= windowNanos) {
            rates[done] = rows * 1e9 / nanos;
            bytes[done] = allocatedInWindow() * (double) batch / rows;
            limits[done] = FmaLimit.measure(cores);
            done++;
            startWindow();
        }
        return done < COUNT;
    }

    private void startWindow() {
        rows = 0;
        startBytes = allocated();
        start = System.nanoTime();
    }

    /** Since the window began, by all threads that live: workers allocate too. One that has ended is left out. */
    private long allocatedInWindow() {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            sum += thread.getValue() - startBytes.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }

    private Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] counts = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (counts[i] > 0) {
                byThread.put(ids[i], counts[i]);
            }
        }
        return byThread;
    }

    double loss() {
        return loss;
    }

    /** Of the cores together. */
    double limit() {
        return Arrays.stream(limits).max().getAsDouble();
    }

    double samplesPerSecond() {
        double[] quiet = new double[COUNT];
        int count = 0;
        for (int i = 0; i < COUNT; i++) {
            if (limits[i] >= 0.9 * limit()) {
                quiet[count++] = rates[i];
            }
        }
        return count >= LEAST ? median(Arrays.copyOf(quiet, count)) : median(rates);
    }

    double bytesPerStep() {
        return median(bytes);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
