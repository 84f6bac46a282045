package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SurfaceAndDoctorTest {
    @TempDir
    private Path folder;

    private Ran train(String name, Object... more) {
        return Ran.nn(Ran.join(List.of("train", "--save", folder.resolve(name + ".safetensors")), more));
    }

    private List<String> files(String in) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aSurfaceIsDrawnAfterEachEpochAndOfTheModel() throws IOException {
        Ran ran = train("m", "--data", "spirals", "--epochs", 3, "--surface", folder.resolve("a/film"));
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("film:   " + folder.resolve("a/film/film.html")), ran.out());
        assertEquals(
                List.of(
                        "epoch-0000.svg",
                        "epoch-0001.svg",
                        "epoch-0002.svg",
                        "epoch-0003.svg",
                        "film.html",
                        "film.svg",
                        "strip.svg"),
                files("a/film"));
        assertTrue(Files.readString(folder.resolve("a/film/epoch-0000.svg")).contains("before training"));
        assertTrue(Files.exists(folder.resolve("m-surface.svg")));
        assertTrue(Files.exists(folder.resolve("m-confusion.svg")));
        Path output = folder.resolve("s.svg");
        Ran drawn = Ran.nn(
                "surface", folder.resolve("m.safetensors"), "--data", "spirals", "--rows", "0:50", "--output", output);
        assertEquals(new Ran(0, "drawn: " + output + System.lineSeparator(), ""), drawn);
        assertTrue(Files.readString(output).contains("What the network answers: spirals"));
    }

    @Test
    void watchingChangesNothing() throws IOException {
        assertEquals(
                0,
                train("plain", "--data", "moons", "--epochs", 3, "--no-doctor").code());
        assertEquals(
                0,
                train("seen", "--data", "moons", "--epochs", 3, "--surface", folder.resolve("f"))
                        .code());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("plain.safetensors")),
                Files.readAllBytes(folder.resolve("seen.safetensors")));
    }

    @Test
    void otherNetworksHaveNoSurface() {
        Ran ran = train("sine", "--data", "sine", "--epochs", 1, "--surface", folder.resolve("f"));
        assertEquals(2, ran.code());
        assertEquals(
                "nn train: a surface is drawn of networks that take two numbers and answer with classes or one number,"
                        + " but this one takes [[1]] and gives [[1]]. Of the data that nn makes itself, spirals, circles,"
                        + " moons and xor have two inputs.",
                ran.err().strip());
        assertFalse(Files.exists(folder.resolve("f")));
    }

    @Test
    void aTableOfTwoFeaturesHasASurface() throws IOException {
        Path table = folder.resolve("t.csv");
        StringBuilder text = new StringBuilder("width,length,kind\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 7)
                    .append(',')
                    .append(i % 11)
                    .append(',')
                    .append(i % 7 > 3 ? "wide" : "narrow")
                    .append('\n');
        }
        Files.writeString(table, text);
        Ran ran = train("t", "--data", table, "--target", "kind", "--layers", "dense(4) tanh dense(2)", "--epochs", 2);
        assertEquals(0, ran.code(), ran.err());
        String svg = Files.readString(folder.resolve("t-surface.svg"));
        assertTrue(svg.contains("width, scaled") && svg.contains(">narrow<"), svg);
    }

    @Test
    void evaluateDraws() throws IOException {
        train("m", "--data", "digits", "--train-rows", "0:300", "--test-rows", "300:400", "--epochs", 1);
        assertTrue(Files.exists(folder.resolve("m-weights.svg")));
        Ran ran = Ran.nn(
                "evaluate",
                folder.resolve("m.safetensors"),
                "--data",
                "digits",
                "--rows",
                "0:100",
                "--pictures",
                folder.resolve("pictures"));
        assertEquals(0, ran.code(), ran.err());
        assertEquals(List.of("confusion.svg", "mistakes.svg", "weights.svg"), files("pictures"));
        assertTrue(ran.out().contains("drawn:  " + folder.resolve("pictures/confusion.svg")), ran.out());
        Ran wrong = Ran.nn(
                "evaluate",
                folder.resolve("m.safetensors"),
                "--data",
                "digits",
                "--rows",
                "0:100",
                "--pictures",
                folder.resolve("m.safetensors"));
        assertEquals(
                "nn evaluate: " + folder.resolve("m.safetensors")
                        + ": the folder cannot be made: there is a file of that name.",
                wrong.err().strip());
    }

    @Test
    void theDoctorSpeaksAfterTraining() {
        Path report = folder.resolve("r.json");
        Ran healthy = train("h", "--data", "moons", "--epochs", 5, "--optimizer", "adam(0.01)");
        assertTrue(healthy.out().contains("doctor: nothing looks wrong"), healthy.out());
        Ran ill = train("i", "--data", "moons", "--epochs", 6, "--optimizer", "adam(2)", "--report", report);
        assertTrue(ill.out().contains(" things look wrong"), ill.out());
        assertTrue(ill.out().contains("  - Learning rate too high: "), ill.out());
        JsonNode findings = JsonMapper.shared().readTree(report.toFile()).get("doctor");
        assertEquals("LEARNING_RATE_TOO_HIGH", findings.get(0).get("symptom").asString());
        assertTrue(findings.get(0).get("figure").asDouble() > 0.03, findings.toString());
        Ran silent = train("s", "--data", "moons", "--epochs", 6, "--optimizer", "adam(2)", "--no-doctor");
        assertFalse(silent.out().contains("doctor"), silent.out());
    }

    @Test
    void theDoctorSpeaksOfARunThatEndedEarly() {
        Ran ran = train("n", "--data", "moons", "--epochs", 3, "--optimizer", "sgd(1e38)");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("doctor: something looks wrong"), ran.err());
        assertTrue(ran.err().contains("  - The loss is no longer a number: "), ran.err());
    }
}
