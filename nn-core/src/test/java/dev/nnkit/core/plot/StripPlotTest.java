package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StripPlotTest {
    private static final List<String> SEEDS = List.of("seed 1", "seed 2", "seed 3");

    @Test
    void everyValueIsADotAndPairsAreJoined() {
        Picture picture = Picture.of(StripPlot.of("t", "score", SEEDS)
                .group("relu", 1, 2, 3)
                .group("gelu", 2, 3, Double.NaN)
                .toSvg());
        assertEquals(5, picture.elements("circle").size());
        assertEquals(
                "gelu, seed 2: 3.00000",
                picture.elements("circle")
                        .get(4)
                        .getElementsByTagName("title")
                        .item(0)
                        .getTextContent());
        assertEquals(
                2,
                picture.elements("line").stream()
                        .filter(line -> line.getAttribute("stroke").equals("#bbbbbb"))
                        .count(),
                "the third seed has no pair");
        assertEquals(1, picture.texts().stream().filter("no score"::equals).count());
        // Two boxes' medians, and a cross.
        assertEquals(4, picture.elements("polyline").size());
    }

    @Test
    void aBoxHoldsQuartilesAndReachesOneAndAHalfOfItsLength() {
        assertEquals(new StripPlot.Box(1, 2, 3, 4, 5), StripPlot.Box.of(new double[] {1, 2, 3, 4, 5}));
        assertEquals(new StripPlot.Box(1, 2, 3, 4, 4), StripPlot.Box.of(new double[] {1, 2, 3, 4, 50}));
        assertEquals(new StripPlot.Box(7, 7, 7, 7, 7), StripPlot.Box.of(new double[] {7}));
    }

    @Property
    void anyValuesCanBeDrawn(@ForAll @Size(3) List<Double> values, @ForAll String name) {
        StripPlot plot = StripPlot.of(name, name, SEEDS)
                .group(name, values.stream().mapToDouble(Double::doubleValue).toArray());
        Picture.of(plot.toSvg());
        assertEquals(plot.toSvg(), plot.toSvg());
    }

    @Test
    void whatDoesNotFitIsSaid() {
        StripPlot plot = StripPlot.of("t", "score", List.of("a"));
        assertEquals(
                "strip plot: relu must have 1 values, one for each of [a], but has 2.",
                assertThrows(IllegalArgumentException.class, () -> plot.group("relu", 1, 2))
                        .getMessage());
    }
}
