package dev.nnkit.gradcheck.junit;

import java.util.List;

/**
 * The tests that every layer passes. A subclass says what it is run on:
 *
 * <pre>{@code
 * class ScaleTest extends LayerContract {
 *     @Override
 *     protected Cases cases() {
 *         return Cases.of(new Scale(1.5)).on(Shape.of(3)).batches(1, 2);
 *     }
 * }
 * }</pre>
 *
 * <p>The layer is built in FLOAT64, its parameters are moved off their first values by random numbers, and it is run
 * with {@link dev.nnkit.api.StepContext#checking}, which finds misuse of scratch. Bounds: parameter gradients agree
 * across batch splits to 1e-12, FLOAT32 agrees with FLOAT64 to 1e-4, in measure of the largest output and the largest of
 * all gradients; where nothing else is said, bits agree.
 */
public abstract non-sealed class LayerContract extends NetworkContract {
    /** For subclasses. */
    protected LayerContract() {}

    /** What to test. */
    protected abstract Cases cases();

    @Override
    final List<Case> list() {
        return cases().list();
    }
}
