package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every Java block in the README and the docs is a part of a file here, which other tests compile and run. */
class SnippetsTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TestFactory
    Stream<DynamicTest> everyBlockIsCompiledCode() throws IOException {
        String sources = read(ROOT.resolve("nn-examples/src"), ".java").stream()
                .map(SnippetsTest::normalised)
                .collect(Collectors.joining("\n"));
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents) {
            Matcher matcher = BLOCK.matcher(Files.readString(document));
            while (matcher.find()) {
                String block = matcher.group(1);
                String name = ROOT.relativize(document) + ": "
                        + block.lines().findFirst().orElse("");
                tests.add(DynamicTest.dynamicTest(
                        name,
                        () -> assertTrue(sources.contains(normalised(block)), "not in nn-examples/src:\n" + block)));
            }
        }
        assertFalse(tests.isEmpty(), "no Java block was found");
        return tests.stream();
    }

    private static List<String> read(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path path :
                    paths.filter(p -> p.toString().endsWith(ending)).sorted().toList()) {
                texts.add(Files.readString(path));
            }
            return texts;
        }
    }

    /** Indentation and line breaks do not count: the docs show parts of methods, at the margin. */
    private static String normalised(String code) {
        return code.replaceAll("\\s+", "");
    }
}
