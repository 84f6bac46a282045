package dev.nnkit.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.htmlunit.MockWebConnection;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;

/** A page as HtmlUnit, a browser in plain Java, shows it. A fault of its script is an error. */
final class Browsed implements AutoCloseable {
    private static final String ADDRESS = "http://page.invalid/";

    private final WebClient client = new WebClient();
    private final HtmlPage page;

    Browsed(String html, String behindAddress) {
        MockWebConnection web = new MockWebConnection();
        web.setDefaultResponse(html.getBytes(StandardCharsets.UTF_8), 200, "OK", "text/html;charset=UTF-8");
        client.setWebConnection(web);
        client.getOptions().setThrowExceptionOnScriptError(true);
        try {
            page = client.getPage(URI.create(ADDRESS + behindAddress).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    HtmlPage page() {
        return page;
    }

    DomElement element(String id) {
        return page.getHtmlElementById(id);
    }

    String text(String id) {
        return page.getElementById(id).getTextContent();
    }

    /** Of a circle or a line. */
    String title(String id) {
        return page.getElementById(id).querySelector("title").getTextContent();
    }

    @Override
    public void close() {
        client.close();
    }
}
