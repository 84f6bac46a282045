package dev.nnkit.api.kernel;

import java.util.Locale;

/**
 * {@code a * b + c}: rounded once where the processor can, otherwise twice, because there {@link Math#fma} calculates
 * with BigDecimal, a thousand times slower. One choice for the life of the JVM, so that no two loops differ in a bit.
 */
public final class HardwareFma {
    /** Whether the processor has the instruction. */
    public static final boolean PRESENT = isPresent();

    private static final int ROUNDS = 25;
    private static final int CALLS = 40;
    private static final long NANOS_PER_CALL = 200;

    private HardwareFma() {}

    /** {@code a * b + c}. */
    public static float fma(float a, float b, float c) {
        return PRESENT ? Math.fma(a, b, c) : a * b + c;
    }

    /** {@code a * b + c}. */
    public static double fma(double a, double b, double c) {
        return PRESENT ? Math.fma(a, b, c) : a * b + c;
    }

    /**
     * Java does not tell, but time does: even interpreted, the instruction takes well under 100 ns and BigDecimal well
     * over 500. The shortest round counts, so that a pause does not change the answer. ARM's 64-bit processors all have it.
     */
    private static boolean isPresent() {
        if (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64")) {
            return true;
        }
        long shortest = Long.MAX_VALUE;
        double x = 1;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                x = Math.fma(x, 0.999, 0.001234);
            }
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return x > 0 && shortest < CALLS * NANOS_PER_CALL;
    }
}
