module dev.nnkit.gradcheck.jqwik {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.gradcheck;
    requires transitive net.jqwik.api;
}
