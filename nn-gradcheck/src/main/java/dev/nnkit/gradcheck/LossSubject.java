package dev.nnkit.gradcheck;

import dev.nnkit.api.Loss;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A loss at a copy of a prediction; the variable is the prediction. The scale is drawn, so that it cannot be forgotten. */
final class LossSubject implements Subject {
    private final String who;
    private final Loss loss;
    private final Tensor prediction;
    private final Target target;
    private final double scale;
    private final StepContext step;

    LossSubject(Loss loss, Tensor prediction, Target target, Settings settings) {
        this.who = settings.who(loss);
        this.loss = loss;
        this.prediction = Settings.requireDouble(who, "prediction", prediction).copy();
        this.target = target;
        this.scale = 0.5 + RandomStream.of(settings.seed(), "loss scale").nextDouble();
        this.step = StepContext.checking(settings.kernels(), settings.training(), settings.seed());
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public List<Variable> variables() {
        return List.of(new Variable("prediction", prediction, true));
    }

    @Override
    public Tensor evaluate() {
        return Tensor.of(Shape.of(1), evaluation().value());
    }

    @Override
    public Derivatives differentiate(Tensor upstream) {
        Tensor gradient = evaluation().gradient().copy();
        return new Derivatives(Arrays.asList(gradient), Collections.singletonList(null));
    }

    @Override
    public Tensor upstream(Tensor output, RandomStream random) {
        return Tensor.of(Shape.of(1), 1.0);
    }

    private Loss.Evaluation evaluation() {
        step.begin(0, 0);
        return loss.evaluate(prediction, target, scale, step);
    }
}
