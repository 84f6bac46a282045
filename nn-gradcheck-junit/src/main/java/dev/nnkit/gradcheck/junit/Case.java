package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Shape;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One spec at one set of example shapes, with all that must be known to test it.
 *
 * @param kind LayerSpec or JoinSpec: what the registry reads its text as
 * @param values how each of its inputs is drawn
 */
record Case(
        Object spec,
        Class<?> kind,
        Function<Initialization, Network> builder,
        List<Shape> shapes,
        List<Values> values,
        List<Integer> batches,
        Set<Traits> traits) {
    /** A range that the elements of an input are drawn from; both ends included where they are whole numbers. */
    record Values(boolean areIntegers, double from, double to) {}

    boolean is(Traits trait) {
        return traits.contains(trait);
    }

    @Override
    public String toString() {
        String text = spec.toString();
        String on = shapes.size() == 1 ? shapes.get(0).toString() : shapes.toString();
        return text + " on " + on;
    }
}
