package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.DataType;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ExplanationSvgTest {
    @Property(tries = 50)
    void isXmlAndEverythingIsInside(@ForAll long seed) {
        Element svg = Xml.parse(
                new ExplanationSvg().of(Drawn.from(seed, DataType.FLOAT64).explained(), "a < b & \"c\""));
        assertEquals("a < b & \"c\"", Xml.texts(svg, "title").get(0));
        double width = Double.parseDouble(svg.getAttribute("width"));
        double height = Double.parseDouble(svg.getAttribute("height"));
        for (Element text : Xml.elements(svg, "text")) {
            if (text.hasAttribute("x")) {
                double length = text.getTextContent().length() * Double.parseDouble(text.getAttribute("font-size")) / 2;
                double x = Double.parseDouble(text.getAttribute("x"));
                boolean middle = text.getAttribute("text-anchor").equals("middle");
                assertTrue(x + (middle ? length / 2 : length) <= width, text.getTextContent());
                assertTrue(Double.parseDouble(text.getAttribute("y")) <= height, text.getTextContent());
            }
        }
    }

    @Test
    void showsSignsSizesAndNumbers() {
        Element svg = Xml.parse(new ExplanationSvg().of(Examples.lessonExplained(), "lesson"));
        List<Element> lines = Xml.elements(svg, "line").stream()
                .filter(line -> line.getAttribute("class").equals("ink"))
                .toList();
        assertEquals(6, lines.size());
        assertEquals(NetworkDrawing.POSITIVE, lines.get(0).getAttribute("stroke"));
        assertEquals(NetworkDrawing.NEGATIVE, lines.get(3).getAttribute("stroke"));
        assertEquals("7", lines.get(3).getAttribute("stroke-width"));
        assertEquals("4", lines.get(2).getAttribute("stroke-width"));
        assertTrue(Xml.texts(svg, "title")
                .contains("hidden 1, sum 0.5, out 0.5, slope 1, bias 0, shares 0.2, weights 0.06, exact 0.015,"
                        + " bias gradient -0.015, bias nudge 0.0075"));
        assertTrue(Xml.texts(svg, "text").contains("target 0.8"));
    }

    @Test
    void whatIsNotShownOneByOneAddsUp() {
        Explanation explanation = ExplanationHtmlTest.explained(Activations.tanh(), 30);
        NetworkDrawing drawing = new ExplanationSvg(Names.none(), 4).drawing(explanation);
        DenseStep step = explanation.steps().get(1);
        assertEquals(5, drawing.view().columns().get(2).size());
        assertEquals("26 others", drawing.groups().name(explanation, Names.none(), 2, 4));
        double exact = drawing.view().columns().get(2).stream()
                .mapToDouble(View.Circle::exact)
                .sum();
        assertEquals(step.neurons().stream().mapToDouble(n -> n.blame().exact()).sum(), exact, 1e-12);
        List<List<View.Line>> lines = drawing.view().lines().get(1);
        for (int j = 0; j < 4; j++) {
            int column = j;
            View.Circle circle = drawing.view().columns().get(2).get(j);
            double adds =
                    lines.stream().mapToDouble(from -> from.get(column).adds()).sum();
            assertEquals(circle.sum(), adds + circle.bias(), 1e-12);
        }
        for (int i = 0; i < 5; i++) {
            double back = lines.get(i).stream().mapToDouble(View.Line::back).sum();
            assertEquals(drawing.view().columns().get(1).get(i).exact(), back, 1e-12);
        }
    }

    @Test
    void numbersHaveRoomInACircle() {
        assertEquals("0.0398", Figures.brief(0.0398));
        assertEquals("-0.0075", Figures.brief(-0.00751));
        assertEquals("-7.5e-4", Figures.brief(-0.00075));
        assertEquals("1.2e+4", Figures.brief(12345));
        assertEquals("-123", Figures.brief(-123.4));
        assertEquals("0.000139946", Figures.full(0.0001399462));
        assertEquals("1.2346e-5", Figures.full(0.0000123456));
        assertEquals("undefined", Figures.full(Double.NaN));
    }
}
