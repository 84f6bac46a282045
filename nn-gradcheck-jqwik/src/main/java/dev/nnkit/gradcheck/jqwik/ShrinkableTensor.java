package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * A drawn tensor and what is simpler: first smaller shapes with as many of the first or the last elements, then the same
 * shape with the elements of whole blocks as simple as can be, halves before quarters, and in the end one element a little
 * simpler. So a large tensor of which one element matters is small after a few dozen tries.
 */
record ShrinkableTensor(DataType type, Shrinkable<Shape> shape, List<Shrinkable<Double>> elements)
        implements Shrinkable<Tensor> {
    /** Steps of one element to its simplest: more than any arbitrary needs that halves what is left. */
    private static final int STEPS = 200;

    /** The caller's own. */
    @Override
    public Tensor value() {
        Tensor tensor = Tensor.zeros(type, shape.value());
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, elements.get(i).value());
        }
        return tensor;
    }

    @Override
    public Stream<Shrinkable<Tensor>> shrink() {
        return Stream.of(smaller(), blocks(), singles()).flatMap(candidates -> candidates);
    }

    private Stream<Shrinkable<Tensor>> smaller() {
        int all = elements.size();
        return shape.shrink().filter(other -> other.value().size() <= all).flatMap(other -> {
            int size = other.value().size();
            return Stream.of(elements.subList(0, size), elements.subList(all - size, all))
                    .map(kept -> new ShrinkableTensor(type, other, kept));
        });
    }

    private Stream<Shrinkable<Tensor>> blocks() {
        int all = elements.size();
        return IntStream.iterate(all, length -> length > 1, length -> (length + 1) / 2)
                .boxed()
                .flatMap(length -> IntStream.iterate(0, from -> from < all, from -> from + length)
                        .mapToObj(from -> simplified(from, Math.min(all, from + length))))
                .filter(candidate -> candidate.distance().compareTo(distance()) < 0)
                .map(candidate -> candidate);
    }

    private ShrinkableTensor simplified(int from, int to) {
        List<Shrinkable<Double>> changed = new ArrayList<>(elements);
        for (int i = from; i < to; i++) {
            changed.set(i, simplest(elements.get(i)));
        }
        return new ShrinkableTensor(type, shape, changed);
    }

    private static Shrinkable<Double> simplest(Shrinkable<Double> element) {
        Shrinkable<Double> simplest = element;
        for (int step = 0; step < STEPS; step++) {
            Shrinkable<Double> next =
                    simplest.shrink().min(Shrinkable::compareTo).orElse(simplest);
            if (next.compareTo(simplest) >= 0) {
                return simplest;
            }
            simplest = next;
        }
        return simplest;
    }

    private Stream<Shrinkable<Tensor>> singles() {
        return IntStream.range(0, elements.size())
                .boxed()
                .flatMap(i -> elements.get(i).shrink().map(simpler -> {
                    List<Shrinkable<Double>> changed = new ArrayList<>(elements);
                    changed.set(i, simpler);
                    return new ShrinkableTensor(type, shape, changed);
                }));
    }

    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(elements.size())
                .append(shape.distance())
                .append(ShrinkingDistance.forCollection(elements));
    }
}
