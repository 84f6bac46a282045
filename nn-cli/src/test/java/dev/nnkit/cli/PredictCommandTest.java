package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.data.NpyFile;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PredictCommandTest {
    private static final String ROWS = "colour,comment,length,width\nred,x,10,200\nwhite,\"y, z\",13,200\nwhite,,7,200\n";

    @TempDir
    private static Path shared;

    private static Path kinds;
    private static Path prices;
    private static Path digits;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Path flowers = Flowers.write(shared.resolve("flowers.csv"), 400);
        kinds = shared.resolve("kinds.safetensors");
        prices = shared.resolve("prices.safetensors");
        digits = shared.resolve("digits.safetensors");
        Object[] table = {"train", "--data", flowers, "--quiet", "--optimizer", "adam(0.01)"};
        Ran.nn(Ran.join(
                List.of(table), "--target", "kind", "--features", "length,width,colour", "--epochs", 20, "--save", kinds));
        Ran.nn(Ran.join(
                List.of(table), "--target", "price", "--features", "length,width", "--layers", "dense(1)", "--epochs", 60,
                "--missing", "drop", "--save", prices));
        Ran.nn("train", "--epochs", 1, "--quiet", "--save", digits);
    }

    @Test
    void aClassAndItsProbabilitiesForEachRow() {
        Ran ran = Ran.nnReading(ROWS, "predict", kinds);
        assertEquals("", ran.err());
        assertEquals(0, ran.code());
        List<String> lines = ran.out().lines().toList();
        assertEquals("kind,p(daisy),p(rose),p(tulip)", lines.get(0));
        assertEquals(List.of("tulip", "daisy", "rose"), lines.stream().skip(1).map(line -> line.split(",")[0]).toList());
        for (String line : lines.subList(1, 4)) {
            String[] fields = line.split(",");
            double sum = Double.parseDouble(fields[1]) + Double.parseDouble(fields[2]) + Double.parseDouble(fields[3]);
            assertEquals(1, sum, 1e-6, line);
        }
    }

    @Test
    void jsonIsOneObjectALine() {
        Ran ran = Ran.nnReading(ROWS, "predict", kinds, "-", "--format", "json");
        List<String> lines = ran.out().lines().toList();
        assertEquals(3, lines.size());
        JsonNode first = JsonMapper.shared().readTree(lines.get(0));
        assertEquals("tulip", first.get("class").asString());
        assertTrue(first.get("probabilities").get("tulip").asDouble() > 0.5, lines.get(0));
        JsonNode value = JsonMapper.shared()
                .readTree(Ran.nnReading(ROWS, "predict", prices, "--format", "json").out().lines().findFirst().orElseThrow());
        assertEquals(1200, value.get("value").asDouble(), 20);
    }

    @Test
    void valuesAreInTheirUnit() throws IOException {
        Path file = Files.writeString(folder.resolve("new.csv"), ROWS);
        List<String> lines = Ran.nn("predict", prices, file).out().lines().toList();
        assertEquals("price", lines.get(0));
        assertEquals(1200, Double.parseDouble(lines.get(1)), 20);
        assertEquals(1350, Double.parseDouble(lines.get(2)), 40);
    }

    /** Rows of a file are answered many at a time, those of a pipe one by one. */
    @Test
    void fileAndPipeGiveTheSame() throws IOException {
        Path file = shared.resolve("flowers.csv");
        Ran ran = Ran.nn("predict", kinds, file);
        assertEquals(401, ran.out().lines().count());
        assertEquals(ran, Ran.nnReading(Files.readString(file), "predict", kinds));
    }

    @Test
    void aBadRowEndsItAfterWhatCameBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("new.csv"), ROWS + "red,,long,200\nred,,9,200\n");
        Ran ran = Ran.nn("predict", kinds, file);
        assertEquals(2, ran.code());
        assertEquals(4, ran.out().lines().count());
        assertEquals("nn predict: " + file + ", line 5, column \"length\": \"long\" is not a number.", ran.err().strip());
        Ran piped = Ran.nnReading(ROWS + "red,,long,200\n", "predict", kinds);
        assertEquals(ran.out(), piped.out());
        assertEquals(
                "nn predict: standard input, line 5, column \"length\": \"long\" is not a number.", piped.err().strip());
    }

    @Test
    void badRowsCanBeSkipped() {
        Ran ran = Ran.nnReading(
                ROWS + "red,,long,200\nblue,,9,200\nred,9\nred,,10,200\n", "predict", kinds, "--skip-bad");
        assertEquals(0, ran.code());
        assertEquals(5, ran.out().lines().count());
        assertEquals(
                """
                skipped: standard input, line 5, column "length": "long" is not a number.
                skipped: standard input, line 6, column "colour": "blue" is not one of the categories of the training rows: red, white. With mean for missing values, it counts as missing.
                skipped: standard input, line 7: must have 4 fields, as the header has, but has 2.
                3 bad rows were skipped.
                """,
                ran.err());
    }

    /** After an open quote nobody knows where rows begin. */
    @Test
    void damagedTextIsNotSkipped() {
        Ran ran = Ran.nnReading(ROWS + "red,\"x,10,200\nred,,10,200\n", "predict", kinds, "--skip-bad");
        assertEquals(2, ran.code());
        assertEquals(4, ran.out().lines().count());
        assertEquals("nn predict: standard input, line 5: a quote is opened in this row and never closed.", ran.err().strip());
    }

    @Test
    void rowsThatLackAValueAreLeftOutAsInTraining() {
        Ran ran = Ran.nnReading("length,width\n10,200\n,200\n", "predict", prices);
        assertEquals(0, ran.code());
        assertEquals(2, ran.out().lines().count());
        assertEquals("1 row lacks a value and was left out, as in training.", ran.err().strip());
    }

    @Test
    void missingColumnsAreNamed() {
        Ran ran = Ran.nnReading("width\n1\n", "predict", kinds);
        assertEquals(2, ran.code());
        assertEquals("", ran.out());
        assertEquals(
                "nn predict: standard input: columns \"length\", \"colour\" are missing. It has: width.", ran.err().strip());
        assertTrue(Ran.nnReading("", "predict", kinds).err().contains("standard input: is empty"));
    }

    @Test
    @Timeout(60)
    void anAnswerComesBeforeTheNextRow() throws IOException, InterruptedException {
        Process process = Child.start(folder, "predict", kinds);
        try (BufferedReader out = process.inputReader();
                BufferedWriter in = process.outputWriter()) {
            in.write("length,width,colour\n");
            in.flush();
            assertEquals("kind,p(daisy),p(rose),p(tulip)", out.readLine());
            for (String kind : List.of("daisy", "rose")) {
                in.write((kind.equals("daisy") ? "13" : "7") + ",200,white\n");
                in.flush();
                assertTrue(out.readLine().startsWith(kind + ","));
            }
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    /** As {@code head} does: it takes a line and goes away. */
    @Test
    @Timeout(60)
    void whoeverStopsReadingIsNotTold() throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        Process process = Child.nn(folder, "predict", kinds)
                .redirectErrorStream(false)
                .redirectError(errors.toFile())
                .start();
        try (BufferedWriter in = process.outputWriter()) {
            in.write("length,width,colour\n");
            in.flush();
            try (BufferedReader out = process.inputReader()) {
                assertTrue(out.readLine().startsWith("kind,"));
            }
            while (process.isAlive()) {
                in.write("13,200,white\n");
                in.flush();
            }
        } catch (IOException e) {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), e.toString());
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertEquals("", Files.readString(errors));
    }

    @Test
    void imagesAreReadFromIdxNpyAndPng() throws IOException {
        Tensor images = Generators.byName("digits", 3, 5).inputs().get(0);
        Path idx = folder.resolve("three.idx");
        Path npy = folder.resolve("three.npy");
        IdxFile.writeImages(idx, images);
        NpyFile.write(npy, IdxFile.readImages(idx));
        Ran ran = Ran.nn("predict", digits, idx);
        assertEquals(0, ran.code(), ran.err());
        assertEquals(4, ran.out().lines().count());
        assertTrue(ran.out().startsWith("class,p(0),p(1)"), ran.out());
        assertEquals(ran, Ran.nn("predict", digits, npy));
        assertEquals(ran, Ran.nn("predict", digits, png(images, 0), png(images, 1), png(images, 2)));
    }

    private Path png(Tensor images, int row) throws IOException {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 784; i++) {
            image.getRaster().setSample(i % 28, i / 28, 0, (int) Math.round(255 * images.get(row * 784 + i)));
        }
        Path file = folder.resolve(row + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void mistakes() {
        assertEquals(
                "nn predict: this model was not trained on a table, so it reads no rows from standard input: give an IDX file"
                        + " of images, a .npy file of inputs [28, 28, 1], or PNG and JPEG files.",
                Ran.nn("predict", digits).err().strip());
        assertEquals(
                "nn predict: --skip-bad is for models of a table, and " + digits + " is none.",
                Ran.nn("predict", digits, "--skip-bad").err().strip());
        assertEquals(
                "nn predict: a model of a table reads one file at a time, but 2 are given. Call it for each.",
                Ran.nn("predict", kinds, "a.csv", "b.csv").err().strip());
        Path npy = folder.resolve("wide.npy");
        NpyFile.write(npy, Tensor.zeros(DataType.FLOAT32, Shape.of(2, 30)));
        assertEquals(
                "nn predict: " + npy + ": the model takes examples of shape [28, 28, 1], so the file must hold [rows, ...] of"
                        + " them but holds [2, 30].",
                Ran.nn("predict", digits, npy).err().strip());
        assertEquals(2, Ran.nn("predict", kinds, folder.resolve("no.csv")).code());
        assertEquals(2, Ran.nn("predict", kinds, "--format", "xml").code());
    }
}
