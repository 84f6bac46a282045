package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.kinked;
import static dev.nnkit.gradcheck.catalogue.Exhibit.right;
import static dev.nnkit.gradcheck.catalogue.Rows.add;
import static dev.nnkit.gradcheck.catalogue.Rows.map;
import static dev.nnkit.gradcheck.catalogue.Rows.plus;
import static dev.nnkit.gradcheck.catalogue.Rows.sum;
import static dev.nnkit.gradcheck.catalogue.Rows.times;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Layers with the right derivative, of kinds and at points where a checker is easily misled. */
final class RightLayers {
    private static final int WIDTH = 6;

    private RightLayers() {}

    static List<Exhibit> all() {
        return List.of(
                right("neurons", neurons(seed -> new Neurons(seed, 3, 4), 1)),
                right(
                        "one neuron",
                        seed -> GradientCheck.of(new Neurons(seed, 1, 1)).on(Draw.normal(seed, 1, 1))),
                right(
                        "10,000 weights",
                        seed -> GradientCheck.of(new Neurons(seed, 100, 100)).on(Draw.normal(seed, 1, 100))),
                right("tiny inputs", neurons(seed -> new Neurons(seed, 3, 4), 1e-12)),
                right("inputs of 0", neurons(seed -> new Neurons(seed, 3, 4), 0)),
                right("huge inputs, all saturated", neurons(seed -> new Neurons(seed, 3, 4), 1e4)),
                right("tiny weights", neurons(seed -> scaled(seed, 1e-8), 1)),
                right("huge weights", neurons(seed -> scaled(seed, 1e3), 1)),
                right("weights of 0", neurons(seed -> scaled(seed, 0), 1)),
                right(
                        "used twice",
                        seed -> GradientCheck.of(new BrokenWholes.Twice(new Neurons(seed, 4, 4)))
                                .on(Draw.normal(seed, 5, 4))),
                right("used sixteen times", seed -> {
                    Layer layer = new Neurons(seed, 4, 4);
                    for (int i = 0; i < 4; i++) {
                        layer = new BrokenWholes.Twice(layer);
                    }
                    return GradientCheck.of(layer).on(Draw.normal(seed, 5, 4));
                }),
                right(
                        "dropout",
                        seed -> GradientCheck.of(new BrokenWholes.Dropout(0.2, 1.25))
                                .on(Draw.normal(seed, 5, WIDTH))),
                right(
                        "embedding, ids repeated and unused",
                        seed -> GradientCheck.of(new BrokenWholes.Embedding(seed, 0, false))
                                .on(Draw.ids(seed, 5, 5, 3))),
                right(
                        "residual",
                        at(seed -> Sketch.ofRows(
                                "residual",
                                x -> map(x, v -> v + Math.sin(v)),
                                (x, dy) -> times(dy, map(x, v -> 1 + Math.cos(v)))))),
                right(
                        "a branch of weight 0",
                        at(seed -> Sketch.ofRows(
                                "residual",
                                (x, w) -> plus(x, times(w[0], map(x, Math::tanh))),
                                (x, w, dy, dw) -> {
                                    add(dw[0], times(dy, map(x, Math::tanh)));
                                    return plus(dy, times(dy, times(w[0], map(x, Bend::tanhSlope))));
                                },
                                Draw.parameter(seed, 0, "scale", WIDTH)))),
                right(
                        "tied weights: the same knob twice",
                        at(seed -> Sketch.ofRows(
                                "square of a knob",
                                (x, w) -> times(x, times(w[0], w[0])),
                                (x, w, dy, dw) -> {
                                    add(dw[0], times(dy, times(x, map(w[0], v -> 2 * v))));
                                    return times(dy, times(w[0], w[0]));
                                },
                                Draw.parameter(seed, "knob", WIDTH)))),
                right(
                        "a knob without effect",
                        at(seed -> Sketch.ofRows(
                                "unused",
                                (x, w) -> map(x, Math::sin),
                                (x, w, dy, dw) -> times(dy, map(x, Math::cos)),
                                Draw.parameter(seed, "unused", 3)))),
                right("gradients of 1e-20", at(seed -> factor(1e-20))),
                right("gradients of 1e20", at(seed -> factor(1e20))),
                right(
                        "a gradient of 1e-20 beside one of 1",
                        at(seed -> Sketch.ofRows(
                                "mixed sizes", x -> times(x, sizes(x)), (x, dy) -> times(dy, sizes(dy))))),
                right("softmax", at(seed -> softmax())),
                right(
                        "softmax of huge logits",
                        seed -> GradientCheck.of(softmax()).on(Draw.scaled(seed, 1000, 4, WIDTH))),
                right(
                        "softmax of equal logits",
                        seed -> GradientCheck.of(softmax())
                                .on(Draw.scaled(seed, 0, 4, WIDTH).fill(3))),
                right("layer norm", at(seed -> Sketch.ofRows("layerNorm", Rows::normalised, Rows::normalisedGradient))),
                right(
                        "layer norm of nearly equal numbers",
                        seed -> GradientCheck.of(Sketch.ofRows("layerNorm", Rows::normalised, Rows::normalisedGradient))
                                .on(Draw.scaled(seed, 1e-4, 3, WIDTH))),
                right(
                        "batch norm, which mixes examples",
                        at(seed -> Sketch.ofBatch("batchNorm", Rows::normalised, Rows::normalisedGradient))),
                right(
                        "each example minus the batch's mean",
                        at(seed -> Sketch.ofBatch("centred", RightLayers::centred, (x, dy) -> centred(dy)))),
                kinked("max pool of ties", seed -> {
                    Tensor x = Draw.normal(seed, 4, WIDTH);
                    x.set(0, x.get(1));
                    x.set(8, x.get(9));
                    return GradientCheck.of(maxPool()).on(x);
                }),
                right("max pool", at(seed -> maxPool())),
                kinked("ReLU of some zeros", seed -> {
                    Tensor x = Draw.normal(seed, 4, WIDTH);
                    x.set(2, 0);
                    x.set(7, -0.0);
                    return GradientCheck.of(pointwise(
                                    v -> map(v, e -> Math.max(0, e)), v -> map(v, e -> e > 0 ? 1 : 0)))
                            .on(x);
                }),
                right(
                        "convolution",
                        at(seed -> Sketch.ofRows(
                                "convolution",
                                (x, w) -> Rows.convolved(x, w[0]),
                                (x, w, dy, dw) -> {
                                    add(dw[0], Rows.kernelGradient(x, dy));
                                    return Rows.convolved(dy, Rows.reversed(w[0]));
                                },
                                Draw.parameter(seed, "kernel", 3)))),
                right(
                        "mean of an example",
                        at(seed -> Sketch.ofRows(
                                "mean",
                                x -> new double[] {sum(x) / x.length},
                                (x, dy) -> map(x, v -> dy[0] / x.length)))),
                right(
                        "cumulative sum",
                        at(seed -> Sketch.ofRows(
                                "cumulative",
                                RightLayers::cumulative,
                                (x, dy) -> Rows.reversed(cumulative(Rows.reversed(dy)))))),
                right(
                        "order reversed",
                        at(seed -> Sketch.ofRows("reversed", Rows::reversed, (x, dy) -> Rows.reversed(dy)))),
                right(
                        "rounded input, a constant",
                        seed -> GradientCheck.of(pointwise(v -> map(v, Math::rint), v -> map(v, e -> 0)))
                                .on(Draw.scaled(seed, 1e-2, 3, WIDTH))),
                right(
                        "a sum of large numbers that cancel",
                        at(seed -> pointwise(v -> map(v, e -> 1e6 + Math.sin(e) - 1e6), v -> map(v, Math::cos)))));
    }

