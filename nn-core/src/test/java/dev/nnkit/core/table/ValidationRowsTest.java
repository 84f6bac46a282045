package dev.nnkit.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Rows;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Scalers, categories and means are those of the training rows, and of no row that was taken out of them. */
class ValidationRowsTest {
    private static final int ROWS = 200;

    private static final TableOptions OPTIONS =
            TableOptions.target("t").features(List.of("x", "colour")).missing(Missing.MEAN);

    /** Row i has i squared, or nothing, as its number; every fourth row is for testing. */
    private static String text(String others) {
        StringBuilder text = new StringBuilder("x,colour,t,part\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i % 9 == 5 ? "" : Integer.toString(i * i))
                    .append(',')
                    .append(i % 3 == 0 ? "red" : "blue")
                    .append(',')
                    .append(i + 0.5)
                    .append(',')
                    .append(i % 4 == 1 ? "test" : others)
                    .append('\n');
        }
        return text.toString();
    }

    private static List<Partition> partitions(double share, long seed) {
        return List.of(
                Partition.column("part").withValidation(share, seed),
                Partition.rows(new Rows(0, 150), null, new Rows(160, 200)).withValidation(share, seed),
                Partition.rows(new Rows(50, 200), Part.TRAIN, Part.TEST).withValidation(share, seed),
                Partition.shares(0.1, 0.2, seed));
    }

    /** By the definition, of the rows that come out as training rows. */
    @Property(tries = 20)
    void statisticsDoNotSeeThem(@ForAll long seed, @ForAll @IntRange(min = 5, max = 50) int percent) {
        TableFiles.with(text("train"), file -> {
            for (Partition partition : partitions(percent / 100.0, seed)) {
                CsvFile scanned = CsvFile.scan(file, OPTIONS.partition(partition));
                Columns columns = scanned.decide(1);
                Table raw = CsvFile.scan(file, OPTIONS.scale(Scale.NONE).partition(partition))
                        .read(unscaled(columns), DataType.FLOAT64);
                List<Double> numbers = new ArrayList<>();
                List<Double> targets = new ArrayList<>();
                int reds = 0;
                for (int row = 0; row < raw.train().size(); row++) {
                    double number = raw.train().inputs().get(0).at(row, 0);
                    double target = raw.train().targets().get(0).get(row);
                    targets.add(target);
                    if ((int) target % 9 != 5) {
                        numbers.add(number);
                    }
                    reds += (int) target % 3 == 0 ? 1 : 0;
                }
                assertTrue(scanned.rows(Part.VALIDATION) > 0, partition.toString());
                assertEquals(numbers.size() + missing(targets), scanned.rows(Part.TRAIN));
                Feature.Numeric x = (Feature.Numeric) columns.features().get(0);
                assertEquals(mean(numbers), x.scaling().offset(), 1e-6);
                assertEquals(mean(numbers), x.standIn(), 1e-6);
                assertEquals(deviation(numbers), x.scaling().divisor(), 1e-6);
                assertEquals(mean(targets), columns.target().scaling().offset(), 1e-9);
                Feature.Categories colour =
                        (Feature.Categories) columns.features().get(1);
                assertEquals((double) reds / targets.size(), colour.standIns().get(1), 1e-12);
            }
        });
    }

    private static long missing(List<Double> targets) {
        return targets.stream().filter(target -> target.intValue() % 9 == 5).count();
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double deviation(List<Double> numbers) {
        double mean = mean(numbers);
        return Math.sqrt(numbers.stream()
                .mapToDouble(number -> (number - mean) * (number - mean))
                .average()
                .orElseThrow());
    }

    private static Columns unscaled(Columns columns) {
        Feature.Numeric x = (Feature.Numeric) columns.features().get(0);
        return new Columns(
                List.of(
                        new Feature.Numeric("x", Scaling.NONE, x.standIn()),
                        columns.features().get(1)),
                Missing.MEAN,
                new TargetColumn("t", columns.task(), List.of(), Scaling.NONE),
                columns.splitColumn());
    }

    /** The values of rows that the split column names for validation count in none of the scalers. */
    @Test
    void rowsNamedForValidationAreNotSeenEither() {
        String rows = "0,red,1.5,train\n2,red,2.5,train\n10,red,2,test\n";
        TableFiles.with("x,colour,t,part\n" + rows + "1000,red,700,validation\n", file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS.splitColumn("part"));
            Columns columns = scanned.decide(1);
            assertEquals(
                    new Feature.Numeric("x", new Scaling(Scale.STANDARD, 1, 1), 1.0),
                    columns.features().get(0));
            assertEquals(new Scaling(Scale.STANDARD, 2, 0.5), columns.target().scaling());
            Dataset validation = scanned.read(columns).validation();
            assertEquals(
                    999f, validation == null ? 0 : validation.inputs().get(0).get(0));
            assertEquals(1, scanned.stream(columns, Part.VALIDATION).count());
        });
    }

    @Test
    void aShareIsTakenOfTrainingRowsAloneAndKeepsTheSplitColumn() {
        TableFiles.with(text("train"), file -> {
            Partition partition = Partition.column("part").withValidation(0.2, 3);
            CsvFile scanned = CsvFile.scan(file, OPTIONS.partition(partition));
            assertEquals("rows: 120 train, 30 validation, 50 test", scanned.describe());
            assertEquals("part", scanned.decide(1).splitColumn());
            assertNotEquals(
                    scanned.stream(scanned.decide(1), Part.VALIDATION).fingerprint(),
                    CsvFile.scan(
                                    file,
                                    OPTIONS.partition(Partition.column("part").withValidation(0.2, 4)))
                            .stream(scanned.decide(1), Part.VALIDATION)
                            .fingerprint());
        });
        TableFiles.with(
                text("validation"),
                file -> TableFiles.assertSays(
                        file,
                        "FILE, line 2: this row is for validation, so no share of the training rows can be taken for"
                                + " it. Choose one of both.",
                        () -> CsvFile.scan(
                                file, OPTIONS.partition(Partition.column("part").withValidation(0.2, 3)))));
        assertThrows(
                IllegalArgumentException.class, () -> Partition.column("part").withValidation(1, 1));
    }
}
