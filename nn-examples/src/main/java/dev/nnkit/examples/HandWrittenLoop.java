package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.optimizer.Optimizers.sgd;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Updater;

/** What a trainer does, written out: forward, error, back, nudge. */
public final class HandWrittenLoop {
    private HandWrittenLoop() {}

    /** The loss before and after 2,000 steps on exclusive or. */
    static double[] run() {
        Tensor inputs = Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1);
        Target target = Target.of(Tensor.of(Shape.of(4, 1), 0f, 1, 1, 0));
        Network network = Network.build(sequential(dense(4), tanh(), dense(1)), Shape.of(2), 1);
        double first = 0;
        double last = 0;

        Loss loss = meanSquaredError();
        Gradients gradients = Gradients.of(network.parameters());
        Updater updater = new Updater(sgd(0.1), network.parameters());
        StepContext step = StepContext.training(KernelChoice.best(1), 1);
        for (int n = 1; n <= 2000; n++) {
            step.begin(n, 0);
            gradients.zero();
            Layer.Forward forward = network.layer().forward(inputs, step);
            Loss.Evaluation error = loss.evaluate(forward.output(), target, 1 / loss.weight(target), step);
            forward.pullback().parametersOnly(error.gradient(), gradients);
            step.commit();
            updater.update(gradients, 1, n, step.kernels());
            first = n == 1 ? error.value() : first;
            last = error.value();
        }
        return new double[] {first, last};
    }

    public static void main(String[] args) {
        double[] losses = run();
        System.out.println("mean squared error: " + losses[0] + " before, " + losses[1] + " after");
    }
}
