package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final String FORM =
            "expected FROM:TO, counted from 0, TO not included, such as 0:8000, 8000: or :8000.";

    @Test
    void eitherEndMayBeOpen() {
        assertEquals(new Rows(0, 8000), Rows.parse("0:8000"));
        assertEquals(new Rows(0, 8000), Rows.parse(" :8000 "));
        assertEquals(new Rows(8000, Rows.END), Rows.parse("8000:"));
        assertEquals(new Rows(0, Rows.END), Rows.parse(":"));
        assertEquals("8000:", new Rows(8000, Rows.END).toString());
    }

    @Property
    void printsWhatItParses(
            @ForAll @IntRange(max = 1 << 30) int from, @ForAll @IntRange(min = 1, max = 1 << 29) int count) {
        Rows rows = new Rows(from, from + count);
        assertEquals(rows, Rows.parse(rows.toString()));
    }

    /** Any text is either a range or an error that shows it. */
    @Property
    void everyOtherTextIsShown(@ForAll String text) {
        if (!text.strip().matches("\\d*:\\d*")) {
            String message = assertThrows(IllegalArgumentException.class, () -> Rows.parse(text))
                    .getMessage();
            assertTrue(message.startsWith("rows \"" + text + "\": expected FROM:TO"), message);
        }
    }

    @Test
    void textsThatAreNoRange() {
        assertSays(IllegalArgumentException.class, "rows \"8000-10000\": " + FORM, () -> Rows.parse("8000-10000"));
        assertSays(IllegalArgumentException.class, "rows \"-5:\": " + FORM, () -> Rows.parse("-5:"));
        assertSays(IllegalArgumentException.class, "rows \"٣:٤\": " + FORM, () -> Rows.parse("٣:٤"));
        assertSays(IllegalArgumentException.class, "rows 5:5: there are none: " + FORM, () -> Rows.parse("5:5"));
        assertSays(IllegalArgumentException.class, "rows 7:5: there are none: " + FORM, () -> new Rows(7, 5));
        assertSays(IllegalArgumentException.class, "rows -1:5: there are none: " + FORM, () -> new Rows(-1, 5));
        assertSays(
                IllegalArgumentException.class,
                "rows \"0:99999999999\": 99999999999 is larger than the number of rows that there can be, 2147483647.",
                () -> Rows.parse("0:99999999999"));
    }

    @Test
    void takesTheRowsOfADataset() {
        Dataset data = Generators.sine(10, 1);
        assertTrue(data.slice(2, 5)
                .inputs()
                .get(0)
                .sameBits(Rows.parse("2:5").of(data).inputs().get(0)));
        assertEquals(3, Rows.parse("7:").of(data).size());
        assertEquals(10, Rows.parse(":10").of(data).size());
        String have = ": the data have only 10 rows, which are 0:10.";
        assertSays(
                IllegalArgumentException.class,
                "rows 5:11" + have,
                () -> Rows.parse("5:11").of(data));
        assertSays(
                IllegalArgumentException.class,
                "rows 10:" + have,
                () -> Rows.parse("10:").of(data));
        assertSays(
                IllegalArgumentException.class,
                "rows 8000:10000" + have,
                () -> Rows.parse("8000:10000").of(data));
    }
}
