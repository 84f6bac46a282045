package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG as the JDK's XML parser reads it, with the checks that hold for every picture. */
final class Picture {
    private final Element root;
    private final double width;
    private final double height;

    private Picture(Element root) {
        this.root = root;
        this.width = Double.parseDouble(root.getAttribute("width"));
        this.height = Double.parseDouble(root.getAttribute("height"));
    }

    static Picture of(String svg) {
        try {
            Picture picture = new Picture(DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement());
            assertEquals("svg", picture.root.getTagName());
            picture.requireAllInside();
            return picture;
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not XML: " + svg, e);
        }
    }

    /** Texts are measured with the same guess as when they were placed. */
    private void requireAllInside() {
        for (Element rect : elements("rect")) {
            requireInside(number(rect, "x"), number(rect, "y"), rect);
            requireInside(number(rect, "x") + number(rect, "width"), number(rect, "y") + number(rect, "height"), rect);
        }
        for (Element line : elements("line")) {
            requireInside(number(line, "x1"), number(line, "y1"), line);
            requireInside(number(line, "x2"), number(line, "y2"), line);
        }
        for (Element dot : elements("circle")) {
            requireInside(number(dot, "cx"), number(dot, "cy"), dot);
        }
        for (Element curve : elements("polyline")) {
            for (String point : curve.getAttribute("points").split(" ", -1)) {
                String[] place = point.split(",", -1);
                requireInside(Double.parseDouble(place[0]), Double.parseDouble(place[1]), curve);
            }
        }
        for (Element text : elements("text")) {
            if (!text.hasAttribute("transform")) {
                double length = Drawing.width(text.getTextContent(), number(text, "font-size"));
                double left = switch (text.getAttribute("text-anchor")) {
                    case "middle" -> number(text, "x") - length / 2;
                    case "end" -> number(text, "x") - length;
                    default -> number(text, "x");
                };
                requireInside(left, number(text, "y"), text);
                requireInside(left + length, number(text, "y"), text);
            }
        }
    }

    private void requireInside(double x, double y, Element what) {
        boolean inside = x >= -0.1 && x <= width + 0.1 && y >= -0.1 && y <= height + 0.1;
        assertTrue(
                inside,
                () -> what.getTagName() + " \"" + what.getTextContent() + "\" at " + x + ", " + y + " lies outside "
                        + width + " by " + height);
    }

    List<Element> elements(String tag) {
        NodeList nodes = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    List<String> texts() {
        return elements("text").stream().map(Element::getTextContent).toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
