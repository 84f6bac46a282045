package dev.nnkit.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one core can do at most: a loop of float32 multiply-and-adds that never leaves the registers. A product of matrices
 * cannot be faster. It also tells whether the machine was disturbed: a neighbour on the same core halves it.
 */
final class FmaLimit {
    /** Whether this JVM was started with the Vector API. */
    static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private static final int ROUNDS = 200_000;

    private FmaLimit() {}

    /** The best of a few milliseconds, in GFLOP/s; NaN where the JVM was started without the Vector API. */
    static double measure() {
        if (!VECTORS) {
            return Double.NaN;
        }
        double best = 0;
        for (int i = 0; i < 8; i++) {
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
