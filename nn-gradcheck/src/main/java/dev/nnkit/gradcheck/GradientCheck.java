package dev.nnkit.gradcheck;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Join;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Compares the derivatives that code claims with differences of what it computes, in FLOAT64.
 *
 * <pre>{@code
 * GradientCheck.function(x -> f(x), x -> gradientOfF(x)).at(1, 2).verify();
 * GradientCheck.derivative(Math::sqrt, x -> 0.5 / Math.sqrt(x)).at(0.5, 4).domain(0, 1e9).verify();
 * GradientCheck.of(layer).on(input).verify();
 * GradientReport report = GradientCheck.of(network, loss).on(input, target).seed(7).run();
 * }</pre>
 *
 * <p>The outputs are summed with random weights (the upstream gradient), so large that the largest gradient is about 1;
 * the derivative of this sum by every floating input and every trainable parameter is measured by central differences
 * from step {@code cbrt(eps) * max(1, |x|)} with Richardson's extrapolation, which also tells how far it can be trusted.
 * Up to 2,000 elements of a tensor are measured one by one; of a larger one about 500, in all of its rows and columns,
 * and 8 random directions through all, halved down to the element where they do not agree. {@link Taylor} gives a second
 * opinion. Then everything is called a second time, with another input in between, and once more at another input.
 *
 * <p>Random numbers (dropout) are the same in every evaluation; statistics that a layer queues are dropped. Parameters
 * are moved while the check runs and put back to the bit, so nothing else may use them at the same time; inputs are
 * copied. Immutable.
 */
public final class GradientCheck {
    private final Function<Settings, GradientReport> check;
    private final Settings settings;

    private GradientCheck(Function<Settings, GradientReport> check, Settings settings) {
        this.check = check;
        this.settings = settings;
    }

    private static GradientCheck of(Function<Settings, Subject> subject) {
        return new GradientCheck(s -> Examination.run(subject.apply(s), s), new Settings());
    }

    private static GradientCheck of(Object thing, Network network, Tensor... inputs) {
        List<Tensor> list = List.of(inputs);
        return of(settings -> new NetworkSubject(settings.who(thing), network, list, settings));
    }

    /** Begins a check of a layer or a whole network. */
    public static OfLayer of(Layer layer) {
        return new OfLayer(layer);
    }

    /** Begins a check of a network together with the loss that it is trained with. */
    public static OfNetwork of(Layer network, Loss loss) {
        return new OfNetwork(network, loss);
    }

    /** Begins a check of a network of several inputs together with the loss that it is trained with. */
    public static OfJoinAndLoss of(Join network, Loss loss) {
        return new OfJoinAndLoss(network, loss);
    }

    /** Begins a check of a layer that can be built for smaller shapes too, where it is wrong, to find the smallest. */
    public static OfSpec ofSpec(LayerSpec spec) {
        return new OfSpec(spec);
    }

    /** Begins a check of a join. */
    public static OfJoin of(Join join) {
        return new OfJoin(join);
    }

    /** Begins a check of a loss. */
    public static OfLoss of(Loss loss) {
        return new OfLoss(loss);
    }

    /** Begins a check of an activation's scalar form; its array forms are compared with that by the contract. */
    public static OfDerivative of(Activation activation) {
        return new OfDerivative(
                activation,
                "of(" + activation + ")",
                activation::apply,
                x -> activation.derivative(x, activation.apply(x)),
                activation.kinks());
    }

    /** Begins a check of any function of a point; neither function need copy its argument. */
    public static OfFunction function(ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        return new OfFunction(function, gradient);
    }

    /** Begins a check of a function of one number. */
    public static OfDerivative derivative(DoubleUnaryOperator function, DoubleUnaryOperator derivative) {
        return new OfDerivative("function", "derivative(f, slopeOfF)", function, derivative);
    }

    /** A check that lacks its point. */
    public record OfLayer(Layer layer) {
        /** @param input FLOAT64, or INT32 where the layer reads ids; the first axis is the batch */
        public GradientCheck on(Tensor input) {
            return GradientCheck.of(layer, new Network.OfLayer(layer), input);
        }

        /**
         * Compares a layer in FLOAT32 with the same in FLOAT64, made of the same spec and seed: outputs and gradients may
         * differ by 1e-4 of the largest value of their tensor. Tolerance, domain and kinks do not count here.
         */
        public OfPrecision against(Layer reference) {
            return new OfPrecision(layer, reference);
        }
    }

    /** A check that lacks its point. */
    public record OfPrecision(Layer layer, Layer reference) {
        /** @param input of any type; floating ones are converted to that of each layer */
        public GradientCheck on(Tensor input) {
            return new GradientCheck(
                    settings -> new PrecisionExamination(layer, reference, input, settings).run(), new Settings());
        }
    }

    /** A check that lacks its point. */
    public record OfNetwork(Layer network, Loss loss) {
        /**
         * @param input FLOAT64, or INT32 where the network reads ids
         * @param target what the loss compares with
         */
        public GradientCheck on(Tensor input, Target target) {
            return GradientCheck.of(network, new Network.OfLoss(new Network.OfLayer(network), loss, target), input);
        }
    }

    /** A check that lacks its point. */
    public record OfJoinAndLoss(Join network, Loss loss) {
        /**
         * @param inputs FLOAT64, or INT32 for ids and lengths, which have no gradient
         * @param target what the loss compares with
         */
        public GradientCheck on(List<Tensor> inputs, Target target) {
            Network whole = new Network.OfLoss(new Network.OfJoin(network), loss, target);
            return GradientCheck.of(network, whole, inputs.toArray(Tensor[]::new));
        }
    }

