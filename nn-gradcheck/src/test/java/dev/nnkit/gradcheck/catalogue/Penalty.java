package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleBiFunction;

/** A loss in two lambdas on plain arrays: the sum over prediction and target, and its gradient by the prediction. */
record Penalty(String name, ToDoubleBiFunction<double[], double[]> value, BinaryOperator<double[]> gradient)
        implements Loss {
    private static final int BATCH = 5;

    /** The sum of the same function of each pair of numbers. */
    static Penalty ofEach(String name, Pairwise value, Pairwise slope) {
        return new Penalty(name, (p, t) -> Arrays.stream(each(value, p, t)).sum(), (p, t) -> each(slope, p, t));
    }

    /** A function of one number of a prediction and the one of the target that belongs to it. */
    @FunctionalInterface
    interface Pairwise {
        double of(double prediction, double target);
    }

    private static double[] each(Pairwise function, double[] p, double[] t) {
        double[] result = new double[p.length];
        Arrays.setAll(result, i -> function.of(p[i], t[i]));
        return result;
    }

    /** A check at five predictions and targets of three numbers each. */
    GradientCheck drawn(long seed) {
        return at(Draw.normal(seed, BATCH, 3), Draw.normal(seed + 1000, BATCH, 3));
    }

    GradientCheck at(Tensor prediction, Tensor target) {
        return GradientCheck.of(this).on(prediction, Target.of(target));
    }

    @Override
    public void check(Shape prediction, Shape target) {}

    @Override
    public double weight(Target target) {
        return target.batch();
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        double[] p = Arrays.copyOf(prediction.doubles(), prediction.size());
        double[] t = Arrays.copyOf(target.values().doubles(), target.values().size());
        double[] slopes = Neurons.times(scale, gradient.apply(p, t));
        return new Evaluation(scale * value.applyAsDouble(p, t), Tensor.of(prediction.shape(), slopes));
    }

    @Override
    public String toString() {
        return name;
    }
}
