package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightImagesTest {
    private static Optional<ImageGrid> grid(String layers, int... example) {
        return WeightImages.ofFirstLayer(Network.build(Sequential.parse(layers), Shape.of(example), 1));
    }

    @Test
    void weightsOfAUnitAreAnImage() {
        Network network = PlotSamples.images(1);
        Tensor weights = network.parameters().get(0).value();
        ImageGrid grid = WeightImages.ofFirstLayer(network).orElseThrow();
        assertEquals("First weights, 1.weight: the 24 largest of 30", grid.title());
        assertEquals(24, grid.tiles().size());
        ImageGrid.Tile first = grid.tiles().get(0);
        int unit = Integer.parseInt(first.caption().split(":", 2)[0]);
        double largest = 0;
        for (int i = 0; i < 30; i++) {
            largest = Math.max(largest, Math.abs(weights.at(i, unit)));
        }
        assertEquals(Shape.of(6, 5, 3), first.image().shape());
        // row 2, column 3 is the 13th number of the flattened image
        double[] colour = Palette.diverging((weights.at(13, unit) / largest + 1) / 2);
        for (int c = 0; c < 3; c++) {
            assertEquals(colour[c], first.image().at(2, 3, c), 1e-6);
        }
    }

    @Test
    void filtersAreSquares() {
        ImageGrid grid = grid("conv2d(4, 3) relu flatten dense(2)", 8, 8, 3).orElseThrow();
        assertEquals(4, grid.tiles().size());
        assertEquals(Shape.of(3, 3, 3), grid.tiles().get(0).image().shape());
        assertEquals("First weights, 0.weight", grid.title());
    }

    @Test
    void zeroIsWhite() {
        Network network = PlotSamples.images(1);
        network.parameters().get(0).value().fill(0);
        Tensor image =
                WeightImages.ofFirstLayer(network).orElseThrow().tiles().get(0).image();
        assertEquals(1, image.at(0, 0, 0), 1e-6);
        assertEquals(1, image.at(5, 4, 2), 1e-6);
    }

    @Test
    void otherNetworksHaveNone() {
        assertTrue(grid("dense(4) relu dense(2)", 9).isEmpty());
        assertTrue(grid("maxPool2d(2) flatten dense(4)", 4, 6, 1).isEmpty());
        assertTrue(grid("flatten dense(4)", 4, 6, 2).isEmpty());
        assertTrue(grid("flatten relu", 4, 6, 1).isEmpty());
    }
}
