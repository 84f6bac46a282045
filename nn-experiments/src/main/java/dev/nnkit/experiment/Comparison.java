package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.DataReference;
import dev.nnkit.experiment.trial.Score;
import java.util.List;

/**
 * What came of comparing variants.
 *
 * <pre>{@code
 * Comparison result = Comparison.of(network("dense(128) ? dense(10)"))
 *         .on(data)
 *         .activations("relu", "gelu", new Snake(0.5))
 *         .seeds(10)
 *         .run();
 * }</pre>
 *
 * @param score what the variants are compared by
 * @param seeds the same for every variant
 * @param baseline the label of the variant that the others are compared with
 * @param variants in the order in which they were given
 * @param warnings sentences about what weakens the result
 * @param ran how many trials were run
 * @param reused how many were in the store already
 */
public record Comparison(
        DataReference data,
        Score score,
        List<Long> seeds,
        String baseline,
        List<VariantResult> variants,
        List<String> warnings,
        int ran,
        int reused) {
    public Comparison {
        seeds = List.copyOf(seeds);
        variants = List.copyOf(variants);
        warnings = List.copyOf(warnings);
    }

    /** Begins a comparison of networks; {@link NetworkTemplate#network} makes the template. */
    public static ComparisonPlan of(NetworkTemplate network) {
        return new ComparisonPlan(Design.of(network));
    }

    /** Begins a comparison around a design. */
    public static ComparisonPlan of(Design design) {
        return new ComparisonPlan(design);
    }

    /** @throws IllegalArgumentException if there is no such variant */
    public VariantResult variant(String label) {
        return variants.stream()
                .filter(result -> result.variant().label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("comparison: there is no variant \"" + label + "\", only "
                                + variants.stream()
                                        .map(result -> result.variant().label())
                                        .toList() + "."));
    }
}
