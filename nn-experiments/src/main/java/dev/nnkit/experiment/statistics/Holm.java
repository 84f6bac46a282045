package dev.nnkit.experiment.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction: rejecting where the corrected p is at most the level claims, in a family of comparisons where
 * nothing is the matter, anything at all with at most that probability, whatever the dependence between the
 * comparisons.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm 1979</a>
 */
public final class Holm {
    private Holm() {}

    /**
     * The corrected p in the order of {@code p}: of m, the k-th smallest becomes {@code max over j <= k of min(1, (m -
     * j + 1) p_j)}.
     */
    public static double[] correct(double... p) {
        List<Integer> order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] corrected = new double[p.length];
        double largest = 0;
        for (int k = 0; k < p.length; k++) {
            int which = order.get(k);
            largest = Math.max(largest, Math.min(1, (p.length - k) * p[which]));
            corrected[which] = largest;
        }
        return corrected;
    }
}
