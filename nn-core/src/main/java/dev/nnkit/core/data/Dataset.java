package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Examples in memory: one tensor for each input of a network and one for each target, all with the same first axis.
 * Class targets are INT32, numbered from 0; other targets are floating.
 *
 * <p>Immutable, as long as nobody writes into its tensors; thread-safe.
 */
public final class Dataset implements Examples {
    private final List<Tensor> inputs;
    private final List<Tensor> targets;
    private final @Nullable Tensor exampleWeights;
    private final List<String> classNames;
    /** The order of a pass that has ended, for the next one: an epoch leaves nothing that grows with the examples. */
    private final AtomicReference<int @Nullable []> spareOrder = new AtomicReference<>();

    private Dataset(
            List<Tensor> inputs, List<Tensor> targets, @Nullable Tensor exampleWeights, List<String> classNames) {
        this.inputs = List.copyOf(inputs);
        this.targets = List.copyOf(targets);
        this.exampleWeights = exampleWeights;
        this.classNames = List.copyOf(classNames);
        if (this.inputs.isEmpty()) {
            throw new IllegalArgumentException("dataset: there must be at least one input.");
        }
        int size = this.inputs.get(0).batch();
        all().forEach(tensor -> requireRows(tensor, size));
    }

    private static void requireRows(Tensor tensor, int size) {
        if (tensor.shape().rank() == 0 || tensor.batch() != size) {
            throw new ShapeMismatchException("dataset: all inputs and targets must have " + size
                    + " rows, as the first input has, but one has shape " + tensor.shape() + ".");
        }
    }

    /** One input and one target, row by row; nothing is copied. */
    public static Dataset of(Tensor inputs, Tensor targets) {
        return of(List.of(inputs), List.of(targets));
    }

    /** Several inputs or targets, row by row; nothing is copied. */
    public static Dataset of(List<Tensor> inputs, List<Tensor> targets) {
        return new Dataset(inputs, targets, null, List.of());
    }

