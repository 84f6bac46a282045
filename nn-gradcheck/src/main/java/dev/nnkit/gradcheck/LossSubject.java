package dev.nnkit.gradcheck;

import dev.nnkit.api.Loss;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loss at a copy of a prediction; the variable is the prediction. The scale is drawn, so that it cannot be forgotten. */
final class LossSubject implements Subject {
    private final String who;
    private final Loss loss;
    private final Tensor prediction;
    private final Target target;
    private final Settings settings;
    private final double scale;
    private final StepContext step;

    LossSubject(Loss loss, Tensor prediction, Target target, Settings settings) {
        this.who = settings.who(loss);
        this.loss = loss;
        this.prediction = Settings.requireDouble(who, "prediction", prediction).copy();
        this.target = target;
        this.settings = settings;
        this.scale = 0.5 + RandomStream.of(settings.seed, "loss scale").nextDouble();
        this.step = StepContext.checking(settings.kernels, settings.training, settings.seed);
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public List<Variable> variables() {
        return List.of(new Variable("prediction", prediction, true, settings.domain));
    }

    @Override
    public Tensor evaluate() {
        return Tensor.of(Shape.of(1), evaluation(scale).value());
    }

    @Override
    public int batch() {
        return prediction.batch();
    }

    /** The upstream gradient of a loss is its scale. */
    @Override
    public Derivatives differentiate(Tensor upstream) {
        Tensor gradient = evaluation(scale * upstream.get(0)).gradient().copy();
        return new Derivatives(Arrays.asList(gradient), Collections.singletonList(null));
    }

    @Override
    public Tensor upstream(Tensor output, RandomStream random) {
        return Tensor.of(Shape.of(1), 1.0);
    }

    private Loss.Evaluation evaluation(double factor) {
        step.begin(0, 0);
        return loss.evaluate(prediction, target, factor, step);
    }

    @Override
    public @Nullable Subject firstExample() {
        return prediction.batch() < 2 ? null : rows(0, 1);
    }

    private Subject rows(int from, int to) {
        return new LossSubject(loss, Simpler.rows(prediction, from, to), rows(target, from, to), settings);
    }

    static Target rows(Target target, int from, int to) {
        Tensor weights = target.exampleWeights();
        return new Target(
                Simpler.rows(target.values(), from, to), weights == null ? null : Simpler.rows(weights, from, to));
    }

    @Override
    public List<Subject> smaller() {
        List<Subject> smaller = new ArrayList<>();
        Simpler.parts(prediction.batch()).forEach(part -> smaller.add(rows(part[0], part[1])));
        Simpler.values(prediction).forEach(p -> smaller.add(new LossSubject(loss, p, target, settings)));
        return smaller;
    }

    @Override
    public String code() {
        return "GradientCheck.of(" + settings.codeOr("loss /* " + Settings.print(loss) + " */") + ").on("
                + Literals.of(prediction) + ", " + Literals.of(target) + ")";
    }
}
