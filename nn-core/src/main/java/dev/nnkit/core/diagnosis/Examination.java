package dev.nnkit.core.diagnosis;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.LayerObserver;
import dev.nnkit.core.network.LayerSite;
import dev.nnkit.core.train.Batch;
import dev.nnkit.core.train.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sample forward and back through a network, as a training step does, and looks at every layer. Its random numbers,
 * memory and gradients are its own; the network is only read.
 */
final class Examination implements LayerObserver {
    private final Batch batch;
    private final int examples;
    private final Objective objective;
    private final Gradients gradients;
    private final StepContext step = StepContext.training(KernelChoice.best(1), 0);
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    Examination(Objective trained, Dataset sample) {
        Dataset typed = sample.as(trained.network().type());
        this.batch = Batch.of(typed);
        this.examples = typed.size();
        this.objective = Objective.of(trained.network().observed(this), trained.terms());
        this.gradients = Gradients.of(objective.parameters());
    }

    @Override
    public void onForward(LayerSite site, Tensor input, Tensor output) {
        tallies.computeIfAbsent(site.path(), path -> new Tally(site)).addOutput(input, output);
    }

    @Override
    public void onBackward(LayerSite site, Tensor outputGradient, @Nullable Tensor inputGradient) {
        tallies.computeIfAbsent(site.path(), path -> new Tally(site)).addGradient(outputGradient);
    }

    EpochHealth run(int epoch, UpdateWatch updates) {
        tallies.clear();
        gradients.zero();
        step.begin(epoch, 0);
        double loss = objective
                .evaluate(batch, objective.weights(batch), gradients, step)
                .value();
        List<LayerHealth> layers = new ArrayList<>();
        for (Tally tally : tallies.values()) {
            List<Parameter> weights = UpdateWatch.weights(tally.site().parameters());
            layers.add(tally.health(examples, norm(weights), updates.ratio(weights)));
        }
        return new EpochHealth(epoch, examples, loss, layers);
    }

    private double norm(List<Parameter> weights) {
        double squares = weights.isEmpty() ? Double.NaN : 0;
        for (Parameter weight : weights) {
            squares += Sums.squares(gradients.sum(weight));
        }
        return Math.sqrt(squares);
    }
}
