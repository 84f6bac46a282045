package dev.nnkit.evolution.ways;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Updater;

/**
 * Gradient descent in a network, on the mean squared error over all rows at a time, with the gradient of every weight from one
 * pass backward.
 *
 * @see <a href="https://doi.org/10.1038/323533a0">Rumelhart, Hinton, Williams 1986, Learning representations by
 *     back-propagating errors</a>
 */
public record Backpropagation(LayerSpec network, Optimizer optimizer) implements Way {
    @Override
    public String name() {
        return "backpropagation";
    }

    @Override
    public String scope() {
        return "Finds what lies downhill from where it starts, in any network whose layers have a derivative, and"
                + " learns the direction for all weights from one pass back, however many they are. It can end in a valley"
                + " that is not the deepest.";
    }

    @Override
    public Trail search(Problem problem, int budget, long seed) {
        Dataset data = problem.training();
        Target target = Target.of(data.targets().get(0));
        Trail.Notes notes = new Trail.Notes(budget);
        Network built = Network.build(network, data.inputShape(), seed);
        Loss loss = Losses.meanSquaredError();
        Gradients gradients = Gradients.of(built.parameters());
        Updater updater = new Updater(optimizer, built.parameters());
        StepContext step = StepContext.training(KernelChoice.best(1), seed);
        for (int number = 1; ; number++) {
            step.begin(number, 0);
            Layer.Forward forward = built.layer().forward(data.inputs().get(0), step);
            notes.spend(FORWARD);
            notes.note(Problem.error(forward.output(), data));
            if (!notes.allow(BACKWARD + FORWARD)) {
                return notes.end(built::predict);
            }
            gradients.zero();
            Loss.Evaluation error = loss.evaluate(forward.output(), target, 1 / loss.weight(target), step);
            forward.pullback().parametersOnly(error.gradient(), gradients);
            updater.update(gradients, 1, number, step.kernels());
            notes.spend(BACKWARD);
        }
    }
}
