package dev.nnkit.explain;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** What is added to each weight and bias, by the path of the parameter. */
record Nudges(Map<String, IntToDoubleFunction> byPath) {
    static Nudges of(List<DenseStep> steps) {
        Map<String, IntToDoubleFunction> byPath = new HashMap<>();
        for (DenseStep step : steps) {
            int units = step.neurons().size();
            String prefix = step.path().isEmpty() ? "" : step.path() + ".";
            byPath.put(prefix + "weight", i -> step.nudge(i / units, i % units));
            byPath.put(prefix + "bias", i -> step.neurons().get(i).biasNudge());
        }
        return new Nudges(byPath);
    }

    /** A copy of a parameter's value with its nudges added, in its own type. */
    Tensor apply(Parameter parameter) {
        IntToDoubleFunction nudge = byPath.getOrDefault(parameter.path(), i -> 0);
        Tensor value = parameter.value();
        Tensor moved = value.copy();
        for (int i = 0; i < moved.size(); i++) {
            moved.set(i, value.get(i) + nudge.applyAsDouble(i));
        }
        return moved;
    }
}
