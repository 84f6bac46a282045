package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.gradcheck.junit.LayerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every layer, and beside it: what a model file gives back has the same bits. */
public abstract class CoreLayerContract extends LayerContract {
    @TempDir
    private Path folder;

    @Override
    protected Layer saveAndLoad(LayerSpec spec, Shape example, Layer layer) throws IOException {
        Network network = Network.build(spec, example, DataType.FLOAT64, 1);
        for (int i = 0; i < network.parameters().size(); i++) {
            Parameter from = layer.parameters().get(i);
            assertEquals(from.path(), network.parameters().get(i).path());
            network.parameters().get(i).value().set(from.value());
        }
        Path file = folder.resolve("layer.safetensors");
        ModelFile.write(file, new Model(network, Task.REGRESSION, Losses.meanSquaredError(), List.of()));
        return ModelFile.read(file).model().network().layer();
    }
}
