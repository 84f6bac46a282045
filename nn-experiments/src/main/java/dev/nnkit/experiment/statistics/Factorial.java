package dev.nnkit.experiment.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Factors varied at once, such as activation and depth, in every combination: what does each do in the mean over the others,
 * and does it matter alike at every level of another? <em>Descriptive</em>: the intervals are of one contrast each, with 95 %
 * confidence, not corrected for their number.
 *
 * @param cells one for each combination of levels, the last factor changing first; all of the same seeds
 */
public record Factorial(List<Factor> factors, List<Outcomes> cells) {
    /**
     * A factor and what it can be.
     *
     * @param reference the place of the level that the others are compared with
     */
    public record Factor(String name, List<String> levels, int reference) {
        public Factor {
            levels = List.copyOf(levels);
        }

        private String against(int level) {
            return levels.get(level) + " against " + levels.get(reference);
        }

        private IntStream others() {
            return IntStream.range(0, levels.size()).filter(level -> level != reference);
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

    public Factorial {
        factors = List.copyOf(factors);
        cells = List.copyOf(cells);
        int combinations =
                factors.stream().mapToInt(factor -> factor.levels().size()).reduce(1, (a, b) -> a * b);
        if (cells.size() != combinations) {
            throw new IllegalArgumentException(
                    String.join(" x ", factors.stream().map(Factor::name).toList()) + ": must have " + combinations
                            + " cells but has " + cells.size() + ".");
        }
        for (Outcomes cell : cells) {
            new Pairs(cell, cells.get(0));
        }
    }

    /** Each level of each factor against the factor's reference, in the mean over all combinations of the others. */
    public List<Contrast> mainEffects() {
        List<Contrast> effects = new ArrayList<>();
        for (int factor = 0; factor < factors.size(); factor++) {
            int which = factor;
            factors.get(factor)
                    .others()
                    .forEach(level -> effects.add(contrast(
                            factors.get(which).against(level),
                            cell -> level(cell, which) == level,
                            (seed, cell) -> effect(seed, cell, which))));
        }
        return effects;
    }

    /**
     * Differences of differences, of each two factors in the mean over the others: by how much more a level of the one is
     * ahead of its reference at a level of the other than at the other's reference. 0 inside the interval: no interaction is
     * shown.
     */
    public List<Contrast> interactions() {
        List<Contrast> contrasts = new ArrayList<>();
        for (int first = 0; first < factors.size(); first++) {
            for (int second = first + 1; second < factors.size(); second++) {
                addInteractions(first, second, contrasts);
            }
        }
        return contrasts;
    }

    private void addInteractions(int first, int second, List<Contrast> contrasts) {
        Factor other = factors.get(second);
        factors.get(first)
                .others()
                .forEach(level -> other.others()
                        .forEach(at -> contrasts.add(contrast(
                                "(" + factors.get(first).against(level) + ") at (" + other.against(at) + ")",
                                cell -> level(cell, first) == level && level(cell, second) == at,
                                (seed, cell) -> effect(seed, cell, first)
                                        - effect(seed, moved(cell, second, other.reference()), first)))));
    }

    /** What a cell is ahead of the one that has the factor's reference instead; NaN where one of the two failed. */
    private double effect(int seed, int cell, int factor) {
        Outcomes ours = cells.get(cell);
        Outcomes theirs = cells.get(moved(cell, factor, factors.get(factor).reference()));
        return ours.measure()
                .advantage(
                        ours.bySeed().get(seed).score(),
                        theirs.bySeed().get(seed).score());
    }

    /** How many cells lie between two neighbouring levels of a factor. */
    private int stride(int factor) {
        return factors.subList(factor + 1, factors.size()).stream()
                .mapToInt(later -> later.levels().size())
                .reduce(1, (a, b) -> a * b);
    }

    private int level(int cell, int factor) {
        return cell / stride(factor) % factors.get(factor).levels().size();
    }

    private int moved(int cell, int factor, int level) {
        return cell + (level - level(cell, factor)) * stride(factor);
    }

    @FunctionalInterface
    private interface ByCell {
        double of(int seed, int cell);
    }

    /** In the mean over the cells that count. */
    private Contrast contrast(String what, IntPredicate counts, ByCell value) {
        int[] counted = IntStream.range(0, cells.size()).filter(counts).toArray();
        IntToDoubleFunction bySeed = seed -> IntStream.of(counted)
                .mapToDouble(cell -> value.of(seed, cell))
                .average()
                .orElseThrow();
        int seeds = cells.get(0).seeds();
        Sample sample = Sample.of(IntStream.range(0, seeds)
                .mapToDouble(bySeed)
                .filter(mean -> !Double.isNaN(mean))
                .toArray());
        return new Contrast(what, sample.size(), seeds - sample.size(), sample.mean(), sample.interval(0.05));
    }
}
