package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass over augmented examples: copies each batch into one that is used again, and changes it there. */
final class AugmentedPass implements Examples.Pass {
    private final Examples.Pass source;
    private final List<Augmentation> augmentations;
    private final RandomStream random;
    private @Nullable Buffer buffer;
    private long position;

    /** @param random the stream of the pass; that of an example is its {@linkplain RandomStream#restart part} */
    AugmentedPass(Examples.Pass source, List<Augmentation> augmentations, RandomStream random) {
        this.source = source;
        this.augmentations = augmentations;
        this.random = random;
    }

    @Override
    public Examples.@Nullable Selection next(int count) {
        Examples.Selection rows = source.next(count);
        if (rows == null) {
            return null;
        }
        Buffer into = buffer;
        if (into == null || !into.holds(rows)) {
            into = new Buffer(rows);
            buffer = into;
        }
        into.copy(rows);
        for (int row = 0; row < rows.size(); row++) {
            random.restart(position++);
            into.change(row, augmentations, random);
        }
        return new Examples.Selection(into.batch, into.order, 0, rows.size());
    }

    @Override
    public void skip(long count) {
        source.skip(count);
        position += count;
    }

    @Override
    public void close() {
        source.close();
    }

    /** The batch, and one example while it is changed: what it is, and what it becomes. */
    private static final class Buffer {
        private final Dataset batch;
        private final int[] order;
        private final List<Shape> shapes;
        private double[] current;
        private double[] changed;

        /** As many rows like those; all are the first one until they are overwritten. */
        Buffer(Examples.Selection rows) {
            int[] first = new int[rows.size()];
            Arrays.fill(first, rows.row(rows.from()));
            batch = rows.data().rows(first);
            order = Orders.identity(rows.size());
            shapes = batch.inputShapes();
            int largest = shapes.stream().mapToInt(Shape::size).max().orElse(0);
            current = new double[largest];
            changed = new double[largest];
        }

        boolean holds(Examples.Selection rows) {
            return batch.size() >= rows.size()
                    && (batch.exampleWeights() == null) == (rows.data().exampleWeights() == null);
        }

        void copy(Examples.Selection rows) {
            Dataset from = rows.data();
            copy(rows, from.inputs(), batch.inputs());
            copy(rows, from.targets(), batch.targets());
            Tensor weights = batch.exampleWeights();
            if (weights != null && from.exampleWeights() != null) {
                copy(rows, List.of(from.exampleWeights()), List.of(weights));
            }
        }

        private static void copy(Examples.Selection rows, List<Tensor> from, List<Tensor> into) {
            for (int i = 0; i < from.size(); i++) {
                for (int row = 0; row < rows.size(); row++) {
                    into.get(i).setRows(row, from.get(i), rows.row(rows.from() + row), 1);
                }
            }
        }

        void change(int row, List<Augmentation> augmentations, RandomStream random) {
            for (int i = 0; i < shapes.size(); i++) {
                Tensor input = batch.inputs().get(i);
                if (input.type().isFloating()) {
                    int size = shapes.get(i).size();
                    load(input, row * size, size);
                    change(shapes.get(i), augmentations, random);
                    store(input, row * size, size);
                }
            }
        }

        private void change(Shape example, List<Augmentation> augmentations, RandomStream random) {
            for (Augmentation augmentation : augmentations) {
                if (augmentation.fits(example)) {
                    augmentation.apply(current, changed, example, random);
                    double[] old = current;
                    current = changed;
                    changed = old;
                }
            }
        }

        private void load(Tensor input, int at, int size) {
            if (input.type() == DataType.FLOAT64) {
                System.arraycopy(input.doubles(), at, current, 0, size);
            } else {
                toDoubles(input.floats(), at, current, size);
            }
        }

        private void store(Tensor input, int at, int size) {
            if (input.type() == DataType.FLOAT64) {
                System.arraycopy(current, 0, input.doubles(), at, size);
            } else {
                toFloats(current, input.floats(), at, size);
            }
        }

        private static void toDoubles(float[] from, int at, double[] into, int size) {
            for (int i = 0; i < size; i++) {
                into[i] = from[at + i];
            }
        }

        private static void toFloats(double[] from, float[] into, int at, int size) {
            for (int i = 0; i < size; i++) {
                into[at + i] = (float) from[i];
            }
        }
    }
}
