package dev.nnkit.core.plot;

import java.util.List;
import java.util.Locale;

/** Colours that people with any kind of colour vision can tell apart, on white. */
final class Palette {
    static final String INK = "#222222";
    static final String FAINT_INK = "#666666";
    static final String GRID = "#dddddd";
    static final String PAPER = "#ffffff";

    /**
     * The palette of Okabe and Ito without its yellow, which is hard to see on white.
     *
     * @see <a href="https://jfly.uni-koeln.de/color/">Okabe, Ito 2008</a>
     */
    private static final List<String> LINES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000");

    /** Where the colours come round again, the lines are broken in other ways. */
    private static final List<String> DASHES = List.of("", "6 3", "2 3", "8 3 2 3");

    private static final int[] DEEPEST = {0x00, 0x50, 0x8c};

    private Palette() {}

    static String line(int index) {
        return LINES.get(index % LINES.size());
    }

    static String dash(int index) {
        return DASHES.get(index / LINES.size() % DASHES.size());
    }

    /** From white, at 0, to deep blue, at 1. */
    static String shade(double share) {
        int[] mixed = new int[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = (int) Math.round(255 + share * (DEEPEST[i] - 255));
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
    }

    /** What can be read on a shade. */
    static String inkOn(double share) {
        return share > 0.5 ? PAPER : INK;
    }
}
