package dev.nnkit.core.table;

import static dev.nnkit.core.table.TableFiles.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.metric.RootMeanSquaredError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EncodingTest {
    record Row(double number, String colour, double target, Part part) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.doubles().between(-1e6, 1e6).ofScale(3),
                        Arbitraries.of("red", "green", "blue, light", "\"quoted\""),
                        Arbitraries.doubles().between(-100, 100).ofScale(2),
                        Arbitraries.of(Part.TRAIN, Part.TRAIN, Part.TEST))
                .as(Row::new);
        return row.list().ofMinSize(3).ofMaxSize(30);
    }

    private static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder("part,colour,number,extra,target\n");
        for (Row row : rows) {
            text.append(row.part)
                    .append(",\"")
                    .append(row.colour.replace("\"", "\"\""))
                    .append("\",")
                    .append(row.number)
                    .append(",any,")
                    .append(row.target)
                    .append('\n');
        }
        return text.toString();
    }

    /** Everything by its definition, in two passes, with the training rows alone in the statistics. */
    @Property
    void isWhatItsDefinitionSays(@ForAll("rows") List<Row> drawn, @ForAll Scale scale) {
        List<Row> rows = new ArrayList<>(drawn);
        rows.add(new Row(1, "red", 0.5, Part.TRAIN));
        rows.add(new Row(2, "green", 1, Part.TRAIN));
        rows.add(new Row(2, "blue, light", 1.5, Part.TRAIN));
        rows.add(new Row(3, "\"quoted\"", 2, Part.TRAIN));
        List<Row> training = rows.stream().filter(row -> row.part == Part.TRAIN).toList();
        double[] numbers = training.stream().mapToDouble(Row::number).toArray();
        double[] targets = training.stream().mapToDouble(Row::target).toArray();
        List<String> colours =
                new ArrayList<>(new TreeSet<>(training.stream().map(Row::colour).toList()));
        TableOptions options = TableOptions.target("target")
                .features(List.of("number", "colour"))
                .splitColumn("part")
                .scale(scale);
        TableFiles.with(text(rows), file -> {
            CsvFile scanned = CsvFile.scan(file, options);
            Table table = scanned.read(scanned.decide(1));
            assertSameRows(table.train(), training, colours, numbers, targets, scale);
            List<Row> test = rows.stream().filter(row -> row.part == Part.TEST).toList();
            if (!test.isEmpty()) {
                assertSameRows(table.test(), test, colours, numbers, targets, scale);
            }
        });
    }

    private static void assertSameRows(
            Dataset data, List<Row> rows, List<String> colours, double[] numbers, double[] targets, Scale scale) {
        assertEquals(rows.size(), data.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertEquals(
                    scaled(row.number, numbers, scale), data.inputs().get(0).at(i, 0), 1e-5);
            for (int j = 0; j < colours.size(); j++) {
                assertEquals(
                        row.colour.equals(colours.get(j)) ? 1 : 0,
                        data.inputs().get(0).at(i, 1 + j));
            }
            assertEquals(
                    scaled(row.target, targets, scale), data.targets().get(0).at(i, 0), 1e-5);
        }
    }

    private static double scaled(double number, double[] all, Scale scale) {
        double mean = Arrays.stream(all).average().orElseThrow();
        double variance =
                Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        double least = Arrays.stream(all).min().orElseThrow();
        double greatest = Arrays.stream(all).max().orElseThrow();
        return switch (scale) {
            case NONE -> (float) number;
            case STANDARD -> (float) ((number - mean) / Math.sqrt(variance));
            case MINMAX -> (float) ((number - least) / (greatest - least));
        };
    }

    private static final Columns COLUMNS = new Columns(
            List.of(
                    new Feature.Numeric("n", new Scaling(Scale.STANDARD, 10, 2), null),
                    new Feature.Categories("c", List.of("blue", "red"), List.of()),
                    new Feature.Numeric("m", Scaling.NONE, null)),
            Missing.ERROR,
            TargetColumn.classes("t", List.of("no", "yes")),
            null);

    private static final Columns FORGIVING = new Columns(
            List.of(
                    new Feature.Numeric("n", new Scaling(Scale.STANDARD, 10, 2), 9.0),
                    new Feature.Categories("c", List.of("blue", "red"), List.of(0.25, 0.75))),
            Missing.MEAN,
            TargetColumn.classes("t", List.of("no", "yes")),
            null);

    private static void assertRejected(Map<String, Object> row, String message) {
        assertEquals(
                message,
                assertThrows(DataException.class, () -> COLUMNS.encode(row)).getMessage());
    }

    @Test
    void aRowThatIsInNoFile() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("c", "red");
        row.put("other", "ignored");
        row.put("m", 0.5f);
        row.put("n", "7");
        assertArrayEquals(new float[] {-1.5f, 0, 1, 0.5f}, COLUMNS.encode(row));
        assertArrayEquals(new float[] {-1.5f, 0, 1, 0.5f}, COLUMNS.encode(Map.of("n", 7L, "c", "red", "m", 0.5)));
    }

    @Test
    void whatIsWrongWithARow() {
        assertRejected(Map.of("c", "red"), "row: columns \"n\", \"m\" are missing. It has: c.");
        assertRejected(
                Map.of("n", 1, "c", "red"),
                "row: column \"m\" is missing. It has: "
                        + String.join(", ", Map.of("n", 1, "c", "red").keySet()) + ".");
        assertRejected(Map.of("n", "abc", "c", "red", "m", 1), "row, column \"n\": \"abc\" is not a number.");
        assertRejected(
                Map.of("n", "1,5", "c", "red", "m", 1),
                "row, column \"n\": \"1,5\" is not a number: decimals have a point.");
        assertRejected(Map.of("n", 1, "c", "red", "m", 1e300), "row, column \"m\": \"1.0E300\" is too large.");
        assertRejected(
                Map.of("n", 1, "c", "mauve", "m", 1),
                "row, column \"c\": \"mauve\" is not one of the categories of the training rows: blue, red."
                        + " With mean for missing values, it counts as missing.");
        Map<String, Object> lacking = new HashMap<>(Map.of("n", 1, "c", "red"));
        lacking.put("m", null);
        assertRejected(
                lacking,
                "row, column \"m\": the value is missing. Fill it in, or choose what is done with missing"
                        + " values: mean or drop.");
    }

    @Test
    void whatStandsForMissingValues() {
        assertArrayEquals(new float[] {-0.5f, 1, 0}, FORGIVING.encode(Map.of("n", "", "c", "blue")));
        assertArrayEquals(new float[] {0, 0.25f, 0.75f}, FORGIVING.encode(Map.of("n", "10", "c", "?")));
        assertArrayEquals(new float[] {0, 0.25f, 0.75f}, FORGIVING.encode(Map.of("n", "10", "c", "mauve")));
    }

    @Test
    void aSingleRowIsNotLeftOut() {
        Columns dropping = new Columns(COLUMNS.features(), Missing.DROP, COLUMNS.target(), null);
        assertEquals(
                "row, column \"n\": the value is missing. Fill it in, or choose what is done with missing values: mean"
                        + " or drop.",
                assertThrows(DataException.class, () -> dropping.encode(Map.of("n", "", "c", "red", "m", 1)))
                        .getMessage());
    }

    @Test
    void whatIsWrongWithARowOfAFile() {
        TableOptions options = TableOptions.target("t").features(List.of("n", "c", "m"));
        TableFiles.with(
                "n,c,m,t\n1,red,1,no\n1,red,1,maybe\n",
                file -> assertSays(
                        file,
                        "FILE, line 3, column \"t\": \"maybe\" is not one of the classes of the training rows: no,"
                                + " yes.",
                        () -> CsvFile.scan(file, options).read(COLUMNS)));
        TableFiles.with(
                "n,c,m,t\n1,red,1,no\n1,red,x,no\n",
                file -> assertSays(
                        file,
                        "FILE, line 3, column \"m\": \"x\" is not a number.",
                        () -> CsvFile.scan(file, options).read(COLUMNS)));
    }

    @Test
    void partsThatAreNotThere() {
        TableFiles.with("n,t\n1,1\n2,2\n", file -> {
            CsvFile scanned = CsvFile.scan(file, TableOptions.target("t"));
            Table table = scanned.read(scanned.decide(1));
            assertSays(file, "FILE: has no test rows.", table::test);
            assertEquals(null, table.validation());
        });
    }

    @Test
    void columnsOfOneTableReadAnother() {
        TableFiles.with("c,t,m,more,n\nred,yes,1,x,12\n", file -> {
            Dataset data =
                    CsvFile.scan(file, TableOptions.of(COLUMNS)).read(COLUMNS).train();
            assertArrayEquals(new float[] {1, 0, 1, 1}, data.inputs().get(0).floats());
            assertEquals(1, data.targets().get(0).ints()[0]);
            assertEquals(List.of("no", "yes"), data.classNames());
            assertEquals(
                    file + ": was scanned with missing values ERROR but the columns have MEAN."
                            + " Scan it with TableOptions.of(columns).",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> CsvFile.scan(file, TableOptions.of(COLUMNS))
                                            .read(FORGIVING))
                            .getMessage());
        });
    }

    @Test
    void metricsAndAnswersAreInTheUnitOfTheFile() {
        Columns columns = new Columns(
                COLUMNS.features(),
                Missing.ERROR,
                new TargetColumn("t", Task.REGRESSION, List.of(), new Scaling(Scale.STANDARD, 150, 80)),
                null);
        assertEquals(70, columns.decode(-1));
        assertEquals(-1, COLUMNS.decode(-1));
        Metric metric = columns.inUnits(new RootMeanSquaredError());
        Tensor predictions = Tensor.of(Shape.of(2, 1), 0f, 1f);
        metric.add(predictions, Target.of(Tensor.of(Shape.of(2, 1), 0.5f, 0.5f)));
        assertEquals("rmse", metric.name());
        assertEquals(40, metric.value());
        assertEquals(0, predictions.get(0), "what was given stays as it is");
        Metric same = columns.inUnits(new RootMeanSquaredError());
        same.restore(metric.state());
        assertEquals(40, same.value());
        metric.reset();
        assertEquals(Double.NaN, metric.value());
        Metric accuracy = new Accuracy();
        assertSame(accuracy, COLUMNS.inUnits(accuracy));
    }

    @Test
    void wrongColumns() {
        assertEquals(
                "columns: \"n\" can be only one of: a feature, the target, the split column.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Columns(COLUMNS.features(), Missing.ERROR, COLUMNS.target(), "n"))
                        .getMessage());
        assertEquals(
                "columns: there must be a feature to predict from.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Columns(List.of(), Missing.ERROR, COLUMNS.target(), null))
                        .getMessage());
    }
}
