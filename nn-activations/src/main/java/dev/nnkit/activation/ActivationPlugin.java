package dev.nnkit.activation;

import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;

/** Makes all activations known by name. */
public final class ActivationPlugin implements Plugin {
    public ActivationPlugin() {}

    @Override
    public void register(Registry registry) {
        registry.activation("sigmoid", Sigmoid.class, arguments -> new Sigmoid());
        registry.activation("tanh", Tanh.class, arguments -> new Tanh());
        registry.activation("relu", Relu.class, arguments -> new Relu());
        registry.activation("leakyRelu", LeakyRelu.class, LeakyRelu::read);
        registry.activation("elu", Elu.class, Elu::read);
        registry.activation("selu", Selu.class, arguments -> new Selu());
        registry.activation("softplus", Softplus.class, arguments -> new Softplus());
        registry.activation("gelu", Gelu.class, arguments -> new Gelu());
        registry.activation("geluTanh", GeluTanh.class, arguments -> new GeluTanh());
        registry.activation("silu", Silu.class, arguments -> new Silu());
        registry.activation("identity", Identity.class, arguments -> new Identity());
    }
}
