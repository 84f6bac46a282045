package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nnkit.api.DataType;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link PageArithmeticTest}, in Chromium or Chrome, where there is one, which has other mathematical functions than the JVM. */
class RealBrowserTest {
    private static final String PROPERTY = "nnkit.browser";
    private static final Pattern NUMBERS = Pattern.compile("(?s)<pre id=\"numbers\">(.*?)</pre>");
    private static final long SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void turnedKnobsGiveTheNumbersOfTheTurnedNetwork() throws Exception {
        String browser = browser();
        for (long seed : new long[] {3, 4}) {
            var turned = PageArithmeticTest.Turned.of(Drawn.from(seed, DataType.FLOAT64), 3, seed);
            Matcher found = NUMBERS.matcher(shown(browser, turned.html(), "#step=2&set=" + turned.setting()));
            assertTrue(found.find());
            Numbers.assertClose(turned.numbers(), found.group(1));
        }
    }

    private static String browser() {
        String named = System.getProperty(PROPERTY);
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
        String found = named != null
                ? named
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst()
                        .orElse(null);
        assumeTrue(
                found != null,
                "skipped: no chromium or chrome on PATH; -D" + PROPERTY + "=FILE names one. PageArithmeticTest"
                        + " makes the same check in HtmlUnit.");
        return found;
    }

    /** The page as its script has left it. */
    private String shown(String browser, String html, String behindAddress) throws IOException, InterruptedException {
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Path dump = folder.resolve("dump.html");
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri() + behindAddress)
                .redirectOutput(dump.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the browser did not end");
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(dump, StandardCharsets.UTF_8);
    }
}
