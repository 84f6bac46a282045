module dev.nnkit.activation {
    requires transitive dev.nnkit.api;
    requires static transitive org.jspecify;

    exports dev.nnkit.activation;

    provides dev.nnkit.api.Plugin with
            dev.nnkit.activation.ActivationPlugin;
}
