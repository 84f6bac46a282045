package dev.nnkit.bench;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What cores can do at most: a loop of float32 multiply-and-adds that never leaves the registers. A product of matrices
 * cannot be faster. It also tells whether the machine was disturbed: a neighbour on the same core halves it.
 */
final class FmaLimit {
    /** Whether this JVM was started with the Vector API. */
    static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private static final int ROUNDS = 200_000;
    private static final int TIMES = 16;

    private FmaLimit() {}

    /**
     * The best of some milliseconds of so many threads at once, all together, in GFLOP/s; NaN where the JVM was started
     * without the Vector API. Cores that look like two may share what they calculate with, with each other or with a
     * neighbour: so many times what one can do would be too much.
     */
    static double measure(int threads) {
        if (!VECTORS) {
            return Double.NaN;
        }
        if (threads == 1) {
            return best();
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Double> task = () -> {
            start.await();
            return best();
        };
        try {
            double sum = 0;
            for (Future<Double> core : pool.invokeAll(Collections.nCopies(threads, task))) {
                sum += core.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("bench: the limit of the processor could not be measured", e);
        } finally {
            pool.shutdown();
        }
    }

    private static double best() {
        double best = 0;
        for (int i = 0; i < TIMES; i++) {
            best = Math.max(best, Vectors.gflops());
        }
        return best;
    }

    /** A class of its own: it is loaded only where the module is there. */
    private static final class Vectors {
        private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
        private static final int CHAINS = 8;

        /** Read by nobody; without it the compiler would drop the loop. */
        @SuppressWarnings("UnusedVariable")
        private static volatile float sink;

        static double gflops() {
            long start = System.nanoTime();
            sink = loop(ROUNDS);
            return 2.0 * CHAINS * SPECIES.length() * ROUNDS / (System.nanoTime() - start);
        }

        /** Eight independent chains hide the latency of an addition. */
        private static float loop(int rounds) {
            FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
            FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
            FloatVector a = FloatVector.broadcast(SPECIES, 1);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector f = a;
            FloatVector g = a;
            FloatVector h = a;
            for (int i = 0; i < rounds; i++) {
                a = a.fma(factor, term);
                b = b.fma(factor, term);
                c = c.fma(factor, term);
                d = d.fma(factor, term);
                e = e.fma(factor, term);
                f = f.fma(factor, term);
                g = g.fma(factor, term);
                h = h.fma(factor, term);
            }
            return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).lane(0);
        }
    }
}