    /** A check that lacks its point. */
    public record OfSpec(LayerSpec spec) {
        /** @param input FLOAT64, or INT32 where the layer reads ids; the layer is built for its examples, with seed 1 */
        public GradientCheck on(Tensor input) {
            return GradientCheck.of(spec, Network.OfSpec.of(spec, input.shape().withoutFirst(), 1), input);
        }
    }

    /** A check that lacks its point. */
    public record OfJoin(Join join) {
        /** @param inputs FLOAT64, or INT32 for ids and lengths, which have no gradient */
        public GradientCheck on(Tensor... inputs) {
            return GradientCheck.of(join, new Network.OfJoin(join), inputs);
        }
    }

    /** A check that lacks its point. */
    public record OfLoss(Loss loss) {
        /** @param prediction FLOAT64 */
        public GradientCheck on(Tensor prediction, Target target) {
            return GradientCheck.of(settings -> new LossSubject(loss, prediction, target, settings));
        }
    }

    /** A check that lacks its point. */
    public record OfFunction(ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        public GradientCheck at(double... point) {
            double[] copy = point.clone();
            return GradientCheck.of(settings -> new FunctionSubject(
                    settings.who("function"),
                    "GradientCheck." + settings.codeOr("function(f, gradientOfF)"),
                    x -> new double[] {function.applyAsDouble(x)},
                    gradient,
                    copy,
                    settings.domain));
        }
    }

    /** A check that lacks its points. */
    public static final class OfDerivative {
        private final Object name;
        private final String code;
        private final DoubleUnaryOperator function;
        private final DoubleUnaryOperator derivative;
        private final double[] kinks;

        private OfDerivative(
                Object name,
                String code,
                DoubleUnaryOperator function,
                DoubleUnaryOperator derivative,
                double... kinks) {
            this.name = name;
            this.code = code;
            this.function = function;
            this.derivative = derivative;
            this.kinks = kinks.clone();
        }

        public GradientCheck at(double... points) {
            double[] copy = points.clone();
            return GradientCheck.of(settings -> new FunctionSubject(
                            settings.who(name),
                            "GradientCheck." + settings.codeOr(code),
                            x -> each(function, x),
                            x -> each(derivative, x),
                            copy,
                            settings.domain))
                    .kinks(kinks);
        }

        private static double[] each(DoubleUnaryOperator function, double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = function.applyAsDouble(x[i]);
            }
            return y;
        }
    }

    /** With other random weights, samples and dropout masks; default 1. */
    public GradientCheck seed(long seed) {
        return with(s -> s.seed = seed);
    }

    /**
     * How far analytic and numeric value may lie apart: {@code absolute + relative * |numeric|}. Default 1e-8 and 1e-6.
     * Where all gradients are below 1 the absolute part is in measure of the largest.
     */
    public GradientCheck tolerance(double absolute, double relative) {
        return with(s -> {
            s.absolute = absolute;
            s.relative = relative;
        });
    }

    /** Whether the layer runs as in training, with randomness frozen by the seed; default true. */
    public GradientCheck training(boolean training) {
        return with(s -> s.training = training);
    }

    /**
     * Between which ends, themselves allowed, the function may be asked for values, for each element of each input;
     * default everywhere. At an end differences are taken on one side; a point outside is {@link Verdict#UNSTABLE}.
     */
    public GradientCheck domain(double lower, double upper) {
        return with(s -> s.domain = s.domain.between(lower, upper));
    }

    /**
     * Where the slope is known to jump. A point that is one of these is not counted by {@link #allowKinks}, but its
     * derivative must still be one of the two slopes or lie between them. Default: those that an activation declares.
     */
    public GradientCheck kinks(double... points) {
        return with(s -> s.domain = s.domain.withKinks(points));
    }

    /**
     * The share of a tensor's elements that may sit on a kink that was not declared, where differences prove little;
     * default 0.25. A single one is accepted unless the share is 0.
     */
    public GradientCheck allowKinks(double share) {
        return with(s -> s.kinkShare = share);
    }

    /** With other kernels; default {@link Kernels#reference()}. */
    public GradientCheck kernels(Kernels kernels) {
        return with(s -> s.kernels = kernels);
    }

    /** How reports name what is checked; by default as it prints itself. */
    public GradientCheck named(String name) {
        return with(s -> s.name = name);
    }

    /** Java that makes what is checked, {@code new Scale(3)}, for the test that a failing check writes. */
    public GradientCheck writtenAs(String java) {
        return with(s -> s.code = java);
    }

    /** Without looking for the smallest input that fails: for callers that shrink by themselves, as jqwik does. */
    public GradientCheck withoutShrinking() {
        return with(s -> s.shrinking = false);
    }

    /** Tells {@code progress} after each element how far the check is. */
    public GradientCheck progress(Progress progress) {
        return with(s -> s.progress = progress);
    }

    private GradientCheck with(Consumer<Settings> change) {
        return new GradientCheck(check, settings.with(change));
    }

    /**
     * Carries out the check.
     *
     * @throws IllegalArgumentException if an input or a parameter is {@link DataType#FLOAT32}
     */
    public GradientReport run() {
        return check.apply(settings);
    }

    /**
     * Carries out the check and complains.
     *
     * @throws GradientMismatch unless {@link GradientReport#isCorrect()}
     * @throws IllegalArgumentException if an input or a parameter is {@link DataType#FLOAT32}
     */
    public void verify() {
        GradientReport report = run();
        if (!report.isCorrect()) {
            throw new GradientMismatch(report);
        }
    }
}
