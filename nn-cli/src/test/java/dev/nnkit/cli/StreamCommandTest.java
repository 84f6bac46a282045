package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.data.IdxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Training from files that are read as they are needed. */
class StreamCommandTest {
    @TempDir
    private Path folder;

    private Ran train(String model, Object... more) {
        return Ran.nn(Ran.join(
                List.of("train", "--save", folder.resolve(model), "--report", folder.resolve(model + ".json")), more));
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private Path flowers() throws IOException {
        return Flowers.write(folder.resolve("flowers.csv"), 400);
    }

    /** Digits in a pair of IDX files. */
    private Path digits(String name, int rows, long seed) throws IOException {
        Files.createDirectories(folder.resolve("digits"));
        Dataset digits = Generators.named("digits").generate(rows, seed);
        IdxFile.writeImages(
                folder.resolve("digits").resolve(name + "-images-idx3-ubyte"),
                digits.inputs().get(0));
        IdxFile.write(
                folder.resolve("digits").resolve(name + "-labels-idx1-ubyte"),
                digits.targets().get(0),
                IdxType.UNSIGNED_BYTE);
        return folder.resolve("digits");
    }

    /** The report without what a run of the same work may have otherwise. */
    private JsonNode report(String model) {
        ObjectNode report = (ObjectNode)
                JsonMapper.shared().readTree(folder.resolve(model + ".json").toFile());
        report.remove(List.of("seconds", "samplesPerSecond", "notes"));
        report.get("epochs").forEach(epoch -> ((ObjectNode) epoch).remove("seconds"));
        ((ObjectNode) report.get("settings")).remove(List.of("save", "stream"));
        return report;
    }

    /** What is printed, without speeds, the names of models, and that it is a stream. */
    private static List<String> said(Ran ran) {
        assertEquals("", ran.err());
        List<String> lines = new ArrayList<>();
        for (String line : ran.out().split("\n", -1)) {
            boolean differs = line.isEmpty() || line.startsWith("stream ") || line.startsWith("read as a stream: ");
            if (!differs) {
                lines.add(line.replaceAll("  [0-9,]+ samples/s", "").replace("memory", "stream"));
            }
        }
        return lines;
    }

    private void assertSameRuns(Object... settings) throws IOException {
        List<String> inMemory = said(train("memory.safetensors", settings));
        List<String> streamed = said(train("stream.safetensors", Ran.join(List.of(settings), "--stream")));
        assertEquals(inMemory, streamed);
        assertEquals(report("memory.safetensors"), report("stream.safetensors"));
        assertArrayEquals(bytes("memory.safetensors"), bytes("stream.safetensors"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--target kind --split-column part",
                "--target kind --split-column part --validation 0.2 --missing mean",
                "--target kind --validation 0.1 --precision float64",
                "--target colour --train-rows 0:300 --test-rows 320:400 --layers dense(1)",
                "--target price --split-column part --features length,width --scale minmax --loss huber",
                "--target kind --features length,width,colour --loss meanSquaredError"
            })
    void aTableAsInMemory(String settings) throws IOException {
        assertSameRuns(Ran.join(List.of("--data", flowers(), "--epochs", 3), (Object[]) settings.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--layers dense(16)|relu|dense(10)", "--precision float64", "--loss meanSquaredError"})
    void idxFilesAsInMemory(String settings) throws IOException {
        Object[] options = settings.split(" ");
        for (int i = 0; i < options.length; i++) {
            options[i] = options[i].toString().replace('|', ' ');
        }
        Path data = digits("some", 300, 1);
        assertSameRuns(Ran.join(
                List.of("--data", data, "--train-rows", "0:200", "--test-rows", "200:", "--epochs", 2), options));
        assertEquals(10, report("stream.safetensors").get("classes").size());
    }

    @Test
    void aPairForTrainingAndAnother() throws IOException {
        digits("train", 200, 1);
        Path data = digits("t10k", 100, 2);
        Object[] small = {"--data", data, "--epochs", 1, "--layers", "dense(10)"};
        Ran ran = train("a", Ran.join(List.of(small), "--stream"));
        assertEquals("", ran.err());
        assertTrue(ran.out().contains("read as a stream: examples 0:200, inputs [[28, 28, 1]]"), ran.out());
        assertEquals(100, report("a").get("testRows").asInt());
        assertSameRuns(Ran.join(List.of(small), "--train-rows", "0:200", "--test-rows", "200:300"));
        assertArrayEquals(bytes("a"), bytes("stream.safetensors"));
        String mistake = train(
                        "a", Ran.join(List.of(small), "--stream", "--train-rows", "0:250", "--test-rows", "250:300"))
                .err()
                .strip();
        assertEquals(
                "nn train: --train-rows 0:250: a stream reads rows of one pair of files, and these go on from the"
                        + " first, 0:200, into the second. Give --train-rows and --test-rows that do not.",
                mistake);
    }

    @Test
    void aSmallBufferIsAnotherOrderAndIsTold() throws IOException {
        Object[] settings = {"--data", flowers(), "--target", "kind", "--epochs", 1};
        train("memory.safetensors", settings);
        Ran ran = train("stream.safetensors", Ran.join(List.of(settings), "--stream", "--shuffle-buffer", 20));
        assertEquals("", ran.err());
        assertTrue(ran.out().contains("stream          true"), ran.out());
        assertTrue(ran.out().contains("read as a stream: 320 train examples"), ran.out());
        assertTrue(ran.out().contains("shuffled within 20"), ran.out());
        assertNotEquals(
                report("memory.safetensors").get("modelSha256"),
                report("stream.safetensors").get("modelSha256"));
    }

    private void assertMistake(String message, Object... settings) {
        Ran ran = train("a", settings);
        assertEquals(2, ran.code(), ran.out());
        assertEquals("nn train: " + message, ran.err().strip());
    }

    @Test
    void whatAStreamCannot() throws IOException {
        Path flowers = flowers();
        Path digits = digits("some", 20, 1);
        assertMistake(
                "--stream is for IDX files or a table, but --data moons is a generator.",
                "--data",
                "moons",
                "--stream");
        assertMistake(
                "--shuffle-buffer is for --stream: in memory, all rows are shuffled. Give --stream, or leave it out.",
                "--data",
                flowers,
                "--target",
                "kind",
                "--shuffle-buffer",
                9);
        assertMistake(
                "--shuffle-buffer must be 1 row or more but is 0.",
                "--data",
                flowers,
                "--stream",
                "--shuffle-buffer",
                0);
        assertMistake(
                "--stream: a stream cannot pick test rows at random, and " + digits
                        + " does not say which they are. Give --train-rows and --test-rows, or a folder that holds a"
                        + " pair of files for training (train-...) and another.",
                "--data",
                digits,
                "--stream");
        assertMistake(
                "--validation takes rows at random out of the training rows, which a stream of IDX files cannot. Leave"
                        + " it out, or train without --stream.",
                "--data",
                digits,
                "--stream",
                "--train-rows",
                "0:10",
                "--validation",
                0.1);
        assertMistake(
                "--train-rows 5:10 leaves no single range for the others: give both --train-rows and --test-rows.",
                "--data",
                digits,
                "--stream",
                "--train-rows",
                "5:10");
    }

    @Test
    void aShareThatTakesNoRowSaysSo() throws IOException {
        Path few = Files.writeString(folder.resolve("few.csv"), "x,t,p\n1,2.5,train\n2,3,train\n3,4,test\n");
        assertMistake(
                "--validation 0.01 takes none of the 2 train rows. Give a larger share, or leave it out.",
                "--data",
                few,
                "--target",
                "t",
                "--split-column",
                "p",
                "--validation",
                0.01);
    }

    @Test
    void aBadValueInTheMillionthRowIsNamed() throws IOException {
        StringBuilder text = new StringBuilder("x,t\n");
        for (int i = 1; i < 1_000_000; i++) {
            text.append(i % 7).append(',').append(i % 2).append('\n');
        }
        Path file = Files.writeString(folder.resolve("long.csv"), text.append("oops,1\n"));
        assertMistake(
                file
                        + ", line 1000001, column \"x\": \"oops\" is not a number. 799999 of 800000 values of the"
                        + " training rows are. Correct it, or declare the column to be categories.",
                "--data",
                file,
                "--target",
                "t",
                "--stream");
    }

    /** Float32 cannot tell 16777216 from 16777217: a network of doubles gives each an answer of its own. */
    @Test
    void doublesAreNotRoundedOnTheirWay() throws IOException {
        StringBuilder text = new StringBuilder("x,t,p\n");
        for (int i = 0; i < 100; i++) {
            text.append(16_777_216 + i % 2).append(i % 2 == 0 ? ",0.5," : ",1.5,");
            text.append(i < 80 ? "train\n" : "test\n");
        }
        Path file = Files.writeString(folder.resolve("near.csv"), text);
        Object[] settings = {"--data", file, "--target", "t", "--split-column", "p", "--scale", "none", "--epochs", 1};
        Object[] network = Ran.join(List.of(settings), "--layers", "dense(1)", "--optimizer", "sgd(1e-20)");
        assertSameRuns(Ran.join(List.of(network), "--precision", "float64"));
        List<String> answers = answers("stream.safetensors", file);
        assertNotEquals(answers.get(1), answers.get(2));
        assertEquals(answers.get(1), answers.get(3));
        train("single.safetensors", network);
        answers = answers("single.safetensors", file);
        assertEquals(answers.get(1), answers.get(2), "in float32 they are one number");
    }

    private List<String> answers(String model, Path file) {
        return Ran.nn("predict", folder.resolve(model), file).out().lines().toList();
    }
}
