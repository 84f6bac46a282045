/** Kernels on the Vector API. On the module path this module brings the Vector API along; on the class path a flag does. */
module dev.nnkit.simd {
    requires static transitive org.jspecify;
    requires dev.nnkit.api;
    requires jdk.incubator.vector;

    provides dev.nnkit.api.Plugin with
            dev.nnkit.simd.SimdPlugin;
}
