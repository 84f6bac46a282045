package dev.nnkit.api;

/**
 * A way to move parameters, described: a record with its settings. For each parameter it gives a {@link Rule}, so that
 * parameters can be treated differently without a notion of groups:
 * {@code p -> p.role() == Role.WEIGHT ? decayed.rule(p) : plain.rule(p)}.
 */
@FunctionalInterface
public interface Optimizer {
    /** A fresh rule for one parameter, with its state at zero. */
    Rule rule(Parameter parameter);
}
