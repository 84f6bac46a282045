package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Learning from tables and measuring on them. */
class TablesTest {
    @TempDir
    private Path folder;

    private Path flowers;
    private Path model;

    @BeforeEach
    void makeATable() throws IOException {
        flowers = Flowers.write(folder.resolve("flowers.csv"), 400);
        model = folder.resolve("m.safetensors");
    }

    private Ran train(String target, Object... more) {
        Ran ran = Ran.nn(
                Ran.join(List.of("train", "--data", flowers, "--target", target, "--save", model, "--report", json()), more));
        assertEquals("", ran.err());
        assertEquals(0, ran.code());
        return ran;
    }

    private Path json() {
        return folder.resolve("r.json");
    }

    private JsonNode report() {
        return JsonMapper.shared().readTree(json().toFile());
    }

    private String mistake(Object... args) {
        Ran ran = Ran.nn(args);
        assertEquals(2, ran.code(), ran.out());
        return ran.err().strip();
    }

    private Ran evaluate(Path data, Object... more) {
        Ran ran = Ran.nn(Ran.join(List.of("evaluate", model, "--data", data, "--report", json()), more));
        assertEquals("", ran.err());
        return ran;
    }

    @Test
    void classesAreLearnedAndTheDecisionsPrinted() {
        Ran ran = train(
                "kind", "--split-column", "part", "--features", "length,width,colour", "--optimizer", "adam(0.01)", "--epochs", 30);
        for (String line : List.of(
                "rows: 320 train, 80 test",
                "numbers: 2 (length, width), standardised on the training rows",
                "categories: colour, one of 2 (red, white)",
                "target: kind, one of 3 classes (daisy, rose, tulip)",
                "dense(32) tanh dense(32) tanh dense(3)",
                "split by: part")) {
            assertTrue(ran.out().contains(line), line + " in:\n" + ran.out());
        }
        assertTrue(report().get("testAccuracy").asDouble() > 0.95, report().toString());
        assertEquals("daisy", report().get("classes").get(0).get("name").asString());
        assertEquals(10, report().get("calibration").size());
    }

    /** The price is a sum, so that a straight line finds it. */
    @Test
    void numbersAreMeasuredInTheirUnitBesideAStraightLine() {
        Ran ran = train(
                "price", "--features", "length,width", "--layers", "dense(1)", "--optimizer", "adam(0.05)", "--epochs", 60);
        assertTrue(ran.out().contains("for comparison: ordinary least squares on the same rows: R2 1.000"), ran.out());
        assertEquals(1, report().get("leastSquaresTestR2").asDouble(), 1e-6);
        assertTrue(report().get("testR2").asDouble() > 0.99, report().toString());
        double rmse = report().get("testRmse").asDouble();
        double scaled = Math.sqrt(report().get("testLoss").asDouble());
        assertEquals(58, rmse / scaled, 8, "the deviation of prices");
        evaluate(flowers);
        assertEquals(400, report().get("testRows").asInt());
        assertTrue(report().get("testRmse").asDouble() < 10, report().toString());
        String summary = Ran.nn("summary", model).out();
        for (String part : List.of("price (target)", "numbers: 2 (length, width)", " 199.045 ", "if missing")) {
            assertTrue(summary.contains(part), part + " in:\n" + summary);
        }
    }

    @Test
    void rowsAreChosenByRangesOrBySeed() {
        train("kind", "--train-rows", "0:300", "--test-rows", "350:400", "--epochs", 1);
        assertEquals(300, report().get("settings").get("trainRows").asInt());
        assertEquals(50, report().get("testRows").asInt());
        train("kind", "--test-rows", "100:150", "--epochs", 1);
        assertEquals(350, report().get("settings").get("trainRows").asInt());
        assertEquals(50, report().get("testRows").asInt());
        train("kind", "--train-rows", "100:150", "--epochs", 1);
        assertEquals(350, report().get("testRows").asInt());
        train("kind", "--validation", 0.1, "--epochs", 1);
        assertEquals(288, report().get("settings").get("trainRows").asInt());
        assertEquals(32, report().get("settings").get("validationRows").asInt());
        assertEquals(80, report().get("testRows").asInt());
        train("kind", "--validation", 0.1, "--split-column", "part", "--epochs", 1);
        assertEquals(32, report().get("settings").get("validationRows").asInt());
    }

    @Test
    void aSplitColumnThatIsTakenForAFeatureIsPointedOut() {
        assertTrue(train("kind", "--epochs", 1).out().contains("If it says what rows are for, give --split-column part."));
    }

