package dev.nnkit.gradcheck;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Join;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Compares the derivatives that code claims with differences of what it computes, in FLOAT64.
 *
 * <pre>{@code
 * GradientCheck.of(layer).on(input).verify();
 * GradientCheck.of(loss).on(prediction, target).seed(7).verify();
 * GradientReport report = GradientCheck.function(x -> f(x), x -> gradientOfF(x)).at(1, 2).run();
 * }</pre>
 *
 * <p>The outputs are summed with random weights (the upstream gradient); the derivative of this sum by every floating
 * input and every trainable parameter is measured by central differences from step {@code cbrt(eps) * max(1, |x|)} with
 * Richardson's extrapolation, which also tells how far it can be trusted. Up to 2,000 elements of a tensor are measured
 * one by one; of a larger one 500, and 8 random directions through all.
 *
 * <p>Random numbers (dropout) are the same in every evaluation; statistics that a layer queues are dropped. Parameters
 * are moved while the check runs and put back to the bit, so nothing else may use them at the same time; inputs are
 * copied. Immutable.
 */
public final class GradientCheck {
    private final Function<Settings, Subject> subject;
    private final Settings settings;

    private GradientCheck(Function<Settings, Subject> subject, Settings settings) {
        this.subject = subject;
        this.settings = settings;
    }

    private GradientCheck(Function<Settings, Subject> subject) {
        this(subject, Settings.DEFAULT);
    }

    /** Begins a check of a layer or a whole network. */
    public static OfLayer of(Layer layer) {
        return new OfLayer(layer);
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
    public static OfActivation of(Activation activation) {
        return new OfActivation(activation);
    }

    /** Begins a check of any function of a point; neither function need copy its argument. */
    public static OfFunction function(ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        return new OfFunction(function, gradient);
    }

    /** A check that lacks its point. */
    public record OfLayer(Layer layer) {
        /** @param input FLOAT64, or INT32 where the layer reads ids; the first axis is the batch */
        public GradientCheck on(Tensor input) {
            return new GradientCheck(settings -> NetworkSubject.of(layer, input, settings));
        }
    }

    /** A check that lacks its point. */
    public record OfJoin(Join join) {
        /** @param inputs FLOAT64, or INT32 for ids and lengths, which have no gradient */
        public GradientCheck on(Tensor... inputs) {
            List<Tensor> list = List.of(inputs);
            return new GradientCheck(settings -> NetworkSubject.of(join, list, settings));
        }
    }

    /** A check that lacks its point. */
    public record OfLoss(Loss loss) {
        /** @param prediction FLOAT64 */
        public GradientCheck on(Tensor prediction, Target target) {
            return new GradientCheck(settings -> new LossSubject(loss, prediction, target, settings));
        }
    }

    /** A check that lacks its points. */
    public record OfActivation(Activation activation) {
        public GradientCheck at(double... points) {
            double[] copy = points.clone();
            return new GradientCheck(settings -> new FunctionSubject(
                    settings.who(activation), x -> values(activation, x), x -> slopes(activation, x), copy));
        }

        private static double[] values(Activation activation, double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = activation.apply(x[i]);
            }
            return y;
        }

        private static double[] slopes(Activation activation, double[] x) {
            double[] slopes = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                slopes[i] = activation.derivative(x[i], activation.apply(x[i]));
            }
            return slopes;
        }
    }

    /** A check that lacks its point. */
    public record OfFunction(ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        public GradientCheck at(double... point) {
            double[] copy = point.clone();
            return new GradientCheck(settings -> new FunctionSubject(
                    settings.who("function"), x -> new double[] {function.applyAsDouble(x)}, gradient, copy));
        }
    }

    /** With other random weights, samples and dropout masks; default 1. */
    public GradientCheck seed(long seed) {
        return with(settings.withSeed(seed));
    }

    /**
     * How far analytic and numeric value may lie apart: {@code absolute + relative * |numeric|}. Default 1e-8 and 1e-6.
     * Where all gradients are below 1 the absolute part is in measure of the largest.
     */
    public GradientCheck tolerance(double absolute, double relative) {
        return with(settings.withTolerance(absolute, relative));
    }

    /** Whether the layer runs as in training, with randomness frozen by the seed; default true. */
    public GradientCheck training(boolean training) {
        return with(settings.withTraining(training));
    }

    /**
     * The share of a tensor's elements that may sit on a kink, where differences prove little; default 0.25. A single
     * one is accepted unless the share is 0.
     */
    public GradientCheck allowKinks(double share) {
        return with(settings.withKinkShare(share));
    }

    /** With other kernels; default {@link Kernels#reference()}. */
    public GradientCheck kernels(Kernels kernels) {
        return with(settings.withKernels(kernels));
    }

    /** How reports name what is checked; by default as it prints itself. */
    public GradientCheck named(String name) {
        return with(settings.withName(name));
    }

    private GradientCheck with(Settings other) {
        return new GradientCheck(subject, other);
    }

    /**
     * Carries out the check.
     *
     * @throws IllegalArgumentException if an input or a parameter is {@link DataType#FLOAT32}
     */
    public GradientReport run() {
        return new Examination(subject.apply(settings), settings).run();
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
