package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary whole networks: chains of layers, with residual and shared chains among them. They shrink towards one layer
 * on an example of one number. Single layers too.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<RandomNetwork> networks() {
 *     return Networks.of(new CoreAssembly(), Shapes.ofRanks(1, 2, 4));
 * }
 * }</pre>
 */
public final class Networks {
    private static final int LONGEST = 4;
    private static final int LONGEST_INSIDE = 2;
    private static final int DEPTH = 2;

    private final Assembly assembly;

    private Networks(Assembly assembly) {
        this.assembly = assembly;
    }

    /**
     * Networks of up to four layers in a row, of which some are chains of up to two, nested twice at most.
     *
     * @param examples the shapes of one example, without a batch axis
     */
    public static Arbitrary<RandomNetwork> of(Assembly assembly, Arbitrary<Shape> examples) {
        Networks networks = new Networks(assembly);
        Arbitrary<List<Part>> parts = networks.parts(DEPTH).list().ofMinSize(1).ofMaxSize(LONGEST);
        return Combinators.combine(examples, parts)
                .as(networks::assembled)
                .filter(network -> output(network.spec(), network.example()).isPresent())
                .withoutEdgeCases();
    }

    /** Single layers of the assembly that fit an example of this shape. */
    public static Arbitrary<LayerSpec> layers(Assembly assembly, Shape example) {
        return assembly.layers().filter(layer -> output(layer, example).isPresent());
    }

    /**
     * Single layers of the assembly, each with an example that it fits; they shrink towards the first layer on an
     * example of one number.
     *
     * @param examples the shapes of one example, without a batch axis
     */
    public static Arbitrary<RandomNetwork> layers(Assembly assembly, Arbitrary<Shape> examples) {
        return Combinators.combine(examples, assembly.layers())
                .as((example, layer) -> new RandomNetwork(layer, example))
                .filter(drawn -> output(drawn.spec(), drawn.example()).isPresent())
                .withoutEdgeCases();
    }

    /** What is drawn first, whatever the shapes; the shapes then say what becomes of it. */
    private sealed interface Part {
        record Single(LayerSpec layer) implements Part {}

        record Group(Kind kind, List<Part> inside) implements Part {}
    }

    /** What becomes of a group of layers; the first is what the others shrink to. */
    private enum Kind {
        /** No container at all, so that a counterexample loses those that do not matter. */
        INLINE,
        RESIDUAL,
        SHARED
    }

    /** A layer and the shape that it gives. */
    private record Placed(LayerSpec layer, Shape output) {}

    private Arbitrary<Part> parts(int depth) {
        Arbitrary<Part> single = assembly.layers().map(Part.Single::new);
        if (depth == 0) {
            return single;
        }
        Arbitrary<List<Part>> inside = parts(depth - 1).list().ofMinSize(1).ofMaxSize(LONGEST_INSIDE);
        Arbitrary<Part> group =
                Combinators.combine(Arbitraries.of(Kind.values()), inside).as(Part.Group::new);
        return Arbitraries.frequencyOf(Tuple.of(6, single), Tuple.of(4, group));
    }

    private RandomNetwork assembled(Shape example, List<Part> parts) {
        List<LayerSpec> layers = layersOf(placed(parts, example));
        return new RandomNetwork(assembly.sequential(layers.isEmpty() ? List.of(assembly.linear(1)) : layers), example);
    }

    /** Those that fit, one after the other. */
    private List<Placed> placed(List<Part> parts, Shape example) {
        List<Placed> placed = new ArrayList<>();
        for (Part part : parts) {
            Shape shape =
                    placed.isEmpty() ? example : placed.get(placed.size() - 1).output();
            if (part instanceof Part.Group group && group.kind == Kind.INLINE) {
                placed.addAll(placed(group.inside, shape));
            } else {
                LayerSpec layer = layer(part, shape);
                output(layer, shape).ifPresent(output -> placed.add(new Placed(layer, output)));
            }
        }
        return placed;
    }

    private LayerSpec layer(Part part, Shape shape) {
        if (part instanceof Part.Group group) {
            List<LayerSpec> inside = returning(group.inside, shape);
            return group.kind == Kind.RESIDUAL ? assembly.residual(inside) : assembly.shared(inside);
        }
        return ((Part.Single) part).layer();
    }

    /** As many of them as there is a way back from to the shape that came in, and the way. */
    private List<LayerSpec> returning(List<Part> parts, Shape shape) {
        List<Placed> placed = placed(parts, shape);
        LayerSpec back = assembly.linear(shape.rank() == 0 ? 1 : shape.last());
        while (!placed.isEmpty()) {
            Shape end = placed.get(placed.size() - 1).output();
            List<LayerSpec> layers = layersOf(placed);
            if (end.equals(shape)) {
                return layers;
            }
            if (output(back, end).filter(shape::equals).isPresent()) {
                layers.add(back);
                return layers;
            }
            placed.remove(placed.size() - 1);
        }
        return List.of(back);
    }

    private static List<LayerSpec> layersOf(List<Placed> placed) {
        return new ArrayList<>(placed.stream().map(Placed::layer).toList());
    }

    /** What comes out; empty if the layer refuses such an example. */
    private static Optional<Shape> output(LayerSpec layer, Shape example) {
        try {
            return Optional.of(
                    layer.build(example, Initialization.of(DataType.FLOAT64, 1)).outputShape(example));
        } catch (ShapeMismatchException e) {
            return Optional.empty();
        }
    }
}
