package dev.nnkit.core.table;

import static dev.nnkit.core.table.TableFiles.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.data.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    private static final TableOptions OPTIONS = TableOptions.target("t");

    private static Columns decide(String text, TableOptions options, int lastWidth) {
        Columns[] columns = new Columns[1];
        TableFiles.with(text, file -> columns[0] = CsvFile.scan(file, options).decide(lastWidth));
        return columns[0];
    }

    private static void assertRejected(String text, TableOptions options, int lastWidth, String message) {
        TableFiles.with(
                text,
                file -> assertSays(
                        file, message, () -> CsvFile.scan(file, options).decide(lastWidth)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b a b     | 2 | CLASSES    | a b",
                "b a b     | 1 | BINARY     | a b",
                "1 0 1     | 2 | CLASSES    | 0 1",
                "1 0 1     | 1 | BINARY     | 0 1",
                "2 10 1.0  | 3 | CLASSES    | 1 2 10",
                "1 2 3     | 1 | REGRESSION | ''",
                "0.5 1 0.5 | 1 | REGRESSION | ''",
                "x 1 2     | 3 | CLASSES    | 1 2 x",
            })
    void theKindOfTheTarget(String values, int lastWidth, Task task, String names) {
        String rows = List.of(values.split(" ", -1)).stream()
                .map(v -> "1," + v + "\n")
                .collect(Collectors.joining());
        TargetColumn target = decide("f,t\n" + rows, OPTIONS, lastWidth).target();
        assertEquals(task, target.task());
        assertEquals(names, String.join(" ", target.classNames()));
    }

    @Test
    void whatAllFeaturesAre() {
        Columns columns = decide(
                "n,c,t,month,split\n1,red,a,1,train\n3,blue,b,2,TRAIN\n100,red,a,1,test\n5,red,b,10,Train\n",
                OPTIONS.splitColumn("split").categories(List.of("month")),
                2);
        Scaling scaling = new Scaling(Scale.STANDARD, 3, Math.sqrt(8 / 3.0));
        assertEquals(
                new Columns(
                        List.of(
                                new Feature.Numeric("n", scaling, null),
                                new Feature.Categories("c", List.of("blue", "red"), List.of()),
                                new Feature.Categories("month", List.of("1", "2", "10"), List.of())),
                        Missing.ERROR,
                        TargetColumn.classes("t", List.of("a", "b")),
                        "split"),
                columns);
        assertEquals(
                List.of(
                        "numbers: 1 (n), standardised on the training rows",
                        "categories: c, one of 2 (blue, red)",
                        "categories: month, one of 3 (1, 2, 10)",
                        "inputs: 6",
                        "target: t, one of 2 classes (a, b)",
                        "missing values: are errors",
                        "split by: split"),
                columns.describe());
    }

    @Test
    void meansStandForMissingValues() {
        Columns columns = decide(
                "n,c,t\n1,red,2\n,blue,4\n5,?,6\nNA,red,7.5\n",
                OPTIONS.missing(Missing.MEAN).scale(Scale.MINMAX),
                1);
        assertEquals(
                List.of(
                        new Feature.Numeric("n", new Scaling(Scale.MINMAX, 1, 4), 3.0),
                        new Feature.Categories("c", List.of("blue", "red"), List.of(1 / 3.0, 2 / 3.0))),
                columns.features());
        assertEquals(new Scaling(Scale.MINMAX, 2, 5.5), columns.target().scaling());
        assertEquals(
                List.of(
                        "numbers: 1 (n), scaled to 0 to 1 on the training rows",
                        "categories: c, one of 2 (blue, red)",
                        "inputs: 3",
                        "target: t, a number, scaled to 0 to 1 on the training rows",
                        "missing values: the mean of the training rows stands for them"),
                columns.describe());
    }

    @Test
    void rowsThatLackAValueCountForNothing() {
        TableFiles.with("n,t\n1,2\n,100\n3,\n5,4\n3,3\n", file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS.missing(Missing.DROP));
            assertEquals("rows: 3 train, 2 left out for a missing value", scanned.describe());
            Columns columns = scanned.decide(1);
            assertEquals(
                    new Scaling(Scale.STANDARD, 3, Math.sqrt(8 / 3.0)),
                    ((Feature.Numeric) columns.features().get(0)).scaling());
            assertEquals(
                    new Scaling(Scale.STANDARD, 3, Math.sqrt(2 / 3.0)),
                    columns.target().scaling());
            assertEquals(3, scanned.read(columns).train().size());
        });
    }

    @Test
    void aColumnThatIsAlwaysTheSameBecomesZero() {
        Columns columns = decide("n,t\n0.1,1\n0.1,2\n0.1,3\n", OPTIONS, 1);
        assertEquals(0f, columns.encode(Map.of("n", 0.1), DataType.FLOAT32).get(0));
        assertEquals(0f, columns.encode(Map.of("n", 7), DataType.FLOAT32).get(0));
    }

    @Test
    void onlyTheFeaturesThatAreAskedForInTheirOrder() {
        Columns columns = decide("id,b,a,t\nx1,1,2,3\nx2,3,4,5\n", OPTIONS.features(List.of("a", "b")), 1);
        assertEquals(
                List.of("a", "b"),
                columns.features().stream().map(Feature::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~f,t\n"
                        + "1,x\n"
                        + "2,1\n"
                        + "3,x~      | 1 | FILE, line 2, column \"t\": \"x\" is not a number. 1 of 3 values of the"
                        + " training rows are. Correct it.",
                "~f,t\n"
                        + "1,1\n"
                        + "abc,2\n"
                        + "3,3~   | 1 | FILE, line 3, column \"f\": \"abc\" is not a number. 2 of 3 values of the training"
                        + " rows are. Correct it, or declare the column to be categories.",
                "~f,t\n"
                        + "1,1\n"
                        + "3.000,2~      | 4 | FILE: column \"t\" has 2 classes (1, 2) but the network's last width is 4."
                        + " End it with dense(2).",
                "~f,t\n"
                        + "1,a\n"
                        + "2,b\n"
                        + "3,c~     | 1 | FILE: column \"t\" has 3 classes (a, b, c) but the network's last width is 1."
                        + " End it with dense(3).",
                "~f,t\n"
                        + "1,1.5\n"
                        + "2,2~        | 2 | FILE: column \"t\" holds other numbers than a few whole ones, so it has no"
                        + " classes, but the network's last width is 2. End it with dense(1).",
                "~f,t\n"
                        + "1,1\n"
                        + ",2~           | 1 | FILE, line 3, column \"f\": the value is missing. Fill it in, or choose"
                        + " what is done with missing values: mean or drop.",
                "~f,t\n"
                        + "1,1\n"
                        + "n/a,2~        | 1 | FILE, line 3, column \"f\": \"n/a\" stands for a missing value. Fill it in,"
                        + " or choose what is done with missing values: mean or drop.",
                "~f,t\n"
                        + "1,1\n"
                        + "2,~           | 1 | FILE, line 3, column \"t\": the target is missing. Nothing can stand for"
                        + " it: fill it in, or have such rows dropped.",
                "~f,t\n"
                        + "1,1\n"
                        + "2,x\n"
                        + "3,3\n"
                        + "4,4~| 1 | FILE, line 3, column \"t\": \"x\" is not a number. 3 of 4 values of the training rows"
                        + " are. Correct it.",
                "~f;t\n"
                        + "1,5;1\n"
                        + "2;2~        | 1 | FILE, line 2, column \"f\": \"1,5\" is not a number: decimals have a point. 1"
                        + " of 2 values of the training rows are. Correct it, or declare the column to be categories.",
                "~feature,other\n1,1~             | 1 | FILE: there is no column \"t\". It has: feature, other.",
                "~f,t~                    | 1 | FILE: has a header but no rows.",
                "~f,t\n"
                        + "1e308,1\n"
                        + "-1e308,2~ | 1 | FILE: column \"f\" holds numbers so large that their mean or range overflows."
                        + " Divide them by a power of 10.",
                "~f,t\n"
                        + "1,1e308\n"
                        + "2,-1e308\n"
                        + "3,0.5~ | 1 | FILE: column \"t\" holds numbers so large that their mean or range overflows."
                        + " Divide them by a power of 10.",
                "~\"f\u001b[2J\",t\n"
                        + ",1~    | 1 | FILE, line 2, column \"f?[2J\": the value is missing. Fill it in, or choose what"
                        + " is done with missing values: mean or drop.",
                "~\"f\nt\",\"t\u009b\"\n1,1~ | 1 | FILE: there is no column \"t\". Did you mean t?? It has: f?t, t?.",
                "~t\n1~                   | 1 | FILE: has no columns beside t to predict from.",
            })
    void whatCannotBeDecided(String text, int lastWidth, String message) {
        assertRejected(text, OPTIONS, lastWidth, message);
    }

    @Test
    void whatCannotBeSplit() {
        TableOptions split = OPTIONS.splitColumn("s");
        assertRejected(
                "f,t,s\n1,1,train\n2,2,dev\n",
                split,
                1,
                "FILE, line 3, column \"s\": must be train, validation or test but is \"dev\".");
        assertRejected("f,t,s\n1,1,test\n", split, 1, "FILE: has no train rows. It has rows: 1 test.");
        assertRejected(
                "first,t\n1,1\n",
                OPTIONS.splitColumn("split"),
                1,
                "FILE: there is no column \"split\". It has: first, t.");
    }

    @Test
    void wrongNames() {
        assertRejected(
                "f0,f1,t\n1,1,1\n",
                OPTIONS.features(List.of("f0", "g1")),
                1,
                "FILE: there is no column \"g1\". Did you mean f1? It has: f0, f1, t.");
        assertRejected(
                "f,t\n1,1\n",
                OPTIONS.categories(List.of("month")),
                1,
                "FILE: categories: \"month\" is none of the features: f.");
        assertEquals(
                "features: a column is named twice: a, a.",
                assertThrows(IllegalArgumentException.class, () -> OPTIONS.features(List.of("a", "a")))
                        .getMessage());
        assertEquals(
                "features: the target \"t\" cannot be one of them.",
                assertThrows(IllegalArgumentException.class, () -> OPTIONS.features(List.of("t")))
                        .getMessage());
    }

    @Test
    void namesAreNoCategories() {
        String ids = IntStream.range(0, 1001)
                .mapToObj(i -> "person" + i + "," + i % 2 + "\n")
                .collect(Collectors.joining());
        assertRejected(
                "id,t\n" + ids,
                OPTIONS,
                2,
                "FILE: column \"id\" has more than 1000 different values in the training rows, too many for categories."
                        + " Leave it out of the features.");
        String names =
                IntStream.range(0, 1001).mapToObj(i -> i + ",person" + i + "\n").collect(Collectors.joining());
        assertRejected(
                "f,t\n" + names,
                OPTIONS,
                2,
                "FILE: column \"t\" has more than 1000 different texts in the training rows, too many for classes.");
        assertRejected(
                "e,f,t\nNA,1,1\n?,2,2\n",
                OPTIONS.missing(Missing.MEAN),
                1,
                "FILE: column \"e\" has no value in any training row. Leave it out of the features.");
    }

    @Test
    void partsByRowsAndByShares() {
        String text = "f,t\n" + IntStream.range(0, 50).mapToObj(i -> i + ",1\n").collect(Collectors.joining());
        TableFiles.with(text, file -> {
            Partition rows = Partition.rows(new Rows(5, 30), new Rows(0, 5), new Rows(45, Rows.END));
            assertEquals(
                    "rows: 25 train, 5 validation, 5 test",
                    CsvFile.scan(file, OPTIONS.partition(rows)).describe());
            Partition shares = Partition.shares(0.1, 0.2, 7);
            CsvFile byShares = CsvFile.scan(file, OPTIONS.partition(shares));
            long apart = byShares.rows(Part.TEST) + byShares.rows(Part.VALIDATION);
            assertTrue(
                    apart >= 12 && apart <= 18, "of 50 rows 15 are expected, give or take 3, but there are " + apart);
        });
        assertEquals(
                "rows 0:5 and 4:9 overlap: a row can be for one thing only.",
                assertThrows(IllegalArgumentException.class, () -> Partition.rows(new Rows(0, 5), new Rows(4, 9), null))
                        .getMessage());
        assertEquals(
                "the shares for validation and test must be 0 or more and together less than 1 but are 0.5 and 0.5.",
                assertThrows(IllegalArgumentException.class, () -> Partition.shares(0.5, 0.5, 1))
                        .getMessage());
    }

    @Test
    void sharesAreExactInWholeBlocks() {
        for (long seed = 0; seed < 20; seed++) {
            Partition.ByShares shares = new Partition.ByShares(0.07, 0.13, seed);
            int tests = 0;
            int validations = 0;
            for (int block = 0; block < 50; block++) {
                for (Part part : shares.parts(block)) {
                    tests += part == Part.TEST ? 1 : 0;
                    validations += part == Part.VALIDATION ? 1 : 0;
                }
            }
            assertEquals(130, tests);
            assertEquals(70, validations);
        }
    }
}
