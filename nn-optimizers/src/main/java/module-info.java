module dev.nnkit.optimizer {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.api;
}
