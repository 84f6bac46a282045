package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final Pattern TEXT = Pattern.compile("```text\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    private static Path folder;

    private static Path flowers;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        flowers = Flowers.write(folder.resolve("flowers.csv"), 150);
        model = folder.resolve("flowers.safetensors");
        Ran ran = Ran.nn(
                "train",
                "--data",
                flowers,
                "--target",
                "kind",
                "--layers",
                "dense(12) tanh dense(3)",
                "--epochs",
                3,
                "--save",
                model);
        assertEquals(0, ran.code(), ran.err());
    }

    @Test
    void aloneItTellsTheLesson() throws IOException {
        Ran ran = Ran.nn("explain");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("The lesson's own example.\n\nTHE EXAMPLE\n"), ran.out());
        String document =
                Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/backpropagation.md"));
        Matcher blocks = TEXT.matcher(document);
        int count = 0;
        while (blocks.find()) {
            String block = blocks.group(1);
            assertTrue(ran.out().contains(block), block + " is not a part of:\n" + ran.out());
            count++;
        }
        assertTrue(count >= 4, count + " blocks in the document");
    }

    @Test
    void aRowOfATable() {
        Ran ran = Ran.nn("explain", model, "--data", flowers, "--row", 17, "--most", 3, "--learning-rate", 0.5);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().startsWith(model + ", row 17 of " + flowers + "\n"), ran.out());
        for (String part : List.of("3 of 12 neurons", "class ", " -> hidden ", "9 others", "nudge = -0.5 * gradient")) {
            assertTrue(ran.out().contains(part), part + " is not in:\n" + ran.out());
        }
    }

    @Test
    void theLessonAsAPageAndAsThePictureOfTheReadme() throws IOException {
        Path page = folder.resolve("lesson.html");
        Path picture = folder.resolve("lesson.svg");
        Ran ran = Ran.nn("explain", "--html", page, "--svg", picture);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(
                ran.out().endsWith("\npage written to " + page + "\n\npicture written to " + picture + "\n"),
                ran.out());
        assertTrue(Files.readString(page).contains("<h1>The lesson&apos;s own example.</h1>"));
        Path kept = Path.of("").toAbsolutePath().getParent().resolve("docs/images/lesson.svg");
        assertEquals(
                Files.readString(picture),
                Files.readString(kept),
                "docs/images/lesson.svg is stale: ./nn explain --svg docs/images/lesson.svg");
    }

    @Test
    void aPageKnowsTheNamesOfColumns() throws IOException {
        Path page = folder.resolve("flowers.html");
        Ran ran = Ran.nn("explain", model, "--data", flowers, "--row", 3, "--most", 2, "--html", page);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(Files.readString(page).contains("10 others"));
    }

    @Test
    void aPageThatCannotBeWrittenIsAnError() {
        Path nowhere = folder.resolve("nowhere/lesson.html");
        Ran ran = Ran.nn("explain", "--html", nowhere);
        assertTrue(ran.code() != 0);
        assertTrue(ran.err().contains(nowhere.toString()), ran.err());
    }

    @Test
    void aRowOfImages() {
        Path digits = folder.resolve("digits.safetensors");
        Ran.nn("train", "--data", "digits", "--layers", "flatten dense(10)", "--epochs", 1, "--save", digits);
        Ran ran = Ran.nn("explain", digits, "--data", "digits", "--row", 0, "--most", 2);
        assertEquals(0, ran.code(), ran.err());
        for (String part : List.of("pixel ", "There is no hidden layer", "782 others", "class ")) {
            assertTrue(ran.out().contains(part), part + " is not in:\n" + ran.out());
        }
    }

    @Test
    void aRegressionAndABinaryQuestion() {
        Path sine = folder.resolve("sine.safetensors");
        Ran.nn("train", "--data", "sine", "--layers", "dense(4) tanh dense(1)", "--epochs", 1, "--save", sine);
        assertTrue(Ran.nn("explain", sine, "--data", "sine", "--row", 3).out().contains("hidden 4 -> output 1"));
        Path moons = folder.resolve("moons.safetensors");
        Ran.nn("train", "--data", "moons", "--layers", "dense(4) tanh dense(1)", "--epochs", 1, "--save", moons);
        assertTrue(Ran.nn("explain", moons, "--data", "moons", "--row", 3).out().contains("hidden 4 -> class "));
    }

    @Test
    void mistakesAreToldInOneSentence() {
        Path conv = folder.resolve("conv.safetensors");
        Ran.nn(
                "train",
                "--data",
                "digits",
                "--layers",
                "conv2d(1, 5) flatten dense(10)",
                "--epochs",
                1,
                "--save",
                conv);
        String need = "a model needs an example: --data DATA --row N, such as --data iris.csv --row 17.";
        assertMistake(need, model);
        assertMistake(need, model, "--data", flowers);
        assertMistake(need, model, "--row", 1);
        assertMistake(
                "--row must be from 0 to 149, the rows that there are, but is 150.",
                model,
                "--data",
                flowers,
                "--row",
                150);
        assertMistake(
                "--row must be from 0 to 149, the rows that there are, but is -1.",
                model,
                "--data",
                flowers,
                "--row=-1");
        assertMistake(
                "--row is for a model: nn explain MODEL --data DATA --row N. Without one, the lesson is told.",
                "--row",
                1);
        assertMistake(
                "cannot explain conv2d(1, 5) \"0\". It can explain dense layers on examples of shape [features],"
                        + " activations, flatten, dropout, and sequential and frozen around them.",
                conv,
                "--data",
                "digits",
                "--row",
                1);
        assertMistake("most, the lines of a list, must be 1 or more but is 0.", "--most", 0);
        assertMistake(
                "the learning rate must be 0 or more and finite but is -1.0.",
                model,
                "--data",
                flowers,
                "--row",
                1,
                "--learning-rate=-1");
        assertMistake(
                model + " is a model of a table, but --data moons is a generator. Give a table with its columns:"
                        + " --data FILE.csv.",
                model,
                "--data",
                "moons",
                "--row",
                1);
    }

    private static void assertMistake(String sentence, Object... arguments) {
        Ran ran = Ran.nn(Ran.join(List.of("explain"), arguments));
        assertEquals(2, ran.code(), ran.err());
        assertEquals("nn explain: " + sentence + "\n", ran.err());
        assertEquals("", ran.out());
    }
}
