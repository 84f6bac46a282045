package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.wrong;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layers whose mistake is in how they are put together: what they keep, list, share and draw. */
final class BrokenWholes {
    private BrokenWholes() {}

    static List<Exhibit> all() {
        return List.of(
                wrong(
                        "the first input cached",
                        Planted.STALE_CACHE,
                        seed -> GradientCheck.of(new Caching(seed)).on(Draw.normal(seed, 5, 3))),
                wrong(
                        "a parameter not listed",
                        Planted.NOT_LISTED,
                        seed -> GradientCheck.of(new Forgetful(seed)).on(Draw.normal(seed, 5, 3))),
                wrong(
                        "used twice, the second gradient overwrites",
                        Planted.OVERWRITTEN,
                        seed -> GradientCheck.of(new Twice(new Neurons(seed, 4, 4) {
                                    @Override
                                    void weightGradient(double[] x, double[] dz, double[] sum) {
                                        Arrays.fill(sum, 0);
                                        super.weightGradient(x, dz, sum);
                                    }
                                }))
                                .on(Draw.normal(seed, 5, 4)),
                        "weight"),
                wrong(
                        "dropout, the scale forgotten on the way back",
                        Planted.DROPOUT_SCALE,
                        seed -> GradientCheck.of(new Dropout(0.2, 1)).on(Draw.normal(seed, 5, 6))),
                wrong(
                        "embedding, a row too far",
                        Planted.OFF_BY_ONE,
                        seed -> GradientCheck.of(new Embedding(seed, 1, false)).on(Draw.ids(seed, 6, 5, 3)),
                        "table"),
                wrong(
                        "embedding, a repeated id sets its row",
                        Planted.OVERWRITTEN,
                        seed -> GradientCheck.of(new Embedding(seed, 0, true)).on(Draw.ids(seed, 6, 5, 3)),
                        "table"),
                wrong(
                        "gradient of the input in the output's shape",
                        Planted.SHAPE,
                        seed -> GradientCheck.of(new Neurons(seed, 3, 4) {
                                    @Override
                                    public Forward forward(Tensor input, StepContext step) {
                                        Forward right = super.forward(input, step);
                                        return new Forward(right.output(), (dy, into) -> {
                                            right.pullback().apply(dy, into);
                                            return dy;
                                        });
                                    }
                                })
                                .on(Draw.normal(seed, 5, 3)),
                        "input"));
    }

    /** Computes with the input of its first call when it is asked for derivatives. */
    private static final class Caching extends Neurons {
        private double @Nullable [] first;

        Caching(long seed) {
            super(seed, 3, 4);
        }

        @Override
        void weightGradient(double[] x, double[] dz, double[] sum) {
            double[] cached = first == null ? x.clone() : first;
            first = cached;
            super.weightGradient(cached, dz, sum);
        }
    }

    /** Knows of a bias that it does not list. */
    private static final class Forgetful extends Neurons {
        Forgetful(long seed) {
            super(seed, 3, 4);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(weight);
        }
    }

    /** {@code inner(inner(x))}. */
    record Twice(Layer inner) implements Layer {
        @Override
        public Shape outputShape(Shape example) {
            return inner.outputShape(inner.outputShape(example));
        }

        @Override
        public List<Parameter> parameters() {
            return inner.parameters();
        }

        @Override
        public Forward forward(Tensor input, StepContext step) {
            Forward first = inner.forward(input, step);
            Forward second = inner.forward(first.output(), step);
            return new Forward(
                    second.output(),
                    (dy, into) -> first.pullback().apply(second.pullback().apply(dy, into), into));
        }

        @Override
        public String toString() {
            return "twice";
        }
    }

    /** Keeps elements with probability 1 - drop, scaled by 1 / (1 - drop) ahead and by {@code scale} on the way back. */
    record Dropout(double drop, double scale) implements Layer {
        @Override
        public Shape outputShape(Shape example) {
            return example;
        }

        @Override
        public Forward forward(Tensor input, StepContext step) {
            double[] mask = new double[input.size()];
            Arrays.setAll(mask, i -> step.random().nextDouble() < drop ? 0 : 1);
            return new Forward(masked(input, mask, 1 / (1 - drop)), (dy, into) -> masked(dy, mask, scale));
        }

        private static Tensor masked(Tensor tensor, double[] mask, double factor) {
            double[] result = tensor.doubles().clone();
            Arrays.setAll(result, i -> factor * mask[i] * result[i]);
            return Tensor.of(tensor.shape(), result);
        }
    }

    /** The sum over ids of {@code tanh} of their rows in a table, of which the gradient goes {@code offset} too far. */
    static final class Embedding implements Layer {
        private static final int IDS = 7;
        private static final int WIDTH = 4;
        private final Parameter table;
        private final int offset;
        private final boolean sets;

        Embedding(long seed, int offset, boolean sets) {
            this.table = Draw.parameter(seed, "table", IDS, WIDTH);
            this.offset = offset;
            this.sets = sets;
        }

        @Override
        public Shape outputShape(Shape example) {
            return Shape.of(WIDTH);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(table);
        }

        @Override
        public Forward forward(Tensor input, StepContext step) {
            int batch = input.batch();
            int count = input.size() / batch;
            double[] rows = table.value().doubles();
            double[] y = new double[batch * WIDTH];
            for (int i = 0; i < input.size() * WIDTH; i++) {
                int id = input.ints()[i / WIDTH];
                y[i / WIDTH / count * WIDTH + i % WIDTH] += Math.tanh(rows[id * WIDTH + i % WIDTH]);
            }
            return new Forward(Tensor.of(Shape.of(batch, WIDTH), y), (dy, into) -> {
                double[] sum = into.sum(table).doubles();
                for (int i = 0; i < input.size() * WIDTH; i++) {
                    int id = input.ints()[i / WIDTH];
                    int at = Math.floorMod(id + offset, IDS) * WIDTH + i % WIDTH;
                    double slope = dy.doubles()[i / WIDTH / count * WIDTH + i % WIDTH]
                            * Bend.tanhSlope(rows[id * WIDTH + i % WIDTH]);
                    sum[at] = sets ? slope : sum[at] + slope;
                }
                return Tensor.of(input.shape(), new double[input.size()]);
            });
        }

        @Override
        public String toString() {
            return "embedding";
        }
    }
}
