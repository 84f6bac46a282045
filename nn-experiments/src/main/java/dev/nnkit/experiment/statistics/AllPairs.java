package dev.nnkit.experiment.statistics;

import java.util.List;

/**
 * Every variant against every other, to look at: <em>descriptive</em>. Nothing is corrected, and among many pairs some
 * are far apart by chance alone; what is to be claimed belongs into {@link AgainstBaseline}.
 *
 * @param cells by row and column, in the order of the variants
 */
public record AllPairs(List<String> variants, List<List<Cell>> cells) {
    /**
     * The row's variant against the column's.
     *
     * @param meanAdvantage of the row's over the column's, over the seeds where both finished; NaN without any
     * @param finished how many seeds that are
     * @param wins of the row's variant; failures lose (see {@link Pairs})
     * @param p of the paired permutation test, not corrected
     */
    public record Cell(double meanAdvantage, int finished, int wins, int ties, int losses, double p) {
        private static Cell of(Pairs pairs) {
            Sample sample = Sample.of(pairs.advantages());
            return new Cell(
                    sample.mean(),
                    sample.size(),
                    pairs.wins(),
                    pairs.ties(),
                    pairs.losses(),
                    pairs.permutationTest().p());
        }
    }

    public AllPairs {
        variants = List.copyOf(variants);
        cells = cells.stream().map(List::copyOf).toList();
    }

    public static AllPairs of(List<Outcomes> variants) {
        return new AllPairs(
                variants.stream().map(Outcomes::variant).toList(),
                variants.stream()
                        .map(row -> variants.stream()
                                .map(column -> Cell.of(new Pairs(row, column)))
                                .toList())
                        .toList());
    }
}
