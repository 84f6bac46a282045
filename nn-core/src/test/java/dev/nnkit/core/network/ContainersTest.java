package dev.nnkit.core.network;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;

import dev.nnkit.api.Shape;
import dev.nnkit.core.layer.CoreLayerContract;
import dev.nnkit.gradcheck.junit.Cases;
import java.util.List;

/** Containers are layers, and keep what is promised of layers. */
class ContainersTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Sequential.of(dense(3), tanh(), dense(2)))
                .on(Shape.of(2), Shape.of(3, 2))
                .and(Cases.of(Residual.of(dense(3), tanh())).on(Shape.of(3)))
                .and(Cases.of(new Frozen(dense(3))).on(Shape.of(2)))
                .and(Cases.of(new CoreAssembly().shared(List.of(dense(2), tanh())))
                        .on(Shape.of(2)))
                .and(Cases.of(Sequential.of(Residual.of(dense(2)), Sequential.of(tanh(), Residual.of(dense(2)))))
                        .on(Shape.of(2)));
    }
}
