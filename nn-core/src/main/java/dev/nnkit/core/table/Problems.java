package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The words about bad values, the same for everybody who finds them. */
final class Problems {
    static final String NO_TARGET =
            "the target is missing. Nothing can stand for it: fill it in, or have such rows dropped.";

    private static final int SHOWN = 10;
    private static final int LONGEST = 60;

    private Problems() {}

    /** @param place of the row, empty if it is nowhere */
    static DataException at(Path source, String place, String column, String sentence) {
        String where = "column " + quoted(column);
        return new DataException(source, place.isEmpty() ? where : place + ", " + where, sentence);
    }

    static String missing(String text) {
        return (text.isEmpty() ? "the value is missing" : quoted(text) + " stands for a missing value")
                + ". Fill it in, or choose what is done with missing values: mean or drop.";
    }

    static String notANumber(String text) {
        boolean comma = text.matches("[-+]?\\d+,\\d+");
        return quoted(text) + " is not a number" + (comma ? ": decimals have a point." : ".");
    }

    static String quoted(String text) {
        return "\"" + plain(text) + "\"";
    }

    /** Names as messages show them. */
    static List<String> plain(List<String> names) {
        return names.stream().map(Problems::plain).toList();
    }

    private static String plain(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return start.replaceAll("\\p{Cc}", "?");
    }

    /** The first of some names, and how many more there are. */
    static String listed(List<String> names) {
        String first = plain(names).stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