    @Test
    void evaluateTakesTheTestRowsAndIgnoresOtherColumns() throws IOException {
        train("kind", "--split-column", "part", "--features", "length,colour", "--epochs", 5);
        JsonNode trained = report();
        Ran ran = evaluate(flowers);
        assertTrue(ran.out().startsWith(flowers + ": 80 rows, loss "), ran.out());
        assertTrue(ran.out().contains("calibration: is it as sure as it is right?"), ran.out());
        assertTrue(ran.out().contains("mean confidence"), ran.out());
        for (String name : List.of("testLoss", "testAccuracy", "testCalibrationError", "calibration", "modelSha256")) {
            assertEquals(trained.get(name), report().get(name), name);
        }
        evaluate(flowers, "--part", "train");
        assertEquals(320, report().get("testRows").asInt());
        evaluate(flowers, "--part", "ALL");
        assertEquals(400, report().get("testRows").asInt());
        evaluate(flowers, "--rows", "10:20");
        assertEquals(10, report().get("testRows").asInt());

        Path other = Files.writeString(folder.resolve("o.tsv"), "kind\tcolour\tlength\nrose\twhite\t9\n");
        assertTrue(evaluate(other).out().startsWith(other + ": 1 rows"));
        assertEquals(
                "nn evaluate: --part test: " + other + " has no column \"part\", which says what rows are for. Leave it out,"
                        + " or name rows with --rows.",
                mistake("evaluate", model, "--data", other, "--part", "test"));
        assertEquals(
                "nn evaluate: " + flowers + ": there are no validation rows (rows: 320 train, 80 test). Choose others with"
                        + " --part.",
                mistake("evaluate", model, "--data", flowers, "--part", "validation"));
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        train("kind", "--features", "length,width,colour", "--epochs", 1);
        Path other = Files.writeString(folder.resolve("o.csv"), "kind,width\nrose,4\n");
        assertEquals(
                "nn evaluate: " + other + ": columns \"length\", \"colour\" are missing. It has: kind, width.",
                mistake("evaluate", model, "--data", other));
    }

    @Test
    void missingValuesAreErrorsUnlessSomethingIsSaid() throws IOException {
        String text = Files.readString(flowers).replaceFirst("\\n[0-9.]+,", "\n,");
        Files.writeString(flowers, text);
        assertEquals(
                "nn train: " + flowers + ", line 2, column \"length\": the value is missing. Fill it in, or choose what is"
                        + " done with missing values: mean or drop.",
                mistake("train", "--data", flowers, "--target", "kind", "--save", model));
        train("kind", "--missing", "mean", "--split-column", "part", "--epochs", 1);
        assertEquals(80, report().get("testRows").asInt());
        assertTrue(train("kind", "--missing", "drop", "--split-column", "part", "--epochs", 1)
                .out()
                .contains("79 test, 1 left out for a missing value"));
    }

    @Test
    void numbersCanBeCategoriesAndScalesDiffer() throws IOException {
        StringBuilder text = new StringBuilder("month;sales\n");
        IntStream.range(0, 120).forEach(i -> text.append(1 + i % 12).append(';').append(i % 12 < 6 ? 1.5 : 7.25).append('\n'));
        flowers = Files.writeString(folder.resolve("months.csv"), text);
        assertTrue(train("sales", "--categories", "month", "--epochs", 1)
                .out()
                .contains("categories: month, one of 12 (1, 2, 3"));
        assertTrue(train("sales", "--scale", "minmax", "--epochs", 1)
                .out()
                .contains("scaled to 0 to 1 on the training rows"));
        assertTrue(train("sales", "--scale", "none", "--separator", ";", "--epochs", 1)
                .out()
                .contains("(month), not scaled"));
    }

    @Test
    void mistakesAboutTables() {
        assertEquals(
                "nn train: --data " + flowers + " is a table: name the column to predict with --target. It has: length, width,"
                        + " colour, kind, price, part.",
                mistake("train", "--data", flowers));
        String unknown = mistake("train", "--data", flowers, "--target", "knid");
        assertTrue(unknown.contains("there is no column \"knid\". Did you mean kind?"), unknown);
        assertEquals(
                "nn train: --target is for a table, but --data moons is a generator.",
                mistake("train", "--data", "moons", "--target", "kind"));
        assertEquals(
                "nn train: --train-per-class is for a folder of raw drawings or a folder of images, but --data " + flowers
                        + " is a table.",
                mistake("train", "--data", flowers, "--target", "kind", "--train-per-class", "0:8"));
        assertEquals(
                "nn train: --split-column part says which rows are for what, and so do --train-rows and --test-rows. Give one"
                        + " of both.",
                mistake(
                        "train", "--data", flowers, "--target", "kind", "--split-column", "part", "--train-rows", "0:8"));
        assertEquals(
                "nn train: --test-rows 390:500: " + flowers + " has only 10 of these rows.",
                mistake(
                        "train", "--data", flowers, "--target", "kind", "--train-rows", "0:8", "--test-rows", "390:500"));
        assertEquals(
                "nn train: " + flowers + ": column \"kind\" has 3 classes (daisy, rose, tulip) but the network's last width"
                        + " is 4. End it with dense(3).",
                mistake("train", "--data", flowers, "--target", "kind", "--layers", "dense(4)"));
        String separator = mistake("train", "--data", flowers, "--target", "kind", "--separator", "::");
        assertTrue(separator.contains("must be one character, or tab, but is \"::\""), separator);
        assertTrue(mistake("train", "--data", folder.resolve("no.csv"), "--target", "a")
                .contains("no.csv: there is no such file or folder."));
    }

    @Test
    void modelsAndDataMustBeOfOneKind() {
        train("kind", "--epochs", 1);
        assertEquals(
                "nn evaluate: " + model + " is a model of a table, but --data moons is a generator. Give a table with its"
                        + " columns: --data FILE.csv.",
                mistake("evaluate", model, "--data", "moons"));
        Ran.nn("train", "--data", "moons", "--epochs", 1, "--save", model);
        assertEquals(
                "nn evaluate: " + model + " is not a model of a table, but --data " + flowers + " is a table.",
                mistake("evaluate", model, "--data", flowers));
    }
}
