module dev.nnkit.evolution {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.core;

    exports dev.nnkit.evolution;
    exports dev.nnkit.evolution.steering;
    exports dev.nnkit.evolution.ways;
}
