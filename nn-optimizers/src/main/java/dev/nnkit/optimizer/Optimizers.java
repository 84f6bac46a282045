package dev.nnkit.optimizer;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import java.util.function.Predicate;

/** All optimizers by the names that the command line knows. */
public final class Optimizers {
    private Optimizers() {}

    public static Sgd sgd(double learningRate) {
        return new Sgd(learningRate);
    }

    /** With momentum 0.9. */
    public static Momentum momentum(double learningRate) {
        return momentum(learningRate, Momentum.MOMENTUM);
    }

    public static Momentum momentum(double learningRate, double momentum) {
        return new Momentum(learningRate, momentum);
    }

    /** With momentum 0.9. */
    public static Nesterov nesterov(double learningRate) {
        return nesterov(learningRate, Momentum.MOMENTUM);
    }

    public static Nesterov nesterov(double learningRate, double momentum) {
        return new Nesterov(learningRate, momentum);
    }

    /** With decay 0.9 and epsilon 1e-8. */
    public static RmsProp rmsProp(double learningRate) {
        return new RmsProp(learningRate, RmsProp.DECAY, RmsProp.EPSILON);
    }

    /** With the paper's defaults. */
    public static Adam adam(double learningRate) {
        return new Adam(learningRate, Adam.BETA1, Adam.BETA2, Adam.EPSILON);
    }

    /** With Adam's defaults. */
    public static AdamW adamW(double learningRate, double weightDecay) {
        return new AdamW(learningRate, Adam.BETA1, Adam.BETA2, Adam.EPSILON, weightDecay);
    }

    /**
     * Treats parameters differently: those that pass the test get their rule from {@code yes}, the others from
     * {@code no}. For code only: a test has no text.
     */
    public static Optimizer choose(Predicate<Parameter> test, Optimizer yes, Optimizer no) {
        return parameter -> test.test(parameter) ? yes.rule(parameter) : no.rule(parameter);
    }
}
