package dev.nnkit.gradcheck;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/** The sum of {@code (prediction - target)^2}. */
class SquaredError implements Loss {
    @Override
    public void check(Shape prediction, Shape target) {}

    @Override
    public double weight(Target target) {
        return target.values().size();
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        return evaluate(prediction, target, scale, step, scale);
    }

    /** With a gradient of another scale than the value. */
    Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step, double gradientScale) {
        Tensor gradient = step.scratchLike(prediction);
        double sum = 0;
        for (int i = 0; i < prediction.size(); i++) {
            double error = prediction.get(i) - target.values().get(i);
            sum += error * error;
            gradient.set(i, 2 * error * gradientScale);
        }
        return new Evaluation(scale * sum, gradient);
    }

    @Override
    public String toString() {
        return "squaredError";
    }
}
