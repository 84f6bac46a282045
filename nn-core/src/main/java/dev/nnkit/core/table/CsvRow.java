package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one row, in one array of characters that the next row overwrites. Spaces around a field are not part of
 * it, unless they are within quotes. Not thread-safe.
 */
public final class CsvRow {
    private static final String[] MISSING = {"NA", "N/A", "NaN", "null", "?"};

    private final Path source;
    private final String unit;
    private char[] text = new char[256];
    /** Where field i ends; it begins where the one before ends. */
    private int[] ends = new int[16];

    private boolean[] quoted = new boolean[16];
    private int size;
    private long line;

    /** @param unit what its number counts: line; empty where it has none */
    CsvRow(Path source, String unit) {
        this.source = source;
        this.unit = unit;
    }

    void begin(long newLine) {
        size = 0;
        line = newLine;
    }

    void add(char[] characters, int offset, int length, boolean inQuotes) {
        int from = offset;
        int to = offset + length;
        if (!inQuotes) {
            while (from < to && characters[from] <= ' ') {
                from++;
            }
            while (from < to && characters[to - 1] <= ' ') {
                to--;
            }
        }
        int start = start(size);
        int end = start + to - from;
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            quoted = Arrays.copyOf(quoted, 2 * size);
        }
        System.arraycopy(characters, from, text, start, to - from);
        ends[size] = end;
        quoted[size++] = inQuotes;
    }

    /** Adds a field of an object: what a file would hold for it. Null is missing; of a constant of an enum its name counts. */
    void add(@Nullable Object value) {
        String field = value == null ? "" : value instanceof Enum<?> constant ? constant.name() : value.toString();
        add(field.toCharArray(), 0, field.length(), false);
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** How many fields there are. */
    public int size() {
        return size;
    }

    /** The line on which the row begins, the first of a file being 1; its place, from 0, where it comes from no file. */
    public long line() {
        return line;
    }

    /** The words for where the row is, {@code line 5}; empty if it is nowhere. */
    String place() {
        return unit.isEmpty() ? "" : unit + " " + line;
    }

    /** What stands in a field, without quotes. */
    public String text(int field) {
        return new String(text, start(field), ends[field] - start(field));
    }

    /** A field as a number; NaN if it is none, or too large for a double. */
    public double number(int field) {
        return Decimal.parse(text, start(field), ends[field]);
    }

    /** Whether nothing stands in a field, or, without quotes and in any case, NA, N/A, NaN, null or ?. */
    public boolean isMissing(int field) {
        int start = start(field);
        int length = ends[field] - start;
        if (length == 0) {
            return true;
        }
        if (length > 4 || quoted[field]) {
            return false;
        }
        for (String word : MISSING) {
            if (matches(word, start, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String word, int start, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Character.toLowerCase(text[start + i]) != Character.toLowerCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word, in any case, stands in a field. */
    boolean holds(int field, String word) {
        return matches(word, start(field), ends[field] - start(field));
    }

    /** The name of the class or category in a field: whole numbers have one name, however they are written. */
    String label(int field) {
        double number = number(field);
        return number == Math.rint(number) && Math.abs(number) < 0x1p53 ? Long.toString((long) number) : text(field);
    }

    /** What is thrown about this row. */
    DataException problem(String sentence) {
        return new DataException(source, place(), sentence);
    }

    /** What is thrown about one field of this row. */
    DataException problem(String column, String sentence) {
        return Problems.at(source, place(), column, sentence);
    }
}
