package dev.nnkit.experiment.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two factors varied at once, such as activation and depth: does the one matter alike at every level of the other? The
 * first level of each factor is its baseline. <em>Descriptive</em>: the intervals are of one contrast each, with 95 %
 * confidence, not corrected for their number.
 *
 * @param cells by level of the first factor and level of the second; all of the same seeds
 */
public record TwoFactor(Factor rows, Factor columns, List<List<Outcomes>> cells) {
    /** A factor and its levels, the baseline first. */
    public record Factor(String name, List<String> levels) {
        public Factor {
            levels = List.copyOf(levels);
        }
    }

    /**
     * A difference, formed for every seed by itself: an advantage, positive where the first named is better (see {@link
     * Measure}).
     *
     * @param seeds how many seeds it is over: those where every trial that it needs finished
     * @param missing how many seeds it leaves out because one failed; where there are any it holds for the others only
     */
    public record Contrast(String what, int seeds, int missing, double mean, Interval interval) {}

    public TwoFactor {
        cells = cells.stream().map(List::copyOf).toList();
        boolean fits = cells.size() == rows.levels().size()
                && cells.stream().allMatch(row -> row.size() == columns.levels().size());
        if (!fits) {
            throw new IllegalArgumentException(rows.name() + " x " + columns.name() + ": must have "
                    + rows.levels().size() + " rows of " + columns.levels().size() + " cells but has rows of "
                    + cells.stream().map(List::size).toList() + ".");
        }
        Outcomes baseline = cells.get(0).get(0);
        cells.forEach(row -> row.forEach(cell -> new Pairs(cell, baseline)));
    }

    /** The figures of each cell; their means are the table that a reader looks at first. */
    public List<List<Summary>> summaries() {
        return cells.stream().map(row -> row.stream().map(Summary::of).toList()).toList();
    }

    /** Main effects of the first factor: each level against its baseline, in the mean over the levels of the second. */
    public List<Contrast> rowEffects() {
        return IntStream.range(1, cells.size())
                .mapToObj(i -> contrast(
                        against(rows, i),
                        seed -> IntStream.range(0, columns.levels().size())
                                .mapToDouble(j -> advantage(seed, i, j, 0, j))
                                .average()
                                .orElseThrow()))
                .toList();
    }

    /** Main effects of the second factor: each level against its baseline, in the mean over the levels of the first. */
    public List<Contrast> columnEffects() {
        return IntStream.range(1, columns.levels().size())
                .mapToObj(j -> contrast(
                        against(columns, j),
                        seed -> IntStream.range(0, cells.size())
                                .mapToDouble(i -> advantage(seed, i, j, i, 0))
                                .average()
                                .orElseThrow()))
                .toList();
    }

    /**
     * Differences of differences: by how much more a level of the first factor is ahead of its baseline at a level of
     * the second than at the second's baseline. 0 inside the interval: no interaction is shown.
     */
    public List<Contrast> interactions() {
        List<Contrast> contrasts = new ArrayList<>();
        for (int row = 1; row < cells.size(); row++) {
            for (int column = 1; column < columns.levels().size(); column++) {
                int i = row;
                int j = column;
                contrasts.add(contrast(
                        "(" + against(rows, i) + ") at (" + against(columns, j) + ")",
                        seed -> advantage(seed, i, j, 0, j) - advantage(seed, i, 0, 0, 0)));
            }
        }
        return contrasts;
    }

    private static String against(Factor factor, int level) {
        return factor.levels().get(level) + " against " + factor.levels().get(0);
    }

    /** NaN where one of the two failed, and so is every contrast that needs it. */
    private double advantage(int seed, int row, int column, int baseRow, int baseColumn) {
        Outcomes outcomes = cells.get(row).get(column);
        double base = cells.get(baseRow).get(baseColumn).bySeed().get(seed).score();
        return outcomes.measure().advantage(outcomes.bySeed().get(seed).score(), base);
    }

    private Contrast contrast(String what, IntToDoubleFunction bySeed) {
        int seeds = cells.get(0).get(0).seeds();
        Sample sample = Sample.of(IntStream.range(0, seeds)
                .mapToDouble(bySeed)
                .filter(value -> !Double.isNaN(value))
                .toArray());
        return new Contrast(what, sample.size(), seeds - sample.size(), sample.mean(), sample.interval(0.05));
    }
}
