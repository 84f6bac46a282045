package dev.nnkit.core.table;

import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.network.Network;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of a network in double precision are not rounded to float32 on their way. */
class PrecisionTest {
    /** The least whole number that float32 cannot hold. */
    private static final double ODD = 16_777_217;

    private static final TableOptions OPTIONS = TableOptions.target("t").scale(Scale.NONE);
    private static final String TEXT = "x,t\n16777217,0.1\n16777216,3\n";

    @Test
    void rowsInMemoryAndFromAStreamHaveAllDigits() {
        TableFiles.with(TEXT, file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            Columns columns = scanned.decide(1);
            assertDigits(ODD, 0.1, scanned.read(columns, DataType.FLOAT64).train());
            assertDigits(16_777_216, 0.1f, scanned.read(columns).train());
            try (Examples.Pass pass =
                    scanned.stream(columns, Part.TRAIN).as(DataType.FLOAT64).open(false, 1, 1)) {
                Examples.Selection rows = pass.next(2);
                assertDigits(ODD, 0.1, rows == null ? Dataset.of(List.of(), List.of()) : rows.rows());
            }
        });
    }

    private static void assertDigits(double x, double target, Dataset rows) {
        assertEquals(x, rows.inputs().get(0).get(0));
        assertEquals(target, rows.targets().get(0).get(0));
        assertEquals(16_777_216, rows.inputs().get(0).get(1));
    }

    @Test
    void whatANetworkGetsForARowHasAllDigits() {
        record Row(double x, double t) {}
        Columns columns =
                Table.of(List.of(new Row(1, 2), new Row(2, 4)), OPTIONS, 1).columns();
        Tensor row = columns.encode(Map.of("x", "16777217"), DataType.FLOAT64);
        assertEquals(DataType.FLOAT64, row.type());
        assertEquals(ODD, row.get(0));
        assertEquals(
                ODD, columns.encode(List.of(new Row(ODD, 0)), DataType.FLOAT64).get(0));
        assertEquals(
                16_777_216, columns.encode(Map.of("x", ODD), DataType.FLOAT32).get(0));
        Network network = Network.build(sequential(dense(1)), columns.shape(), DataType.FLOAT64, 1);
        assertNotEquals(
                network.predict(row).get(0),
                network.predict(columns.encode(Map.of("x", ODD - 1), DataType.FLOAT64))
                        .get(0));
    }

    @Test
    void whatIsTooLargeDependsOnTheType() {
        TableFiles.with("x,t\n1e300,1\n1,2.5\n", file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            Columns columns = scanned.decide(1);
            assertEquals(
                    1e300,
                    scanned.read(columns, DataType.FLOAT64)
                            .train()
                            .inputs()
                            .get(0)
                            .get(0));
            TableFiles.assertSays(
                    file, "FILE, line 2, column \"x\": \"1e300\" is too large.", () -> scanned.read(columns));
            assertEquals(
                    "columns: features become numbers, so they cannot be INT32.",
                    assertThrows(IllegalArgumentException.class, () -> scanned.read(columns, DataType.INT32))
                            .getMessage());
        });
    }
}
