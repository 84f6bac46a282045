module dev.nnkit.core {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.api;
    requires com.google.common;
    requires commons.math3;
    requires de.siegmar.fastcsv;
    requires java.compiler;
    requires tools.jackson.core;
    // Only for images: ImageFolder says why.
    requires static java.desktop;

    exports dev.nnkit.core;
    exports dev.nnkit.core.data;
    exports dev.nnkit.core.diagnosis;
    exports dev.nnkit.core.export;
    exports dev.nnkit.core.file;
    exports dev.nnkit.core.initializer;
    exports dev.nnkit.core.io;
    exports dev.nnkit.core.kernel;
    exports dev.nnkit.core.layer;
    exports dev.nnkit.core.loss;
    exports dev.nnkit.core.metric;
    exports dev.nnkit.core.network;
    exports dev.nnkit.core.plot;
    exports dev.nnkit.core.table;
    exports dev.nnkit.core.train;

    provides dev.nnkit.api.Plugin with
            dev.nnkit.core.CorePlugin;
}
