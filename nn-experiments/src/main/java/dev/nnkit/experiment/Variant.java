package dev.nnkit.experiment;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the things that are compared. A factor of one level changes the design of all variants and tells none apart, so it
 * has no part in labels and levels; unless there is no other.
 *
 * @param label of its levels: {@code gelu}, {@code gelu, depth 4}
 * @param levels the label of each factor's level, by the factor's name, in the order in which factors were given
 * @param design all that it is
 */
public record Variant(String label, Map<String, String> levels, Design design) {
    public Variant {
        levels = ImmutableMap.copyOf(levels);
    }

    /** Every combination of the factors' levels; the last factor changes first. */
    static List<Variant> all(Design base, List<Factor> factors) {
        requireNames(factors);
        boolean isOne = factors.stream().allMatch(factor -> factor.levels().size() == 1);
        List<Variant> variants = List.of(new Variant("", Map.of(), base));
        for (Factor factor : factors) {
            boolean isLabelled = isOne || factor.levels().size() > 1;
            List<Variant> more = new ArrayList<>();
            for (Variant variant : variants) {
                factor.levels().forEach(level -> more.add(variant.with(factor, level, isLabelled)));
            }
            variants = more;
        }
        return variants;
    }

    private static void requireNames(List<Factor> factors) {
        Set<String> names = new HashSet<>();
        for (Factor factor : factors) {
            if (!names.add(factor.name())) {
                throw new IllegalArgumentException("comparison: two factors are called " + factor.name() + ".");
            }
        }
    }

    private Variant with(Factor factor, Factor.Level level, boolean isLabelled) {
        Design changed = level.change().apply(design);
        if (!isLabelled) {
            return new Variant(label, levels, changed);
        }
        Map<String, String> more = new LinkedHashMap<>(levels);
        more.put(factor.name(), level.label());
        return new Variant(label.isEmpty() ? level.label() : label + ", " + level.label(), more, changed);
    }
}
