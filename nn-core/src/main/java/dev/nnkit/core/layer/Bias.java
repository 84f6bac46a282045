package dev.nnkit.core.layer;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a layer {@code y = ... + b}, where {@code db = sum of dy} over rows; there may be no bias. */
record Bias(@Nullable Parameter parameter) {
    static Bias of(boolean wanted, Initialization initialization, int units) {
        return new Bias(wanted ? initialization.bias("bias", Shape.of(units)) : null);
    }

    /** What is added to each row, or null for nothing. */
    @Nullable
    Tensor value() {
        return parameter == null ? null : parameter.value();
    }

    void addTo(Tensor y, StepContext step) {
        if (parameter != null) {
            step.kernels().addRow(parameter.value(), y);
        }
    }

    void pullBack(Tensor dy, Gradients into, StepContext step) {
        if (parameter != null && into.wants(parameter)) {
            Kernels kernels = step.kernels();
            into.add(parameter, (sum, write) -> kernels.sumRows(dy, sum, write));
        }
    }

    /** The parameters of a layer of this weight and bias. */
    List<Parameter> after(Parameter weight) {
        return parameter == null ? List.of(weight) : List.of(weight, parameter);
    }
}
