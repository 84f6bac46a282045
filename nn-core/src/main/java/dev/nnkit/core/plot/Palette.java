package dev.nnkit.core.plot;

import java.util.List;
import java.util.Locale;

/** Colours that people with any kind of colour vision can tell apart, on white. */
public final class Palette {
    public static final String INK = "#222222";
    public static final String FAINT_INK = "#666666";
    public static final String GRID = "#dddddd";
    public static final String PAPER = "#ffffff";

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
    private static final double[] WHITE = {1, 1, 1};
    private static final double[] BLUE = rgb("#0072b2");
    private static final double[] VERMILION = rgb("#d55e00");
    /** How much of a class's colour stands where nothing, or everything, speaks for it. */
    private static final double PALEST = 0.06;

    private static final double STRONGEST = 0.62;

    private Palette() {}

    /** The colour of this number, from 0: blue, vermilion, green, ... */
    public static String line(int index) {
        return LINES.get(index % LINES.size());
    }

    static String dash(int index) {
        return DASHES.get(index / LINES.size() % DASHES.size());
    }

    /** The colour of a class, red, green and blue from 0 to 1: pale at 0, strong at 1. */
    static double[] ofClass(int index, double sure) {
        return mixed(WHITE, rgb(line(index)), PALEST + sure * (STRONGEST - PALEST));
    }

    /** From blue, at 0, over white to vermilion, at 1. */
    static double[] diverging(double share) {
        return share < 0.5 ? mixed(BLUE, WHITE, 2 * share) : mixed(WHITE, VERMILION, 2 * share - 1);
    }

    static String hex(double[] rgb) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(255 * rgb[0]),
                Math.round(255 * rgb[1]),
                Math.round(255 * rgb[2]));
    }

    private static double[] rgb(String hex) {
        int bits = Integer.parseInt(hex.substring(1), 16);
        return new double[] {(bits >> 16) / 255.0, (bits >> 8 & 255) / 255.0, (bits & 255) / 255.0};
    }

    private static double[] mixed(double[] from, double[] to, double share) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            result[i] = from[i] + share * (to[i] - from[i]);
        }
        return result;
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
