package dev.nnkit.cli;

import java.util.ArrayList;
import java.util.List;

/** Texts of specs with commas between them: {@code relu,leakyRelu(0.1),adam(0.01, beta1=0.8)} are three. */
final class CommaList {
    private CommaList() {}

    /** Splits at commas outside of parentheses and of quotes; spaces around a text do not count. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** @throws IllegalArgumentException naming the option, if one is not a whole number */
    static int[] wholeNumbers(String option, String text) {
        try {
            return split(text).stream().mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option + " must be whole numbers with commas between them but is " + text + ".", e);
        }
    }

    /** @throws IllegalArgumentException naming the option, if one is not a number */
    static double[] numbers(String option, String text) {
        try {
            return split(text).stream().mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option + " must be numbers with commas between them but is " + text + ".", e);
        }
    }
}
