module dev.nnkit.optimizer {
    requires transitive dev.nnkit.api;
    requires static transitive org.jspecify;

    exports dev.nnkit.optimizer;

    provides dev.nnkit.api.Plugin with
            dev.nnkit.optimizer.OptimizerPlugin;
}
