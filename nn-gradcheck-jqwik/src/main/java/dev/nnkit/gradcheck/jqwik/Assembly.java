package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.LayerSpec;
import java.util.List;
import net.jqwik.api.Arbitrary;

/**
 * The layers and containers of a library, for {@link Networks} to draw whole networks of. Implement it once, beside the
 * tests of the library.
 */
public interface Assembly {
    /**
     * Single layers. One that does not fit the place that it is drawn for is left out, so they may be of all kinds.
     * Those that come first are what others shrink to.
     */
    Arbitrary<LayerSpec> layers();

    /** A layer that turns the last axis into one of this many features, as a dense layer does. */
    LayerSpec linear(int features);

    /** One after the other; at least one. */
    LayerSpec sequential(List<LayerSpec> layers);

    /** {@code y = x + f(x)} for a chain whose output has the shape of its input. */
    LayerSpec residual(List<LayerSpec> layers);

    /** {@code y = f(f(x))} with one set of parameters, for a chain whose output has the shape of its input. */
    LayerSpec shared(List<LayerSpec> layers);
}
