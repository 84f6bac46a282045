package dev.nnkit.core.file;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.SpecText;

/** A third party's loss, as far as files are concerned. */
record TinyLoss(double factor) implements Loss {
    @Override
    public void check(Shape prediction, Shape target) {}

    @Override
    public double weight(Target target) {
        return target.batch();
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        return new Evaluation(factor, step.zerosLike(prediction));
    }

    @Override
    public String toString() {
        return SpecText.of("acme.tiny").add(factor).toString();
    }
}
