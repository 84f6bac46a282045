package dev.nnkit.core.table;

import static dev.nnkit.core.table.TableFiles.NAME;
import static dev.nnkit.core.table.TableFiles.assertSays;
import static dev.nnkit.core.table.TableFiles.read;
import static dev.nnkit.core.table.TableFiles.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    /** Texts that need care: quotes, separators, line ends, spaces, letters of several bytes. */
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.strings()
                .withChars('a', '1', '"', ',', ';', '\t', '\n', '\r', ' ', 'ü', '漢')
                .ofMaxLength(6)
                .injectDuplicates(0.1);
        return Arbitraries.integers()
                .between(2, 5)
                .flatMap(width -> cell.list().ofSize(width).list().ofMaxSize(8));
    }

    private static String written(List<List<String>> table, char separator, String lineEnd) {
        StringBuilder text = new StringBuilder();
        int width = table.isEmpty() ? 2 : table.get(0).size();
        for (int i = 0; i < width; i++) {
            text.append(i == 0 ? "" : separator).append("name").append(i);
        }
        for (List<String> row : table) {
            text.append(lineEnd);
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                boolean plain = !cell.isEmpty() && cell.chars().allMatch(c -> Character.isLetterOrDigit((char) c));
                text.append(i == 0 ? "" : separator).append(plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
            }
        }
        return text.toString();
    }

    @Property
    void whatWasWrittenIsRead(
            @ForAll("tables") List<List<String>> table,
            @ForAll("separators") char separator,
            @ForAll boolean crlf,
            @ForAll boolean mark,
            @ForAll boolean lastLineEnds)
            throws IOException {
        String lineEnd = crlf ? "\r\n" : "\n";
        String text = (mark ? "\uFEFF" : "") + written(table, separator, lineEnd) + (lastLineEnds ? lineEnd : "");
        CsvRows rows = rows(text);
        assertEquals(separator, rows.separator());
        assertEquals("name0", rows.header().get(0));
        assertEquals(table, read(rows));
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '\t');
    }

    /** Gives few bytes at a time, so that letters and rows are torn apart. */
    @Property(tries = 50)
    void piecesOfAnySizeMakeTheSameRows(@ForAll("tables") List<List<String>> table) throws IOException {
        byte[] bytes = written(table, ';', "\r\n").getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
        assertEquals(table, read(CsvRows.of(NAME, slow, null)));
    }

    @Test
    void spacesAndEmptyLinesBetweenFieldsDoNotCount() throws IOException {
        assertEquals(List.of(List.of("1", " b "), List.of("", "2")), read(rows("x , y\n 1\t,\" b \"\n\n , 2 \n")));
    }

    @Test
    void separatorsWithinQuotesDoNotCount() throws IOException {
        CsvRows rows = rows("\"a,b,c\";d\n1;2\n");
        assertEquals(';', rows.separator());
        assertEquals(List.of("a,b,c", "d"), rows.header());
    }

    @Test
    void theSeparatorCanBeGiven() throws IOException {
        CsvRows rows =
                CsvRows.of(NAME, new ByteArrayInputStream("a,b|c\n1,5|2\n".getBytes(StandardCharsets.UTF_8)), '|');
        assertEquals(List.of("a,b", "c"), rows.header());
        assertEquals(List.of(List.of("1,5", "2")), read(rows));
    }

    @Test
    void oneColumnNeedsNoSeparator() throws IOException {
        assertEquals(List.of(List.of("1"), List.of("")), read(rows("x\n1\n\"\"\n")));
    }

    @Test
    void aRowOfAPipeIsThereBeforeTheNextIsWritten() throws IOException {
        PipedOutputStream out = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(out)) {
            out.write("x,y\r\n".getBytes(StandardCharsets.UTF_8));
            CsvRows rows = CsvRows.of(NAME, in, null);
            for (int i = 0; i < 3; i++) {
                out.write((i + ",ä\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                assertTrue(rows.next());
                assertEquals(List.of(Integer.toString(i), "ä"), TableFiles.fields(rows.row()));
            }
            out.close();
            assertFalse(rows.next());
        }
    }

    @Test
    void linesAreCountedAsAnEditorDoes() throws IOException {
        CsvRows rows = rows("x,y\r\n\"a\r\nb\",1\r\n\r\n2,3\r\n");
        List<Long> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.row().line());
        }
        assertEquals(List.of(2L, 5L), lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "na", "N/A", "NaN", "NAN", "null", "NULL", "?", "\"\"", "  "})
    void missingValues(String field) throws IOException {
        CsvRows rows = rows("x,y\n" + field + ",1\n");
        assertTrue(rows.next());
        assertTrue(rows.row().isMissing(0));
        assertFalse(rows.row().isMissing(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"NA\"", "\"?\"", "NAB", "none", "\" \"", "-"})
    void presentValues(String field) throws IOException {
        CsvRows rows = rows("x,y\n" + field + ",1\n");
        assertTrue(rows.next());
        assertFalse(rows.row().isMissing(0));
    }

    private static void assertRejected(byte[] bytes, String message) {
        assertSays(NAME, message, () -> read(rows(bytes)));
    }

    private static void assertRejected(String text, String message) {
        assertRejected(text.getBytes(StandardCharsets.UTF_8), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~            | FILE: is empty: expected a line that names the columns, and rows.",
                "~\uFEFF\n\n~  | FILE: is empty: expected a line that names the columns, and rows.",
                "~a,,b\n~      | FILE, line 1: column 2 has no name.",
                "~a,b,a\n~     | FILE, line 1: two columns are called \"a\".",
                "~1.5,2,3\n~   | FILE, line 1: must name the columns but holds only numbers: 1.5, 2, 3. Put a line with their names before it.",
                "~a,b\n1,2\n3~ | FILE, line 3: must have 2 fields, as the header has, but has 1.",
                "~a,b\n1,2,3\n~| FILE, line 2: must have 2 fields, as the header has, but has 3.",
                "~a,b\n\"1,2\n3,4\n~ | FILE, line 2: a quote is opened in this row and never closed.",
                "~a,b\n\"1\"2,3\n~ | FILE, line 2: a field goes on after its closing quote. A quote within quotes is written twice.",
            })
    void whatIsNoTable(String text, String message) {
        assertRejected(text, message);
    }

    @Test
    void whatIsNotUtf8() {
        byte[] latin = "a,b\n1,2\nM\u00fcnchen,3\n".getBytes(StandardCharsets.ISO_8859_1);
        assertRejected(latin, "FILE, line 3: is not UTF-8: byte fc does not belong there. Save it as UTF-8.");
        assertRejected(
                "a,b\n".getBytes(StandardCharsets.UTF_16),
                "FILE, line 1: is not UTF-8: byte fe does not belong there. Save it as UTF-8.");
        byte[] torn = {'a', '\n', (byte) 0xc3};
        assertRejected(torn, "FILE, line 2: is not UTF-8: byte c3 does not belong there. Save it as UTF-8.");
    }

    @Test
    void aQuoteThatIsNeverClosedIsNotReadIntoMemoryForEver() {
        String text = "a,b\n\"" + "x".repeat(17 << 20);
        assertRejected(
                text,
                "FILE, line 2: a field has more than 16777216 characters. Is a quote opened in this row and never closed?");
    }

    @Test
    void afterARowWithTooFewFieldsTheNextIsRead() throws IOException {
        CsvRows rows = rows("a,b\n1\n3,4\n");
        assertSays(NAME, "FILE, line 2: must have 2 fields, as the header has, but has 1.", rows::next);
        assertTrue(rows.next());
        assertEquals(List.of("3", "4"), TableFiles.fields(rows.row()));
        assertFalse(rows.next());
    }
}
