package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import java.io.IOException;
import java.util.List;

/**
 * The tests that every layer passes. A subclass says what it is run on:
 *
 * <pre>{@code
 * class ScaleTest extends LayerContract {
 *     @Override
 *     protected Cases cases() {
 *         return Cases.of(new Scale(1.5)).on(Shape.of(3)).batches(1, 2);
 *     }
 * }
 * }</pre>
 *
 * <p>The layer is built in FLOAT64, its parameters are moved off their first values by random numbers, and it is run
 * with {@link dev.nnkit.api.StepContext#checking}, which finds misuse of scratch. Bounds: parameter gradients agree
 * across batch splits to 1e-12, FLOAT32 agrees with FLOAT64 to 1e-4, in measure of the largest output and the largest of
 * all gradients; where nothing else is said, bits agree.
 */
public abstract non-sealed class LayerContract extends NetworkContract {
    /** For subclasses. */
    protected LayerContract() {}

    /** What to test. */
    protected abstract Cases cases();

    @Override
    final List<Case> list() {
        return cases().list();
    }

    @Override
    final Network reload(Trial trial, Network network) throws IOException {
        if (!(trial.of().spec() instanceof LayerSpec spec) || !(network instanceof Network.OfLayer of)) {
            throw new IllegalStateException(trial + " is not a layer's.");
        }
        return new Network.OfLayer(saveAndLoad(spec, trial.of().shapes().get(0), of.layer()));
    }

    /**
     * Saves a layer and loads it again: what comes back must answer with the same bits. By default nothing touches a
     * disk: the text of the spec is parsed, and the layer that it builds is given copies of the parameters by their
     * paths, laid out as in files. A contract beside a file format overrides this and writes a file.
     *
     * @param spec that {@code layer} was built from
     * @param example the shape of one example
     * @throws IOException if a file cannot be written or read
     */
    protected Layer saveAndLoad(LayerSpec spec, Shape example, Layer layer) throws IOException {
        Storage storage = new Storage(layer.parameters());
        Layer loaded = Texts.parse(registry(), LayerSpec.class, spec)
                .build(example, Initialization.loading(DataType.FLOAT64, storage));
        storage.requireAllUsed();
        return loaded;
    }
}
