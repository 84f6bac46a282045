module dev.nnkit.gradcheck {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.api;

    exports dev.nnkit.gradcheck;
    exports dev.nnkit.gradcheck.report;
}
