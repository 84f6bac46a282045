package dev.nnkit.examples;

import dev.nnkit.api.Shape;
import dev.nnkit.gradcheck.junit.Cases;
import dev.nnkit.gradcheck.junit.LayerContract;

class ScaleTest extends LayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(new Scale(1.5)).on(Shape.of(3)).batches(1, 2);
    }
}
