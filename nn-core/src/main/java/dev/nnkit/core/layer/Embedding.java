package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.Arrays;
import java.util.List;

/**
 * A table of vectors: each id is replaced by its row. Examples are INT32, [] or [time], and become [width] or
 * [time, width]; time may differ from batch to batch. The gradient of a row is the sum over the places where its id stands; ids have no gradient.
 *
 * <p>Parameter: {@code weight} [count, width], normal with deviation 1. Throws IllegalArgumentException for an id outside
 * 0 to count - 1. Thread-safe: immutable.
 *
 * @param count how many ids there are, 1 or more
 * @param width how long a vector is, 1 or more
 * @see <a href="https://www.jmlr.org/papers/v3/bengio03a.html">Bengio et al. 2003, section 2</a>
 */
public record Embedding(int count, int width) implements LayerSpec {
    public Embedding {
        if (count < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "embedding: count and width must be 1 or more but are " + count + " and " + width + ".");
        }
    }

    static Embedding read(Arguments arguments) {
        return new Embedding(arguments.integer("count"), arguments.integer("width"));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        Parameter weight = initialization.withGain(1).weight("weight", Shape.of(count, width), 1, width);
        Built built = new Built(who, example, weight);
        built.outputShape(example);
        return built;
    }

    private record Built(String who, Shape example, Parameter weight) implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            if (shape.rank() > 1) {
                throw new ShapeMismatchException(
                        who + ": an example must have shape [] or [time], ids, but has " + shape + ".",
                        Shape.of(shape.axis(0), width()));
            }
            return append(shape);
        }

        private int width() {
            return weight.shape().axis(1);
        }

        private Shape append(Shape shape) {
            int[] axes = Arrays.copyOf(shape.toArray(), shape.rank() + 1);
            axes[axes.length - 1] = width();
            return Shape.of(axes);
        }

        @Override
        public Forward forward(Tensor ids, StepContext step) {
            return new Forward(infer(ids, step), new Back(weight, ids, step));
        }

        @Override
        public Tensor infer(Tensor ids, StepContext step) {
            int rank = ids.shape().rank();
            if ((rank != 1 && rank != 2) || !isIds(ids)) {
                Inputs.requireInts(who, ids, example);
            }
            Tensor rows = step.scratch(weight.value().type(), append(ids.shape()));
            Tensor table = weight.value();
            boolean single = table.type() == DataType.FLOAT32;
            Object from = single ? table.floats() : table.doubles();
            Object to = single ? rows.floats() : rows.doubles();
            int width = width();
            int[] id = ids.ints();
            for (int i = 0; i < ids.size(); i++) {
                requireKnown(id[i], i, ids);
                System.arraycopy(from, id[i] * width, to, i * width, width);
            }
            return rows;
        }

        /** The length of time is free from batch to batch. */
        private static boolean isIds(Tensor ids) {
            return ids.type() == DataType.INT32 && ids.batch() > 0;
        }

        private void requireKnown(int id, int index, Tensor ids) {
            int count = weight.shape().axis(0);
            if (id < 0 || id >= count) {
                int time = ids.size() / ids.batch();
                String place = ids.shape().rank() == 1 ? "" : ", position " + index % time + ",";
                throw new IllegalArgumentException(
                        who + ": the id of example " + index / time + place + " must be 0 to " + (count - 1)
                                + " but is " + id + ". Correct the ids, or give the embedding a larger count.");
            }
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(weight);
        }
    }

    private record Back(Parameter weight, Tensor ids, StepContext step) implements Layer.Pullback {
        /** What is returned stands for "no gradient": zeros in the place of the ids. */
        @Override
        public Tensor apply(Tensor dy, Gradients into) {
            parametersOnly(dy, into);
            return step.zerosLike(ids);
        }

        @Override
        public void parametersOnly(Tensor dy, Gradients into) {
            if (!into.wants(weight)) {
                return;
            }
            int width = weight.shape().axis(1);
            int[] id = ids.ints();
            Tensor sums = into.rowSums(weight);
            for (int i = 0; i < ids.size(); i++) {
                int start = into.sumForRow(weight, id[i]);
                if (sums.type() == DataType.FLOAT32) {
                    add(dy.floats(), i * width, sums.floats(), start, width);
                } else {
                    add(dy.doubles(), i * width, sums.doubles(), start, width);
                }
            }
        }

        private static void add(float[] from, int fromStart, float[] to, int toStart, int count) {
            for (int i = 0; i < count; i++) {
                to[toStart + i] += from[fromStart + i];
            }
        }

        private static void add(double[] from, int fromStart, double[] to, int toStart, int count) {
            for (int i = 0; i < count; i++) {
                to[toStart + i] += from[fromStart + i];
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("embedding").add(count).add(width).toString();
    }
}
