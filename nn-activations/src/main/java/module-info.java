module dev.nnkit.activation {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.api;
}
