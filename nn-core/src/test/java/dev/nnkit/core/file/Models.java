package dev.nnkit.core.file;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;

import dev.nnkit.activation.ActivationPlugin;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.CorePlugin;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.network.Network;
import java.util.List;

/** Models to save, and a registry that knows what is in them. */
final class Models {
    static final Registry REGISTRY = Registry.of(List.of(new CorePlugin(), new ActivationPlugin(), registry -> {
        registry.loss("acme.tiny", TinyLoss.class, arguments -> new TinyLoss(arguments.number("factor")));
        registry.layer("acme.shift", Shift.class, arguments -> new Shift(arguments.integer("rows")));
        registry.layer("acme.nameless", Nameless.class, arguments -> new Nameless());
    }));

    private Models() {}

    static Model of(LayerSpec spec, Shape... inputs) {
        return of(spec, DataType.FLOAT32, inputs);
    }

    static Model of(LayerSpec spec, DataType type, Shape... inputs) {
        Network network = Network.build(spec, List.of(inputs), type, 7);
        return new Model(network, Task.REGRESSION, new TinyLoss(0.5), List.of());
    }

    /** dense(4) relu dense(3) on [2]. */
    static Model small() {
        Network network = Network.build(sequential(dense(4), relu(), dense(3)), Shape.of(2), 7);
        return new Model(network, Task.CLASSES, new TinyLoss(0.5), List.of("a", "b", "\"ü\""));
    }

    /** A third party's layer, which says nothing of files: a matrix that stays as it is. */
    record Shift(int rows) implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            Shape shape = Shape.of(rows, example.last());
            return new Built(initialization.weight("shift", shape, rows, rows), example);
        }

        private record Built(Parameter shift, Shape example) implements Layer {
            @Override
            public Shape outputShape(Shape shape) {
                return shape;
            }

            @Override
            public Forward forward(Tensor input, StepContext step) {
                return new Forward(input, (gradient, into) -> gradient);
            }

            @Override
            public List<Parameter> parameters() {
                return List.of(shift);
            }
        }

        @Override
        public String toString() {
            return "acme.shift(" + rows + ")";
        }
    }

    /** A layer whose author forgot toString. */
    record Nameless() implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            return new Shift.Built(initialization.constant("c", Role.SCALE, Shape.of(1), 1), example);
        }
    }
}