    private static LongFunction<GradientCheck> at(LongFunction<Layer> layer) {
        return seed -> GradientCheck.of(layer.apply(seed)).on(Draw.normal(seed, 5, WIDTH));
    }

    private static LongFunction<GradientCheck> neurons(LongFunction<Neurons> neurons, double deviation) {
        return seed -> GradientCheck.of(neurons.apply(seed)).on(Draw.scaled(seed, deviation, 5, 3));
    }

    private static Neurons scaled(long seed, double factor) {
        Neurons neurons = new Neurons(seed, 3, 4);
        double[] weights = neurons.weight.value().doubles();
        Arrays.setAll(weights, i -> factor * weights[i]);
        return neurons;
    }

    private static Sketch pointwise(UnaryOperator<double[]> function, UnaryOperator<double[]> slope) {
        return Sketch.ofRows("pointwise", function, (x, dy) -> times(dy, slope.apply(x)));
    }

    private static Sketch factor(double factor) {
        return pointwise(x -> map(x, v -> factor * Math.sin(v)), x -> map(x, v -> factor * Math.cos(v)));
    }

    private static Sketch softmax() {
        return Sketch.ofRows("softmax", Rows::softmax, Rows::softmaxGradient);
    }

    private static Sketch maxPool() {
        return Sketch.ofRows("maxPool", Rows::maxOfPairs, Rows::maxOfPairsGradient);
    }

    private static double[] sizes(double[] x) {
        double[] sizes = x.clone();
        Arrays.setAll(sizes, i -> i == 0 ? 1e-20 : 1);
        return sizes;
    }

    /** Of a batch of {@link #WIDTH} features, one example after the other. */
    private static double[] centred(double[] x) {
        double[] mean = new double[WIDTH];
        for (int i = 0; i < x.length; i++) {
            mean[i % WIDTH] += x[i] * WIDTH / x.length;
        }
        double[] result = x.clone();
        Arrays.setAll(result, i -> x[i] - mean[i % WIDTH]);
        return result;
    }

    private static double[] cumulative(double[] x) {
        double[] y = x.clone();
        Arrays.parallelPrefix(y, Double::sum);
        return y;
    }
}
