package dev.nnkit.core.export;

import dev.nnkit.activation.ActivationPlugin;
import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.CorePlugin;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.List;

/** Networks for these tests, none of whose parameters is what it is in a new network. */
final class Networks {
    private static final Registry REGISTRY = Registry.of(List.of(new CorePlugin(), new ActivationPlugin()));

    private Networks() {}

    static LayerSpec spec(String layers) {
        return new Sequential(REGISTRY.parseLayers(layers));
    }

    static Network of(String layers, DataType type, int... example) {
        return of(spec(layers), type, example);
    }

    static Network of(LayerSpec spec, DataType type, int... example) {
        Network network = Network.build(spec, Shape.of(example), type, 3);
        RandomStream random = RandomStream.of(17, "parameters");
        for (Parameter parameter : network.parameters()) {
            boolean positive =
                    parameter.path().endsWith("variance") || parameter.path().endsWith("scale");
            for (int i = 0; i < parameter.size(); i++) {
                double drawn = 0.5 * random.nextGaussian();
                parameter.value().set(i, positive ? Math.abs(drawn) + 0.3 : drawn);
            }
        }
        return network;
    }

    /** A batch of inputs. */
    static Tensor inputs(Network network, int batch, long seed) {
        Tensor inputs = Tensor.zeros(network.type(), network.inputShape().withBatch(batch));
        RandomStream random = RandomStream.of(seed, "inputs");
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, 2 * random.nextGaussian());
        }
        return inputs;
    }
}
