package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import java.util.List;

/** As a user writes it. */
class FlawlessTest extends LayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(new Flawed(Flaw.NONE))
                .on(Shape.of(1), Shape.of(2, 3))
                .batches(1, 2, 5)
                .range(-10, 10);
    }

    @Override
    protected Registry registry() {
        return Registry.of(List.of(new Flawed.Words()));
    }

    @Override
    protected List<Kernels> kernels() {
        return List.of(Kernels.reference(), Kernels.reference());
    }
}
