package dev.nnkit.experiment;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the things that are compared.
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
        List<Variant> variants = List.of(new Variant("", Map.of(), base));
        for (Factor factor : factors) {
            List<Variant> more = new ArrayList<>();
            for (Variant variant : variants) {
                factor.levels().forEach(level -> more.add(variant.with(factor, level)));
            }
            variants = more;
        }
        return variants;
    }

    private Variant with(Factor factor, Factor.Level level) {
        Map<String, String> more = new LinkedHashMap<>(levels);
        if (more.put(factor.name(), level.label()) != null) {
            throw new IllegalArgumentException("comparison: two factors are called " + factor.name() + ".");
        }
        return new Variant(
                label.isEmpty() ? level.label() : label + ", " + level.label(),
                more,
                level.change().apply(design));
    }
}
