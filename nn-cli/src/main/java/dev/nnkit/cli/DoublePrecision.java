package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Builds a model again in FLOAT64, with copies of its weights. */
final class DoublePrecision {
    private DoublePrecision() {}

    static Model of(Model model) {
        Network network = model.network();
        Map<String, Tensor> values = new HashMap<>();
        for (Parameter parameter : network.parameters()) {
            values.put(parameter.path(), parameter.value());
        }
        Network wide = Network.build(
                network.spec(),
                network.inputShapes(),
                Initialization.loading(
                        DataType.FLOAT64,
                        (path, shape, layout) -> Objects.requireNonNull(values.get(path), path)
                                .copy()
                                .as(DataType.FLOAT64)));
        return new Model(wide, model.task(), model.loss(), model.classNames(), model.columns());
    }
}
