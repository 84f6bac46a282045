package dev.nnkit.explain;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The most important of a number of things, by the size of a figure without its sign, and all others.
 *
 * @param shown indices, the largest figure first, equal ones in their order, unless {@link #inOrder}
 * @param rest the others, in the same order
 */
record Ranked(List<Integer> shown, List<Integer> rest) {
    /** One thing more than {@code most} is shown too: a line for it is as long as a line for the rest. */
    static Ranked of(int count, int most, IntToDoubleFunction figure) {
        List<Integer> order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(figure.applyAsDouble(i))))
                .toList();
        int shown = count <= most + 1 ? count : most;
        return new Ranked(order.subList(0, shown), order.subList(shown, count));
    }

    /** In their own order where nothing is left out, so that neighbours stand together. */
    Ranked inOrder() {
        return rest.isEmpty() ? new Ranked(shown.stream().sorted().toList(), rest) : this;
    }

    double restOf(IntToDoubleFunction figure) {
        return rest.stream().mapToDouble(figure::applyAsDouble).sum();
    }
}
