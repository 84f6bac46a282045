package dev.nnkit.core.train;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of an optimizer for all parameters of a model, applied in the model's order. Holds the optimizer's state;
 * used by one thread.
 */
public final class Updater {
    private final List<Parameter> parameters;
    private final List<Rule> rules = new ArrayList<>();

    /** Fresh rules for every trainable parameter. */
    public Updater(Optimizer optimizer, List<Parameter> parameters) {
        this.parameters = parameters.stream().filter(Parameter::isTrainable).toList();
        this.parameters.forEach(parameter -> rules.add(optimizer.rule(parameter)));
    }

    /**
     * Moves every parameter whose gradient is wanted.
     *
     * @param rateFactor what the schedule multiplies the learning rate with; 1 without one
     * @param step the number of this update, from 1
     */
    public void update(Gradients gradients, double rateFactor, long step, Kernels kernels) {
        for (int i = 0; i < rules.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (gradients.wants(parameter)) {
                rules.get(i).update(parameter.value(), gradients.sum(parameter), rateFactor, step, kernels);
            }
        }
    }

    /** The rules by the path of their parameter, in order: their state is what a checkpoint needs. */
    public Map<String, Rule> rules() {
        Map<String, Rule> byPath = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            byPath.put(parameters.get(i).path(), rules.get(i));
        }
        return byPath;
    }
}
