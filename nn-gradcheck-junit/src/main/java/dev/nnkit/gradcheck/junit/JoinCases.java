package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a {@link JoinContract} is run on: a spec, sets of example shapes, batch sizes, traits, and which inputs are
 * whole numbers.
 *
 * <pre>{@code JoinCases.of(lstm(4)).on(Shape.of(5, 3), Shape.of()).integers(1, 1, 5).batches(1, 3)}</pre>
 *
 * <p>Default: batches 1 and 3, no traits, values in [-2, 2]. Immutable.
 */
public final class JoinCases {
    private final JoinSpec spec;
    private final List<List<Shape>> shapes;
    private final List<Integer> batches;
    private final Set<Traits> traits;
    private final Case.Values values;
    private final Map<Integer, Case.Values> integers;
    private final List<Case> more;

    private JoinCases(
            JoinSpec spec,
            List<List<Shape>> shapes,
            List<Integer> batches,
            Set<Traits> traits,
            Case.Values values,
            Map<Integer, Case.Values> integers,
            List<Case> more) {
        this.spec = spec;
        this.shapes = shapes;
        this.batches = batches;
        this.traits = traits;
        this.values = values;
        this.integers = integers;
        this.more = more;
    }

    /** Begins with a join; say next what it is {@link #on}. */
    public static JoinCases of(JoinSpec spec) {
        return new JoinCases(
                spec,
                List.of(),
                List.of(1, 3),
                EnumSet.noneOf(Traits.class),
                new Case.Values(false, -2, 2),
                Map.of(),
                List.of());
    }

    /** Adds a case: the shapes of one example of each input, without a batch axis. */
    public JoinCases on(Shape... examples) {
        List<List<Shape>> all =
                Stream.concat(shapes.stream(), Stream.of(List.of(examples))).toList();
        return new JoinCases(spec, all, batches, traits, values, integers, more);
    }

    /** How many examples go through at once; each number is a case of its own. */
    public JoinCases batches(int... sizes) {
        return new JoinCases(spec, shapes, Checks.batches(sizes), traits, values, integers, more);
    }

    /** Declares what the join does otherwise than most. */
    public JoinCases with(Traits... declared) {
        return new JoinCases(spec, shapes, batches, Checks.union(traits, declared), values, integers, more);
    }

    /** Where the elements of the floating inputs lie; default [-2, 2]. */
    public JoinCases range(double from, double to) {
        return new JoinCases(spec, shapes, batches, traits, new Case.Values(false, from, to), integers, more);
    }

    /** Input number {@code input}, from 0, is INT32 with values in [from, to], both included: ids or lengths. */
    public JoinCases integers(int input, int from, int to) {
        Map<Integer, Case.Values> all = new TreeMap<>(integers);
        all.put(input, new Case.Values(true, from, to));
        return new JoinCases(spec, shapes, batches, traits, values, all, more);
    }

    /** These cases and those. */
    public JoinCases and(JoinCases others) {
        List<Case> all = Stream.concat(more.stream(), others.list().stream()).toList();
        return new JoinCases(spec, shapes, batches, traits, values, integers, all);
    }

    List<Case> list() {
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException(spec
                    + ": the contract needs shapes to run it on: JoinCases.of(spec).on(Shape.of(3), Shape.of(3)).");
        }
        List<Case> result = new ArrayList<>();
        for (List<Shape> examples : shapes) {
            List<Case.Values> drawn = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                drawn.add(integers.getOrDefault(i, values));
            }
            result.add(new Case(
                    spec,
                    JoinSpec.class,
                    initialization -> new Network.OfJoin(spec.build(examples, initialization)),
                    examples,
                    drawn,
                    batches,
                    traits));
        }
        result.addAll(more);
        return result;
    }
}
