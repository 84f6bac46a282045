package dev.nnkit.api.text;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what a user may have meant. */
public final class Suggestions {
    private Suggestions() {}

    /** {@code " Did you mean relu?"}, or nothing where no known name is near and none contains the text. */
    public static String nearest(String name, Collection<String> known) {
        String text = name.toLowerCase(Locale.ROOT);
        String best = "";
        int bestDistance = Math.max(2, text.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(text, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        if (best.isEmpty() && text.length() >= 3) {
            best = known.stream()
                    .filter(candidate -> candidate.toLowerCase(Locale.ROOT).contains(text))
                    .collect(Collectors.joining(" or "));
        }
        return best.isEmpty() ? "" : " Did you mean " + best + "?";
    }

    /** How many letters must be inserted, deleted, replaced, or swapped with their neighbour (Damerau 1964). */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, table, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] table, int i, int j) {
        int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
