package dev.nnkit.core.file;

/** Texts from files as messages show them: short, on one line, and so that they cannot command a terminal. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    static String quoted(String text) {
        return "\"" + plain(text) + "\"";
    }

    static String plain(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return start.replaceAll("\\p{Cc}", "?");
    }

    /** A whole message that has texts from files in it; line breaks separate several problems. */
    static String printable(String message) {
        return message.replaceAll("[\\p{Cc}&&[^\n]]", "?");
    }
}
