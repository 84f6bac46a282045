package dev.nnkit.core.plot;

import java.util.List;
import java.util.Locale;

/**
 * A surface while it is learned: one plot after another, such as one an epoch. They should have one window; marks, labels and
 * names are those of the last.
 *
 * <p>The same plots give the same text. Thread-safe as long as nobody writes into the fields.
 *
 * @param plots one or more; throws IllegalArgumentException for none
 */
public record SurfaceFilm(List<SurfacePlot> plots) {
    private static final double SECONDS_A_FRAME = 0.2;
    /** The last picture stays so much longer. */
    private static final double SECONDS_AT_THE_END = 2;

    private static final double TILE = 150;
    private static final double GAP = 14;
    private static final double TOP = 46;

    public SurfaceFilm {
        plots = List.copyOf(plots);
        if (plots.isEmpty()) {
            throw new IllegalArgumentException("film: there must be 1 surface or more but there are none.");
        }
    }

    /**
     * A picture that moves, without a script: it plays in a browser and in an image tag, over and over. Whoever asks for less
     * motion, and viewers that know no animation, see the last surface.
     */
    public String toSvg() {
        SurfaceDrawing drawing = new SurfaceDrawing(plots);
        double cycle = plots.size() * SECONDS_A_FRAME + SECONDS_AT_THE_END;
        drawing.drawing().style(css(cycle));
        for (int i = 0; i < plots.size(); i++) {
            boolean last = i == plots.size() - 1;
            // a negative delay: the animation is under way when the picture appears
            String delay = String.format(Locale.ROOT, "%.1fs", i * SECONDS_A_FRAME - cycle);
            drawing.drawing()
                    .group("class=\"" + (last ? "last" : "frame") + "\" style=\"animation-delay:" + delay + "\"");
            drawing.drawField(plots.get(i));
            drawing.drawing().endGroup();
        }
        return drawing.finish();
    }

    private static String css(double cycle) {
        String frame = String.format(Locale.ROOT, "%.3f%%", 100 * SECONDS_A_FRAME / cycle);
        String last = String.format(Locale.ROOT, "%.3f%%", 100 * (SECONDS_A_FRAME + SECONDS_AT_THE_END) / cycle);
        String rule = String.format(Locale.ROOT, "animation-duration:%.1fs;", cycle)
                + "animation-timing-function:step-end;animation-iteration-count:infinite";
        return ".frame{visibility:hidden}"
                + "@keyframes frame{0%{visibility:visible}" + frame + "{visibility:hidden}}"
                + "@keyframes last{0%{visibility:visible}" + last + "{visibility:hidden}100%{visibility:hidden}}"
                + ".frame{animation-name:frame;" + rule + "}.last{animation-name:last;" + rule + "}"
                + "@media(prefers-reduced-motion:reduce){.frame,.last{animation:none}}";
    }

    /** A page that plays the film, and lets it be stopped and looked at plot by plot. Everything is in it. */
    public String toHtml() {
        return FilmPage.of(plots);
    }

    /**
     * Some of the plots side by side, the first and the last among them; more of the early ones, where most is learned.
     *
     * @param columns in a row; at most three rows are drawn. Throws IllegalArgumentException if less than 1
     */
    public String strip(int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("film: columns must be 1 or more but is " + columns + ".");
        }
        int count = Math.min(plots.size(), 3 * columns);
        double[] range = SurfaceDrawing.range(plots);
        double row = TILE + 2 * Drawing.LINE;
        int across = Math.min(columns, count);
        int down = (count + columns - 1) / columns;
        SurfacePlot end = plots.get(plots.size() - 1);
        double width = Math.max(GAP + across * (TILE + GAP), 2 * GAP + Drawing.width(end.title(), Drawing.TITLE));
        Drawing drawing = new Drawing(width, TOP + down * row, end.title());
        drawing.title(GAP, end.title());
        for (int i = 0; i < count; i++) {
            int chosen = chosen(i, count);
            int rowsAbove = i / columns;
            drawTile(drawing, plots.get(chosen), GAP + i % columns * (TILE + GAP), TOP + rowsAbove * row, range);
        }
        return drawing.finish();
    }

    /** The square of an even distance, with no plot twice. */
    private int chosen(int index, int count) {
        int last = plots.size() - 1;
        if (count == 1) {
            return last;
        }
        double even = (double) index / (count - 1);
        long early = Math.round(even * even * last);
        return (int) Math.min(Math.max(early, index), last - (count - 1 - index));
    }

    private static void drawTile(Drawing drawing, SurfacePlot plot, double left, double top, double[] range) {
        drawing.image(left, top, TILE, TILE, Png.base64(plot.field().image(range[0], range[1]), 1));
        drawing.frame(left, top, TILE, TILE, Palette.FAINT_INK);
        drawing.text(left + TILE / 2, top + TILE + Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, plot.caption());
    }
}
