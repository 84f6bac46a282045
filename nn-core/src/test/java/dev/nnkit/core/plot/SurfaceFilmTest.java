package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SurfaceFilmTest {
    @Test
    void everyPlotIsAFrameAndOnlyTheLastIsSeenWithoutAnimation() {
        String svg = PlotSamples.film().toSvg();
        Picture picture = Picture.of(svg);
        List<String> classes = picture.elements("g").stream()
                .map(group -> group.getAttribute("class"))
                .toList();
        assertEquals(30, classes.size());
        assertEquals(29, classes.indexOf("last"));
        assertTrue(svg.contains(".frame{visibility:hidden}"), svg);
        assertTrue(svg.contains("prefers-reduced-motion"), svg);
        // 30 frames of 0.2 s and 2 s at the end
        assertEquals("animation-delay:-8.0s", picture.elements("g").get(0).getAttribute("style"));
        assertEquals("animation-delay:-2.2s", picture.elements("g").get(29).getAttribute("style"));
        assertEquals(svg, PlotSamples.film().toSvg());
    }

    @Test
    void thePageHoldsAllThatItNeeds() {
        SurfacePlot odd = PlotSamples.surface().caption("\"quoted\" </script> \u00e9");
        String page = new SurfaceFilm(List.of(PlotSamples.surface(), odd)).toHtml();
        assertTrue(page.contains("<title>Left &amp; right</title>"), page);
        assertTrue(page.contains("[\"\\u0022quoted\\u0022 \\u003c/script> \\u00e9\", \""), page);
        assertTrue(page.contains("max=\"1\" value=\"1\""), page);
        assertEquals(1, page.split("</script>", -1).length - 1);
        assertFalse(
                page.contains("http://")
                        && page.replace("http://www.w3.org/2000/svg", "").contains("http"),
                page);
        assertFalse(page.matches("(?s).*@(title|last|picture|frames)@.*"), page);
    }

    @Test
    void aStripShowsMoreOfTheBeginning() {
        List<String> captions = Picture.of(PlotSamples.film().strip(2)).texts();
        assertEquals(
                List.of(
                        "Left & right",
                        "epoch 0, loss 30",
                        "epoch 1, loss 29",
                        "epoch 5, loss 25",
                        "epoch 10, loss 20",
                        "epoch 19, loss 11",
                        "epoch 29, loss 1"),
                captions);
        assertEquals(31, Picture.of(PlotSamples.film().strip(10)).texts().size());
        List<Element> alone = Picture.of(new SurfaceFilm(List.of(PlotSamples.surface())).strip(3))
                .elements("image");
        assertEquals(1, alone.size());
    }

    @Test
    void nothingIsNoFilm() {
        SurfacePlotTest.assertMessage(
                "film: there must be 1 surface or more but there are none.", () -> new SurfaceFilm(List.of()));
        SurfacePlotTest.assertMessage(
                "film: columns must be 1 or more but is 0.",
                () -> PlotSamples.film().strip(0));
    }
}
