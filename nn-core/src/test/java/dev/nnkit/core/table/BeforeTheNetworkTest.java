package dev.nnkit.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Rows;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a file tells before a network is built for it, and rows that are for one thing or the other. */
class BeforeTheNetworkTest {
    private static void assertWidth(int expected, IntStream targets) {
        String rows = targets.mapToObj(target -> "a," + target + "\n").collect(Collectors.joining());
        TableFiles.with(
                "x,y\n" + rows,
                file -> assertEquals(
                        expected, CsvFile.scan(file, TableOptions.target("y")).suggestedWidth()));
    }

    @Test
    void fewWholeNumbersAreTakenForClasses() {
        assertWidth(3, IntStream.range(0, 30).map(i -> i % 3));
        assertWidth(20, IntStream.range(0, 40).map(i -> i % 20));
        assertWidth(1, IntStream.range(0, 40).map(i -> i % 21));
    }

    @Test
    void textsAreClassesAndOtherNumbersAreNot() {
        TableFiles.with("x,y\n1,a\n2,b\n3,a\n", file -> {
            CsvFile scanned = CsvFile.scan(file, TableOptions.target("y"));
            assertEquals(2, scanned.suggestedWidth());
            assertEquals(Shape.of(1), scanned.inputShape());
        });
        TableFiles.with("x,y\na,1.5\nb,2\nc,2\n", file -> {
            CsvFile scanned = CsvFile.scan(file, TableOptions.target("y"));
            assertEquals(1, scanned.suggestedWidth());
            assertEquals(Shape.of(3), scanned.inputShape());
            assertEquals(scanned.decide(1).shape(), scanned.inputShape());
        });
    }

    @Test
    void aRangeIsForOneThingAndAllOtherRowsForAnother() {
        TableFiles.with("x,y\n0,0.5\n1,0.5\n2,0.5\n3,0.5\n4,0.5\n", file -> {
            CsvFile scanned = CsvFile.scan(
                    file,
                    TableOptions.target("y")
                            .scale(Scale.NONE)
                            .partition(Partition.rows(new Rows(1, 3), Part.TEST, Part.TRAIN)));
            Table table = scanned.read(scanned.decide(1));
            assertEquals(3, table.train().size());
            assertEquals(4, table.train().inputs().get(0).get(2));
            assertEquals(1, table.test().inputs().get(0).get(0));
        });
    }

    @Test
    void onlyDamagedTextEndsReading() throws IOException {
        CsvRows rows = TableFiles.rows("x,y\n1\n1,2\n\"1,2\n");
        assertThrows(DataException.class, rows::next);
        assertFalse(rows.isDamaged());
        assertTrue(rows.next());
        assertThrows(DataException.class, rows::next);
        assertTrue(rows.isDamaged());
    }
}
