package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a {@link LayerContract} is run on: a spec, shapes of one example, batch sizes, traits.
 *
 * <pre>{@code
 * Cases.of(new Scale(1.5)).on(Shape.of(3), Shape.of(2, 3)).batches(1, 2)
 *         .and(Cases.of(embedding(10, 4)).on(Shape.of(5)).maximumId(9))
 * }</pre>
 *
 * <p>Default: batches 1 and 3, no traits, values in [-2, 2]. What is set after {@link #and} concerns the cases before
 * it only. Immutable.
 */
public final class Cases {
    private final LayerSpec spec;
    private final List<Shape> shapes;
    private final List<Integer> batches;
    private final Set<Traits> traits;
    private final Case.Values values;
    private final List<Case> more;

    private Cases(
            LayerSpec spec,
            List<Shape> shapes,
            List<Integer> batches,
            Set<Traits> traits,
            Case.Values values,
            List<Case> more) {
        this.spec = spec;
        this.shapes = shapes;
        this.batches = batches;
        this.traits = traits;
        this.values = values;
        this.more = more;
    }

    /** Begins with a layer; say next what it is {@link #on}. */
    public static Cases of(LayerSpec spec) {
        return new Cases(
                spec, List.of(), List.of(1, 3), EnumSet.noneOf(Traits.class), new Case.Values(false, -2, 2), List.of());
    }

    /** The shapes of one example, without a batch axis; each is a case of its own. */
    public Cases on(Shape... examples) {
        return new Cases(spec, List.of(examples), batches, traits, values, more);
    }

    /** How many examples go through at once; each number is a case of its own. */
    public Cases batches(int... sizes) {
        return new Cases(spec, shapes, Checks.batches(sizes), traits, values, more);
    }

    /** Declares what the layer does otherwise than most. */
    public Cases with(Traits... declared) {
        return new Cases(spec, shapes, batches, Checks.union(traits, declared), values, more);
    }

    /** Where the elements of the input lie; default [-2, 2]. */
    public Cases range(double from, double to) {
        return new Cases(spec, shapes, batches, traits, new Case.Values(values.areIntegers(), from, to), more);
    }

    /** The input is INT32, with ids from 0 to {@code maximum} included; implies {@link Traits#INTEGER_INPUT}. */
    public Cases maximumId(int maximum) {
        return new Cases(spec, shapes, batches, traits, new Case.Values(true, 0, maximum), more)
                .with(Traits.INTEGER_INPUT);
    }

    /** These cases and those. */
    public Cases and(Cases others) {
        List<Case> all = Stream.concat(more.stream(), others.list().stream()).toList();
        return new Cases(spec, shapes, batches, traits, values, all);
    }

    List<Case> list() {
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException(
                    spec + ": the contract needs shapes to run it on: Cases.of(spec).on(Shape.of(3)).");
        }
        boolean integers = traits.contains(Traits.INTEGER_INPUT);
        if (integers != values.areIntegers()) {
            throw new IllegalArgumentException(spec + ": give the largest id that it reads: maximumId(9).");
        }
        List<Case> result = new ArrayList<>();
        for (Shape shape : shapes) {
            result.add(new Case(
                    spec,
                    LayerSpec.class,
                    initialization -> new Network.OfLayer(spec.build(shape, initialization)),
                    List.of(shape),
                    List.of(values),
                    batches,
                    traits));
        }
        result.addAll(more);
        return result;
    }
}
