package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.undecidable;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrong;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrongSomehow;
import static dev.nnkit.gradcheck.catalogue.Rows.add;
import static dev.nnkit.gradcheck.catalogue.Rows.map;
import static dev.nnkit.gradcheck.catalogue.Rows.plus;
import static dev.nnkit.gradcheck.catalogue.Rows.sum;
import static dev.nnkit.gradcheck.catalogue.Rows.times;
import static dev.nnkit.gradcheck.catalogue.Rows.turned;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/** Layers of all kinds with a derivative that is wrong, or with none. */
final class BrokenLayers {
    private static final int WIDTH = 6;

    private BrokenLayers() {}

    static List<Exhibit> all() {
        return List.of(
                wrong(
                        "residual, identity path lost",
                        Planted.IDENTITY_LOST,
                        at(seed -> Sketch.ofRows(
                                "residual",
                                x -> map(x, v -> v + Math.sin(v)),
                                (x, dy) -> times(dy, map(x, Math::cos))))),
                wrong(
                        "residual of weights, identity path lost",
                        Planted.IDENTITY_LOST,
                        at(seed -> Sketch.ofRows(
                                "residual",
                                (x, w) -> plus(x, times(w[0], map(x, Math::tanh))),
                                (x, w, dy, dw) -> {
                                    add(dw[0], times(dy, map(x, Math::tanh)));
                                    return times(dy, times(w[0], map(x, Bend::tanhSlope)));
                                },
                                Draw.parameter(seed, "scale", WIDTH))),
                        "input"),
                wrong(
                        "upstream gradient ignored",
                        Planted.UPSTREAM_IGNORED,
                        at(seed -> Sketch.ofRows("tanh", x -> map(x, Math::tanh), (x, dy) -> map(x, Bend::tanhSlope)))),
                wrong(
                        "upstream gradient squared",
                        Planted.UPSTREAM_IGNORED,
                        at(seed -> Sketch.ofRows(
                                "tanh",
                                x -> map(x, Math::tanh),
                                (x, dy) -> times(times(dy, map(dy, Math::abs)), map(x, Bend::tanhSlope))))),
                wrong(
                        "only the sign of the upstream gradient",
                        Planted.UPSTREAM_IGNORED,
                        at(seed -> Sketch.ofRows(
                                "tanh",
                                x -> map(x, Math::tanh),
                                (x, dy) -> times(map(dy, Math::signum), map(x, Bend::tanhSlope))))),
                wrong(
                        "scale and shift swapped",
                        Planted.SWAPPED,
                        at(seed -> Sketch.ofRows(
                                "affine",
                                (x, w) -> plus(times(w[0], x), w[1]),
                                (x, w, dy, dw) -> {
                                    add(dw[1], times(dy, x));
                                    add(dw[0], dy);
                                    return times(dy, w[0]);
                                },
                                Draw.parameter(seed, "scale", WIDTH),
                                Draw.parameter(seed, "shift", WIDTH))),
                        "scale",
                        "shift"),
                wrong(
                        "a branch detached",
                        Planted.DETACHED,
                        at(seed -> Sketch.ofRows(
                                "two branches",
                                (x, w) -> plus(times(w[0], x), times(w[1], map(x, v -> v * v))),
                                (x, w, dy, dw) -> {
                                    add(dw[0], times(dy, x));
                                    return times(dy, plus(w[0], times(w[1], map(x, v -> 2 * v))));
                                },
                                Draw.parameter(seed, "linear", WIDTH),
                                Draw.parameter(seed, "square", WIDTH))),
                        "square"),
                wrong(
                        "weight decay in the gradient, not in the output",
                        Planted.REGULARISATION,
                        at(seed -> Sketch.ofRows(
                                "scale",
                                (x, w) -> times(w[0], x),
                                (x, w, dy, dw) -> {
                                    add(dw[0], plus(times(dy, x), map(w[0], v -> 0.01 * v)));
                                    return times(dy, w[0]);
                                },
                                Draw.parameter(seed, "scale", WIDTH))),
                        "scale"),
                wrong(
                        "mean, its gradient that of the sum",
                        Planted.MEAN_OR_SUM,
                        at(seed -> Sketch.ofRows(
                                "mean", x -> new double[] {sum(x) / x.length}, (x, dy) -> map(x, v -> dy[0])))),
                wrong(
                        "mean, divided twice",
                        Planted.MEAN_OR_SUM,
                        at(seed -> Sketch.ofRows(
                                "mean",
                                x -> new double[] {sum(x) / x.length},
                                (x, dy) -> map(x, v -> dy[0] / x.length / x.length)))),
                wrong(
                        "one step later, gradient not shifted back",
                        Planted.OFF_BY_ONE,
                        at(seed -> Sketch.ofRows(
                                "delay", x -> map(turned(x, 1), v -> 1.7 * v), (x, dy) -> map(dy, v -> 1.7 * v)))),
                wrong(
                        "only the first example's gradient",
                        Planted.BATCH_ABOVE_ONE,
                        at(seed -> Sketch.ofBatch("tanh", x -> map(x, Math::tanh), (x, dy) -> {
                            double[] dx = times(dy, map(x, Bend::tanhSlope));
                            Arrays.fill(dx, WIDTH, dx.length, 0);
                            return dx;
                        }))),
                wrongSomehow(
                        "softmax, only its diagonal",
                        at(seed -> Sketch.ofRows(
                                "softmax",
                                Rows::softmax,
                                (x, dy) -> times(dy, map(Rows.softmax(x), p -> p * (1 - p)))))),
                wrongSomehow(
                        "layer norm, mean and deviation taken for constants",
                        at(seed -> Sketch.ofRows(
                                "layerNorm", Rows::normalised, (x, dy) -> map(dy, v -> v / Rows.deviation(x))))),
                wrongSomehow(
                        "batch norm, mean and deviation taken for constants",
                        at(seed -> Sketch.ofBatch(
                                "batchNorm", Rows::normalised, (x, dy) -> map(dy, v -> v / Rows.deviation(x))))),
                wrongSomehow(
                        "max pool, gradient to all of the window",
                        at(seed -> Sketch.ofRows("maxPool", x -> Rows.maxOfPairs(x), (x, dy) -> Rows.pairs(dy)))),
                wrongSomehow(
                        "convolution, kernel not turned round",
                        at(seed -> Sketch.ofRows(
                                "convolution",
                                (x, w) -> Rows.convolved(x, w[0]),
                                (x, w, dy, dw) -> {
                                    add(dw[0], Rows.kernelGradient(x, dy));
                                    return Rows.convolved(dy, w[0]);
                                },
                                Draw.parameter(seed, "kernel", 3))),
                        "input"),
                wrongSomehow(
                        "hidden error without f'(o)",
                        seed -> GradientCheck.of(new Tutorial(seed)).on(Draw.normal(seed, 5, 3))),
                undecidable(
                        "log of negative numbers",
                        Verdict.UNSTABLE,
                        at(seed -> Sketch.ofRows(
                                "log", x -> map(x, Math::log), (x, dy) -> times(dy, map(x, v -> 1 / v))))),
                undecidable(
                        "a vector of length 0, normalised",
                        Verdict.UNSTABLE,
                        seed -> GradientCheck.of(Sketch.ofRows(
                                        "unit",
                                        x -> map(x, v -> v / Math.sqrt(1e-300 + sum(times(x, x)))),
                                        (x, dy) -> map(dy, v -> v / Math.sqrt(sum(times(x, x))))))
                                .on(Draw.scaled(seed, 0, 2, WIDTH))),
                undecidable("threshold at its edge", Verdict.JUMP, seed -> {
                    Tensor x = Draw.normal(seed, 2, WIDTH);
                    x.set(3, 0);
                    return GradientCheck.of(Sketch.ofRows(
                                    "threshold", v -> map(v, e -> e >= 0 ? 1 : 0), (v, dy) -> map(v, e -> 0)))
                            .on(x);
                }),
                undecidable(
                        "computed in single precision",
                        Verdict.NOISE,
                        at(seed -> Sketch.ofRows(
                                "rough",
                                x -> map(x, v -> (float) Math.sin((float) v)),
                                (x, dy) -> times(dy, map(x, Math::cos))))),
                undecidable(
                        "random numbers of its own",
                        Verdict.NOISE,
                        at(seed -> Sketch.ofRows("jitter", x -> map(x, v -> v + 1e-3 * Math.random()), (x, dy) -> dy))),
                undecidable("counts its calls", Verdict.NOISE, at(BrokenLayers::counting)));
    }

    private static LongFunction<GradientCheck> at(LongFunction<Layer> layer) {
        return seed -> GradientCheck.of(layer.apply(seed)).on(Draw.normal(seed, 5, WIDTH));
    }

    private static Layer counting(long seed) {
        AtomicInteger calls = new AtomicInteger();
        return Sketch.ofBatch("counting", x -> map(x, v -> v * calls.incrementAndGet()), (x, dy) -> dy);
    }
}
