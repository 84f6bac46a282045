module dev.nnkit.explain {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.core;
    requires com.google.common;
    requires tools.jackson.core;

    exports dev.nnkit.explain;
}
