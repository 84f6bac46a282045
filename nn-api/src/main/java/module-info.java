module dev.nnkit.api {
    requires static transitive org.jspecify;

    exports dev.nnkit.api;
    exports dev.nnkit.api.kernel;
    exports dev.nnkit.api.text;

    uses dev.nnkit.api.Plugin;
}
