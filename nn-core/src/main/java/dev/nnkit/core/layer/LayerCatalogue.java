package dev.nnkit.core.layer;

import dev.nnkit.api.Registry;

/** Makes the layers of this package known by name. A new layer is one file and one line here. */
public final class LayerCatalogue {
    private LayerCatalogue() {}

    public static void register(Registry registry) {
        registry.layer("dense", Dense.class, Dense::read);
        registry.layer("tiedDense", TiedDense.class, TiedDense::read);
        registry.layer("softmax", Softmax.class, arguments -> new Softmax());
        registry.layer("flatten", Flatten.class, arguments -> new Flatten());
        registry.layer("reshape", Reshape.class, Reshape::read);
        registry.layer("dropout", Dropout.class, Dropout::read);
        registry.layer("batchNorm", BatchNorm.class, BatchNorm::read);
        registry.layer("embedding", Embedding.class, Embedding::read);
        registry.layer("conv2d", Conv2d.class, Conv2d::read);
        registry.layer("maxPool2d", MaxPool2d.class, MaxPool2d::read);
        registry.layer("lstm", Lstm.class, Lstm::read);
        registry.layer("attention", Attention.class, Attention::read);
    }
}