    /**
     * The same with a weight for each example.
     *
     * @param weights floating, [size], each 0 or more and finite; throws IllegalArgumentException otherwise
     */
    public Dataset withExampleWeights(Tensor weights) {
        if (!weights.type().isFloating() || !weights.shape().equals(Shape.of(size()))) {
            throw new ShapeMismatchException("dataset: example weights must be floating and have shape [" + size()
                    + "] but are " + weights.type() + " " + weights.shape() + ".");
        }
        for (int i = 0; i < size(); i++) {
            double weight = weights.get(i);
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("dataset: example weights must be 0 or more and finite but that of"
                        + " row " + i + " is " + weight + ".");
            }
        }
        return new Dataset(inputs, targets, weights, classNames);
    }

    /**
     * The same with names for the classes of its first target, in the order of their numbers.
     *
     * @throws IllegalArgumentException if the first target has a class without a name
     */
    public Dataset withClassNames(List<String> names) {
        if (isClassification()) {
            Tensor labels = targets.get(0);
            int largest = -1;
            for (int i = 0; i < labels.size(); i++) {
                largest = Math.max(largest, labels.ints()[i]);
            }
            if (largest >= names.size()) {
                throw new IllegalArgumentException("dataset: there are names for " + names.size()
                        + " classes, from 0, but a target is class " + largest + ".");
            }
        }
        return new Dataset(inputs, targets, exampleWeights, names);
    }

    public List<Tensor> inputs() {
        return inputs;
    }

    public List<Tensor> targets() {
        return targets;
    }

    /** How much each example counts, [size]; null means 1 each. */
    public @Nullable Tensor exampleWeights() {
        return exampleWeights;
    }

    /** The names of the classes of the first target; empty where they are not known. */
    public List<String> classNames() {
        return classNames;
    }

    /** The number of examples. */
    public int size() {
        return inputs.get(0).batch();
    }

    @Override
    public long count() {
        return size();
    }

    @Override
    public long fingerprint() {
        long hash = RandomStream.hash(toString());
        for (Tensor tensor :
                Stream.concat(all(), Stream.ofNullable(exampleWeights)).toList()) {
            for (int i = 0; i < tensor.size(); i++) {
                hash = (hash ^ Double.doubleToLongBits(tensor.get(i))) * 0x100000001B3L;
            }
        }
        return hash;
    }

    @Override
    public Pass open(boolean shuffled, long seed, int epoch) {
        int[] spare = spareOrder.getAndSet(null);
        int[] order = spare == null ? new int[size()] : spare;
        if (shuffled) {
            Orders.setShuffled(order, seed, epoch);
        } else {
            Orders.setIdentity(order);
        }
        return new InMemoryPass(this, order, spareOrder);
    }

    @Override
    public List<Shape> inputShapes() {
        return inputs.stream().map(tensor -> tensor.shape().withoutFirst()).toList();
    }

    @Override
    public List<Shape> targetShapes() {
        return targets.stream().map(tensor -> tensor.shape().withoutFirst()).toList();
    }

    /** The shape of one example of the first input. */
    public Shape inputShape() {
        return inputShapes().get(0);
    }

    /** Whether the first target is a class. */
    public boolean isClassification() {
        return !targets.isEmpty() && !targets.get(0).type().isFloating();
    }

    /**
     * The rows from <= i < to, copied.
     *
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    public Dataset slice(int from, int to) {
        if (from < 0 || to < from || to > size()) {
            throw new IndexOutOfBoundsException(
                    "dataset: rows " + from + ":" + to + " are asked for but there are rows 0:" + size() + ".");
        }
        return rows(IntStream.range(from, to).toArray());
    }

    /**
     * These rows in this order, copied; a row may come more than once.
     *
     * @throws IndexOutOfBoundsException if one does not exist
     */
    public Dataset rows(int[] rows) {
        for (int row : rows) {
            if (row < 0 || row >= size()) {
                throw new IndexOutOfBoundsException(
                        "dataset: row " + row + " is asked for but there are rows 0:" + size() + ".");
            }
        }
        return new Dataset(
                inputs.stream().map(tensor -> rows(tensor, rows)).toList(),
                targets.stream().map(tensor -> rows(tensor, rows)).toList(),
                exampleWeights == null ? null : rows(exampleWeights, rows),
                classNames);
    }

    private static Tensor rows(Tensor source, int[] rows) {
        Tensor result =
                Tensor.zeros(source.type(), source.shape().withoutFirst().withBatch(rows.length));
        for (int i = 0; i < rows.length; i++) {
            result.setRows(i, source, rows[i], 1);
        }
        return result;
    }

    /** Two parts of a dataset. */
    public record Split(Dataset rest, Dataset part) {}

    /**
     * Takes a random share of the examples out: {@code round(share * size)} of them, and at least 1 of each where there
     * are two or more.
     *
     * @param share in (0, 1); throws IllegalArgumentException outside
     * @param seed the same seed gives the same parts; both keep the order of the examples
     */
    public Split split(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "dataset: the share to split off must be in (0, 1) but is " + share + ".");
        }
        if (size() < 2) {
            throw new IllegalArgumentException("dataset: " + size() + " examples cannot be split in two.");
        }
        int[] order = Orders.identity(size());
        RandomStream.of(seed, "split").shuffle(order);
        int count = (int) Math.min(size() - 1, Math.max(1, Math.round(share * size())));
        boolean[] taken = new boolean[size()];
        for (int i = 0; i < count; i++) {
            taken[order[i]] = true;
        }
        return new Split(rows(where(taken, false)), rows(where(taken, true)));
    }

    private static int[] where(boolean[] flags, boolean value) {
        return IntStream.range(0, flags.length).filter(i -> flags[i] == value).toArray();
    }

    /**
     * These rows and then those of {@code other}, copied.
     *
     * @throws IllegalArgumentException if types or shapes differ, only one has example weights, or a class has another
     *     name there; where one knows fewer names than the other, the longer list holds
     */
    public Dataset followedBy(Dataset other) {
        Tensor weights = exampleWeights;
        Tensor otherWeights = other.exampleWeights;
        if ((weights == null) != (otherWeights == null)) {
            throw new IllegalArgumentException("dataset: only one of two datasets to join has example weights.");
        }
        boolean fewer = classNames.size() < other.classNames.size();
        List<String> longer = fewer ? other.classNames : classNames;
        List<String> shorter = fewer ? classNames : other.classNames;
        if (!longer.subList(0, shorter.size()).equals(shorter)) {
            throw new IllegalArgumentException("dataset: two datasets to join have different classes: " + classNames
                    + " and " + other.classNames + ".");
        }
        return new Dataset(
                JoinedRows.join(inputs, other.inputs),
                JoinedRows.join(targets, other.targets),
                weights == null || otherWeights == null ? null : JoinedRows.join(weights, otherWeights),
                longer);
    }

    /**
     * The same with all floating tensors in one type; those that have it already are not copied.
     *
     * @throws IllegalArgumentException if the type is INT32
     */
    @Override
    public Dataset as(DataType type) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException("dataset: floating tensors cannot become " + type + ".");
        }
        return new Dataset(
                inputs.stream().map(tensor -> as(tensor, type)).toList(),
                targets.stream().map(tensor -> as(tensor, type)).toList(),
                exampleWeights == null ? null : exampleWeights.as(type),
                classNames);
    }

    private static Tensor as(Tensor tensor, DataType type) {
        return tensor.type().isFloating() ? tensor.as(type) : tensor;
    }

    private Stream<Tensor> all() {
        return Stream.concat(inputs.stream(), targets.stream());
    }

    /** How many examples of what shapes. */
    @Override
    public String toString() {
        return size() + " examples, inputs " + inputShapes() + ", targets " + targetShapes();
    }
}
