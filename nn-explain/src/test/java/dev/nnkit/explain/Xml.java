package dev.nnkit.explain;

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

/** Markup as the JDK's XML parser reads it. */
final class Xml {
    private Xml() {}

    static Element parse(String text) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not XML: " + text, e);
        }
    }

    /** A page without what its scripts and its style sheet hold, whose rules are not those of XML. */
    static Element parsePage(String html) {
        return parse(html.replaceAll("(?s)(<script[^>]*>|<style>).*?(</script>|</style>)", "$1$2"));
    }

    static List<Element> elements(Element root, String tag) {
        NodeList nodes = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    static List<String> texts(Element root, String tag) {
        return elements(root, tag).stream().map(Element::getTextContent).toList();
    }
}
