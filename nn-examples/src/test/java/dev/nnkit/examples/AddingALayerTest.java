package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that the instructions name exist. */
class AddingALayerTest {
    @Test
    void everyFileThatIsNamedExists() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        Matcher files =
                Pattern.compile("`(nn-[^`]*/[^`]*)`").matcher(Files.readString(root.resolve("docs/adding-a-layer.md")));
        int found = 0;
        while (files.find()) {
            assertTrue(Files.isRegularFile(root.resolve(files.group(1))), files.group(1));
            found++;
        }
        assertTrue(found >= 5, "only " + found + " files are named");
    }
}
