package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function whose derivatives can be checked: it says what it depends on, what it gives, and its own derivatives. */
interface Subject {
    /** How reports name it. */
    String who();

    /** What the derivatives are taken by. */
    List<Variable> variables();

    /** The output at the present values of the variables: FLOAT64, the caller's own. */
    Tensor evaluate();

    /** The derivatives of {@code sum(upstream * output)} as the code under test tells them. */
    Derivatives differentiate(Tensor upstream);

    /** How many examples go through at once. */
    default int batch() {
        return 1;
    }

    /** The Java expression that makes this check again: {@code GradientCheck.of(layer).on(...)}. */
    String code();

    /** Whether a multiple of the upstream gradient may be taken, so that the largest gradient is about 1. */
    default boolean isScalable() {
        return false;
    }

    /**
     * The weights that the outputs are summed with: random signs and sizes in [0.5, 1.5), so that neither an error can
     * cancel nor an output be overlooked.
     */
    default Tensor upstream(Tensor output, RandomStream random) {
        Tensor upstream = output.copy();
        double[] u = upstream.doubles();
        for (int i = 0; i < u.length; i++) {
            double size = 0.5 + random.nextDouble();
            u[i] = random.nextLong() < 0 ? -size : size;
        }
        return upstream;
    }

    /** The same function at another input, to find out what it keeps of its first one; null where that makes no sense. */
    default @Nullable Subject elsewhere() {
        return null;
    }

    /** The same function with the first example of the batch alone; null where there is no batch. */
    default @Nullable Subject firstExample() {
        return null;
    }

    /** The same function at simpler inputs, those first that are simplest; each is simpler than this one. */
    default List<Subject> smaller() {
        return List.of();
    }

    /**
     * Derivatives in the order of the variables.
     *
     * @param once after one pullback; null where none was given
     * @param twice the sums after two calls and their pullbacks, with a call at another input between the second call
     *     and its pullback; null where nothing can be called twice
     */
    record Derivatives(List<@Nullable Tensor> once, List<@Nullable Tensor> twice) {}
}
