package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeatmapTest {
    @Test
    void everyCellShowsItsCount() {
        Picture picture = Picture.of(PlotSamples.names().toSvg());
        List<String> numbers =
                picture.texts().stream().filter(text -> text.matches("\\d+")).toList();
        assertEquals(List.of("100000", "0", "0", "0", "47", "3", "0", "1234", "49"), numbers);
        // The page, nine cells, the frame.
        assertEquals(11, picture.elements("rect").size());
        Picture.of(PlotSamples.confusion().toSvg());
    }

    @Test
    void theShadeIsTheRootOfTheShareOfTheRow() {
        Picture picture = Picture.of(Heatmap.confusion("t", List.of("a", "b"), new long[][] {{3, 1}, {0, 0}})
                .toSvg());
        List<String> shades = picture.elements("rect").subList(1, 5).stream()
                .map(rect -> rect.getAttribute("fill"))
                .toList();
        assertEquals(List.of(Palette.shade(Math.sqrt(0.75)), "#80a8c6", "#ffffff", "#ffffff"), shades);
    }

    @Property
    void anyCountsCanBeDrawn(
            @ForAll @Size(min = 2, max = 2) List<String> names,
            @ForAll @Size(min = 4, max = 4) List<@LongRange(min = 0) Long> counts,
            @ForAll String title) {
        Heatmap map = new Heatmap(
                title, "actual", "predicted", names, names, List.of(counts.subList(0, 2), counts.subList(2, 4)));
        Picture picture = Picture.of(map.toSvg());
        assertEquals(1 + 2 + 4 + 4, picture.texts().size());
        assertEquals(map.toSvg(), map.toSvg());
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertEquals(
                "heatmap: counts must have 2 rows of 2, as the names say, but have rows of [2, 1].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Heatmap.confusion("t", List.of("a", "b"), new long[][] {{1, 2}, {3}}))
                        .getMessage());
        assertEquals(
                "heatmap: counts must be 0 or more but are [[-1]].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Heatmap.confusion("t", List.of("a"), new long[][] {{-1}}))
                        .getMessage());
    }
}
