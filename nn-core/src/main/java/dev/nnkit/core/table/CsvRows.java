package dev.nnkit.core.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.nnkit.core.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma separated values, one after the other, after a first line that names the columns (RFC 4180): UTF-8 with
 * or without a byte order mark, lines that end in LF or CRLF, fields in double quotes where they need it. Empty lines are
 * passed over. A row is there as soon as its line is: nothing waits for the end of a pipe. Memory is bounded by the
 * longest row.
 *
 * <p>Not thread-safe; the stream is closed by whoever opened it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class CsvRows {
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final int LONGEST_FIELD = 1 << 24;

    private final Path source;
    private final Utf8Reader reader;
    private final char separator;
    private final CsvRow row;
    private final Iterator<CsvRow> rows;
    private final List<String> header;
    private boolean damaged;

    private CsvRows(Path source, InputStream bytes, @Nullable Character separator) throws IOException {
        this.source = source;
        this.reader = new Utf8Reader(bytes);
        this.row = new CsvRow(source, "line");
        row.begin(1);
        this.separator = separator != null ? separator : separatorOf(firstLine());
        // The number of fields is checked here, where what follows a bad row can still be read.
        this.rows = CsvReader.builder()
                .fieldSeparator(this.separator)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .build(new Collector(row), reader)
                .iterator();
        this.header = readHeader();
    }

    /**
     * Reads the header.
     *
     * @param source what messages begin with; need not be a file
     * @param separator between fields; null: comma, semicolon or tab, whichever is most frequent in the header
     * @throws DataException if there is none, or a column in it has no name or that of another
     */
    public static CsvRows of(Path source, InputStream bytes, @Nullable Character separator) throws IOException {
        return new CsvRows(source, bytes, separator);
    }

    private String firstLine() throws IOException {
        try {
            return reader.peekLine();
        } catch (MalformedInputException e) {
            throw notUtf8(e);
        }
    }

    private static char separatorOf(String line) {
        char best = SEPARATORS[0];
        long most = 0;
        // Separators within quotes are none: leave every second part between quotes out.
        String[] parts = line.split("\"", -1);
        for (char candidate : SEPARATORS) {
            long count = 0;
            for (int i = 0; i < parts.length; i += 2) {
                count += parts[i].chars().filter(c -> c == candidate).count();
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private List<String> readHeader() throws IOException {
        if (!advance()) {
            throw new DataException(source, "is empty: expected a line that names the columns, and rows.");
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int numbers = 0;
        for (int i = 0; i < row.size(); i++) {
            String name = row.text(i);
            if (name.isBlank()) {
                throw row.problem("column " + (i + 1) + " has no name.");
            }
            if (!seen.add(name)) {
                throw row.problem("two columns are called " + Problems.quoted(name) + ".");
            }
            numbers += Double.isNaN(row.number(i)) ? 0 : 1;
            names.add(name);
        }
        if (numbers == row.size()) {
            throw row.problem("must name the columns but holds only numbers: " + Problems.listed(names)
                    + ". Put a line with their names before it.");
        }
        return List.copyOf(names);
    }

    /** The names of the columns. */
    public List<String> header() {
        return header;
    }

    /** What stands between fields. */
    public char separator() {
        return separator;
    }

    /** The row that was read last, overwritten by the next. */
    public CsvRow row() {
        return row;
    }

    /**
     * Reads the next row; false if there is none.
     *
     * @throws DataException if it has more or fewer fields than the header, after which the next row can be read; or if the
     *     text is damaged (a quote that is not closed or in the wrong place, not UTF-8), which nothing can be read after
     */
    public boolean next() throws IOException {
        if (!advance()) {
            return false;
        }
        if (row.size() != header.size()) {
            throw row.problem("must have " + header.size() + " fields, as the header has, but has " + row.size() + ".");
        }
        return true;
    }

    /** Whether {@link #next} has found text after which nothing can be read. */
    public boolean isDamaged() {
        return damaged;
    }

    private boolean advance() throws IOException {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (CsvParseException e) {
            damaged = true;
            throw damaged(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            damaged = true;
            if (e.getCause() instanceof MalformedInputException malformed) {
                throw notUtf8(malformed);
            }
            throw e.getCause();
        }
    }

    /** The parser tells kinds of damage apart in its messages only. */
    private DataException damaged(String message) {
        if (message.startsWith("Unclosed")) {
            return row.problem("a quote is opened in this row and never closed.");
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return row.problem("a field goes on after its closing quote. A quote within quotes is written twice.");
        }
        return row.problem("a field has more than " + LONGEST_FIELD
                + " characters. Is a quote opened in this row and never closed?");
    }

    private DataException notUtf8(MalformedInputException cause) {
        DataException problem =
                row.problem("is not UTF-8: byte " + reader.badByte() + " does not belong there. Save it as UTF-8.");
        problem.initCause(cause);
        return problem;
    }

    /** Collects the fields that the parser finds. */
    private static final class Collector extends AbstractBaseCsvCallbackHandler<CsvRow> {
        private final CsvRow row;

        Collector(CsvRow row) {
            this.row = row;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.begin(startingLineNumber);
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            row.add(buffer, offset, length, quoted);
        }

        @Override
        protected CsvRow buildRecord() {
            return row;
        }
    }
}
