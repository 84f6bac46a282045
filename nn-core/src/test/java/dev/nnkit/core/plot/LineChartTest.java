package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class LineChartTest {
    @Test
    void aCurveGoesFromPointToPoint() {
        LineChart chart = LineChart.of("t", "x", "y").series("s", 0, 10, 5);
        Picture picture = Picture.of(chart.toSvg());
        double[] places = places(picture.elements("polyline").get(0));
        assertEquals(6, places.length);
        assertEquals(280, places[2] - places[0], 0.02);
        assertEquals(280, places[4] - places[2], 0.02);
        assertEquals(320, places[1] - places[3], 0.02);
        assertEquals(160, places[5] - places[3], 0.02);
        assertTrue(picture.texts().containsAll(List.of("t", "x", "y", "s", "0", "10", "1", "2", "3")));
    }

    @Test
    void aLogarithmicAxisGivesEveryDecadeTheSameRoom() {
        LineChart chart = LineChart.of("t", "rate", "y")
                .series(
                        "s",
                        List.of(
                                new LineChart.Point(0.001, 1),
                                new LineChart.Point(0.1, 2),
                                new LineChart.Point(10, 3),
                                new LineChart.Point(0, 4)))
                .logarithmicAcross();
        double[] places = places(Picture.of(chart.toSvg()).elements("polyline").get(0));
        assertEquals(6, places.length, "0 has no place on such an axis");
        assertEquals(280, places[2] - places[0], 0.02);
        assertEquals(280, places[4] - places[2], 0.02);
    }

    @Test
    void aBandLiesBehindItsCurveAndIsSeenWhole() {
        LineChart chart = LineChart.of("t", "x", "y")
                .series(
                        "s",
                        List.of(new LineChart.Point(1, 5), new LineChart.Point(2, 5)),
                        List.of(
                                new LineChart.Span(1, 0, 10),
                                new LineChart.Span(1.5, Double.NaN, 7),
                                new LineChart.Span(2, 4, 6)));
        Picture picture = Picture.of(chart.toSvg());
        double[] corners = places(picture.elements("polygon").get(0));
        assertEquals(8, corners.length, "a span that is not known is left out");
        assertEquals(320, corners[7] - corners[1], 0.02, "from 10 to 0 is the whole height");
        assertTrue(chart.toSvg().indexOf("<polygon") < chart.toSvg().indexOf("<polyline"));
    }

    private static double[] places(Element shape) {
        return Arrays.stream(shape.getAttribute("points").split("[ ,]"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void valuesThatCannotBeDrawnAreGaps() {
        Picture picture = Picture.of(PlotSamples.gaps().toSvg());
        List<String> curves = picture.elements("polyline").stream()
                .map(curve -> curve.getAttribute("points"))
                .toList();
        // Two pieces, and a swatch for each name; five dots of the broken curve and the lonely one.
        assertEquals(5, curves.size());
        assertEquals(6, picture.elements("circle").size());
        assertEquals(
                List.of(),
                Picture.of(LineChart.of("t", "x", "y")
                                .series("s", -1, 0)
                                .logarithmic()
                                .toSvg())
                        .elements("circle"));
    }

    @Test
    void namesStandBesideTheEndsOfTheirCurves() {
        Picture picture = Picture.of(LineChart.of("t", "x", "y")
                .series("low", 5, 1)
                .series("high", 0, 9)
                .toSvg());
        List<String> names = picture.texts().stream()
                .filter(text -> text.equals("low") || text.equals("high"))
                .toList();
        assertEquals(List.of("high", "low"), names);
    }

    @Test
    void manyCurvesDifferInColourOrDashes() {
        LineChart chart = LineChart.of("t", "x", "y");
        for (int i = 0; i < 28; i++) {
            chart = chart.series("s" + i, i, i);
        }
        Set<String> styles = new HashSet<>();
        for (Element curve : Picture.of(chart.toSvg()).elements("polyline").subList(0, 28)) {
            styles.add(curve.getAttribute("stroke") + " " + curve.getAttribute("stroke-dasharray"));
        }
        assertEquals(28, styles.size());
    }

    /** Whatever the numbers and names are, it is XML, inside its page, the same each time, and no name covers another. */
    @Property
    void anyChartCanBeDrawn(
            @ForAll String title,
            @ForAll @Size(max = 5) List<@Size(max = 6) List<Double>> curves,
            @ForAll @Size(max = 6) List<Double> places,
            @ForAll boolean logarithmic) {
        LineChart chart = LineChart.of(title, "epoch", "loss");
        for (List<Double> values : curves) {
            List<LineChart.Point> points = IntStream.range(0, Math.min(values.size(), places.size()))
                    .mapToObj(i -> new LineChart.Point(places.get(i), values.get(i)))
                    .toList();
            chart = chart.series("name of " + values.size() + title, points);
        }
        chart = logarithmic ? chart.logarithmic() : chart;
        String svg = chart.toSvg();
        assertEquals(svg, chart.toSvg());
        List<Element> names = Picture.of(svg).elements("text").stream()
                .filter(text -> text.getAttribute("text-anchor").equals("start"))
                .toList();
        assertEquals(curves.size(), names.size());
        for (int i = 1; i < names.size(); i++) {
            double apart = Picture.number(names.get(i), "y") - Picture.number(names.get(i - 1), "y");
            assertTrue(apart > Drawing.LINE - 0.1, () -> svg);
        }
    }

    @Test
    void textsAreTextEvenIfTheyLookLikeTags() {
        String title = "<script>&\"' \u0000\ud800 \u00e4\u6f22";
        String svg = LineChart.of(title, "x", "y").toSvg();
        assertEquals(
                "<script>&\"' \ufffd\ufffd \u00e4\u6f22",
                Picture.of(svg).texts().get(0));
        assertNotEquals(-1, svg.indexOf("&lt;script&gt;&amp;&quot;"));
    }

    @Test
    void picturesAreWrittenAsUtf8(@TempDir Path folder) throws IOException {
        String svg = LineChart.of("\u00e4", "x", "y").toSvg();
        Svg.write(folder.resolve("a.svg"), svg);
        assertEquals(svg, Files.readString(folder.resolve("a.svg")));
    }
}
