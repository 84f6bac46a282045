package dev.nnkit.core.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some consecutive rows of a dataset, from the first to one before the last, both counted from 0.
 *
 * @param from the first row, 0 or more
 * @param to the row after the last one, greater than from, or {@link #END}
 */
public record Rows(int from, int to) {
    /** As {@link #to}: up to the end, wherever that is. */
    public static final int END = Integer.MAX_VALUE;

    private static final Pattern TEXT = Pattern.compile("(\\d*):(\\d*)");
    private static final String FORM =
            "expected FROM:TO, counted from 0, TO not included, such as 0:8000, 8000: or :8000.";

    public Rows {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("rows " + text(from, to) + ": there are none: " + FORM);
        }
    }

    /**
     * Reads {@code 0:8000}; either number may be left out.
     *
     * @throws IllegalArgumentException if the text has another form, a number is too large, or it names no row
     */
    public static Rows parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("rows \"" + text + "\": " + FORM);
        }
        return new Rows(number(text, matcher.group(1), 0), number(text, matcher.group(2), END));
    }

    private static int number(String text, String digits, int otherwise) {
        if (digits.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "rows \"" + text + "\": " + digits + " is larger than the number of rows that there can be, "
                            + Integer.MAX_VALUE + ".",
                    e);
        }
    }

    /**
     * These rows of a dataset, copied.
     *
     * @throws IllegalArgumentException if it has fewer rows, or with an open end, none of these
     */
    public Dataset of(Dataset data) {
        int end = to == END ? data.size() : to;
        if (from >= end || end > data.size()) {
            throw new IllegalArgumentException(
                    "rows " + this + ": the data have only " + data.size() + " rows, which are 0:" + data.size() + ".");
        }
        return data.slice(from, end);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return text(from, to);
    }

    private static String text(int from, int to) {
        return from + ":" + (to == END ? "" : Integer.toString(to));
    }
}
