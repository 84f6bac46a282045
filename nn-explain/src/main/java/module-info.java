module dev.nnkit.explain {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.core;

    exports dev.nnkit.explain;
}
