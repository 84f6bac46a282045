package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
    private static final Pattern FITNESS =
            Pattern.compile("best fitness, first and last generation: (\\S+) and (\\S+), (\\S+) times");

    @TempDir
    private Path folder;

    @Test
    void aloneItListsTheDemos() {
        Ran ran = Ran.nn("demo");
        assertEquals(0, ran.code(), ran.err());
        for (String part : List.of("nn demo ways ", "nn demo steering ", "--help tells more")) {
            assertTrue(ran.out().contains(part), ran.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ways", "steering"})
    void everyDemoHasAnExample(String demo) {
        Ran ran = Ran.nn("demo", demo, "--help");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("nn demo " + demo + " --"), ran.out());
    }

    @Test
    void waysComparesAllOfThem() throws IOException {
        Ran ran = Ran.nn("demo", "ways", "--budget", 300, "--output", folder.resolve("new"));
        assertEquals(0, ran.code(), ran.err());
        for (String way : List.of(
                "perceptron rule",
                "linear, gradient",
                "linear, closed form",
                "random search",
                "evolution",
                "backpropagation")) {
            // A row in each of the two tables, and a sentence.
            assertEquals(
                    3,
                    ran.out()
                            .lines()
                            .filter(line -> line.strip().startsWith(way))
                            .count(),
                    way + "\n" + ran.out());
            for (String picture : List.of("ways-line.svg", "ways-xor.svg")) {
                assertTrue(
                        Files.readString(folder.resolve("new").resolve(picture)).contains(">" + way + "<"), way);
            }
        }
        assertTrue(ran.out().contains("It cannot do exclusive or"), ran.out());
    }

    @Test
    void steeringImprovesFivefold() throws IOException {
        Ran ran = Ran.nn("demo", "steering", "--output", folder);
        assertEquals(0, ran.code(), ran.err());
        Matcher fitness = FITNESS.matcher(ran.out());
        assertTrue(fitness.find(), ran.out());
        double first = Double.parseDouble(fitness.group(1));
        double last = Double.parseDouble(fitness.group(2));
        assertTrue(first > 0 && last >= 5 * first, ran.out());
        assertTrue(ran.out().contains("in 50 worlds that none has seen"), ran.out());
        String svg = Files.readString(folder.resolve("steering.svg"));
        assertTrue(svg.contains("best of generation 1: ") && svg.contains("best of generation 40: "), svg);
    }

    @Test
    void theSameSeedTellsTheSameForAnyNumberOfThreads() throws IOException {
        Object[] small = {"demo", "steering", "--seed", 7, "--generations", 3, "--population", 8, "--output", folder};
        Ran one = Ran.nn(Ran.join(List.of(small), "--threads", 1));
        byte[] picture = Files.readAllBytes(folder.resolve("steering.svg"));
        Ran two = Ran.nn(Ran.join(List.of(small), "--threads", 2));
        assertEquals(0, one.code(), one.err());
        assertEquals(one.out(), two.out());
        assertEquals(-1, Arrays.mismatch(picture, Files.readAllBytes(folder.resolve("steering.svg"))));
    }

    @Test
    void quietMeansQuiet() {
        Ran ran = Ran.nn("demo", "steering", "--quiet", "--generations", 2, "--population", 3, "--output", folder);
        assertEquals(0, ran.code(), ran.err());
        assertEquals("", ran.out() + ran.err());
        assertTrue(Files.exists(folder.resolve("steering.svg")));
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertMistake("nn demo ways: --budget must be 4 or more but is 3.", "ways", "--budget", 3);
        assertMistake("nn demo ways: --output " + file + " is a file. Give a folder.", "ways", "--output", file);
        assertMistake("nn demo steering: --generations must be 2 or more but is 1.", "steering", "--generations", 1);
        assertMistake("nn demo steering: --population must be 3 or more but is 2.", "steering", "--population", 2);
        assertMistake("nn demo steering: --threads must be 1 or more but is 0.", "steering", "--threads", 0);
        Ran unknown = Ran.nn("demo", "swimming");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("swimming"), unknown.err());
    }

    private static void assertMistake(String sentence, Object... args) {
        Ran ran = Ran.nn(Ran.join(List.of("demo"), args));
        assertEquals(2, ran.code(), ran.out());
        assertEquals(sentence, ran.err().strip());
    }
}
