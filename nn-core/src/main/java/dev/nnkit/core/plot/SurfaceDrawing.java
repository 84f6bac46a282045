package dev.nnkit.core.plot;

import java.util.ArrayList;
import java.util.List;

/** Lays out and draws a surface, or several in one place: they share window, marks, names and the scale of their numbers. */
final class SurfaceDrawing {
    private static final double BOX = 420;
    private static final double GAP = 8;
    private static final double TITLE_HEIGHT = 44;
    private static final double BAR_WIDTH = 18;
    private static final int BAR_STEPS = 60;
    private static final double MARK = 3.6;

    private final SurfacePlot common;
    private final boolean alone;
    private final Drawing drawing;
    private final Axis x;
    private final Axis y;
    private final double left;
    private final double top;
    private final double low;
    private final double high;

    SurfaceDrawing(List<SurfacePlot> plots) {
        this.common = plots.get(plots.size() - 1);
        this.alone = plots.size() == 1;
        double[] range = range(plots);
        this.low = range[0];
        this.high = range[1];
        Window window = common.field().window();
        this.x = Axis.exact(window.left(), window.right(), false);
        this.y = Axis.exact(window.bottom(), window.top(), false);
        double numbers = y.ticks().stream()
                .mapToDouble(tick -> Drawing.width(tick.label(), Drawing.TEXT))
                .max()
                .orElse(0);
        this.left = GAP + Drawing.LINE + numbers + GAP;
        boolean captioned = plots.stream().anyMatch(plot -> !plot.caption().isEmpty());
        this.top = TITLE_HEIGHT + (captioned ? Drawing.LINE : 0);
        double key = BAR_WIDTH
                + GAP
                + keyTexts().stream()
                        .mapToDouble(text -> Drawing.width(text, Drawing.TEXT))
                        .max()
                        .orElse(0);
        double width =
                Math.max(left + BOX + 2 * GAP + key + GAP, left + Drawing.width(common.title(), Drawing.TITLE) + GAP);
        this.drawing = new Drawing(width, top + BOX + 3 * Drawing.LINE, common.title());
        drawing.title(left, common.title());
    }

    /** {least, largest} of all numbers, of the surfaces and of the marks; what few marks reach beyond is cut off. */
    static double[] range(List<SurfacePlot> plots) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (SurfacePlot plot : plots) {
            double[] own = plot.field().range();
            low = Math.min(low, own[0]);
            high = Math.max(high, own[1]);
        }
        for (SurfacePlot.Mark mark : plots.get(plots.size() - 1).marks()) {
            low = Math.min(low, mark.target());
            high = Math.max(high, mark.target());
        }
        return new double[] {low, high};
    }

    Drawing drawing() {
        return drawing;
    }

    /** The colours and the caption of one surface. */
    void drawField(SurfacePlot plot) {
        drawing.image(left, top, BOX, BOX, png(plot));
        if (!plot.caption().isEmpty()) {
            drawing.text(left, top - GAP, Drawing.Anchor.START, Palette.FAINT_INK, plot.caption());
        }
    }

    /**
     * The colours of one surface. Alone, it is enlarged to about the size that it is drawn in, since not every viewer leaves
     * pixels sharp; of many, each is as small as it can be.
     */
    String png(SurfacePlot plot) {
        int scale =
                alone ? Math.max(1, (int) BOX / plot.field().answers().shape().axis(1)) : 1;
        return Png.base64(plot.field().image(low, high), scale);
    }

    /** Adds what all surfaces share, above them. */
    String finish() {
        drawAxes();
        for (SurfacePlot.Mark mark : common.marks()) {
            double across = left + x.place(mark.x()) * BOX;
            double down = top + (1 - y.place(mark.y())) * BOX;
            if (isInside(mark)) {
                drawing.mark(across, down, MARK, shape(mark), colour(mark, low, high));
            }
        }
        drawKey();
        return drawing.finish();
    }

    private boolean isInside(SurfacePlot.Mark mark) {
        double across = x.place(mark.x());
        double down = y.place(mark.y());
        return across >= 0 && across <= 1 && down >= 0 && down <= 1;
    }

    private int shape(SurfacePlot.Mark mark) {
        return common.field().isOfNumbers() ? 0 : (int) mark.target();
    }

    private String colour(SurfacePlot.Mark mark, double from, double to) {
        return common.field().isOfNumbers()
                ? Palette.hex(Palette.diverging(Field.share(mark.target(), from, to)))
                : Palette.line((int) mark.target());
    }

    private void drawAxes() {
        double bottom = top + BOX;
        for (Axis.Tick tick : y.ticks()) {
            double at = top + (1 - y.place(tick.value())) * BOX;
            drawing.line(left - 4, at, left, at, Palette.INK);
            drawing.text(left - GAP, at + 4.5, Drawing.Anchor.END, Palette.INK, tick.label());
        }
        for (Axis.Tick tick : x.ticks()) {
            double at = left + x.place(tick.value()) * BOX;
            drawing.line(at, bottom, at, bottom + 4, Palette.INK);
            drawing.text(at, bottom + Drawing.LINE, Drawing.Anchor.MIDDLE, Palette.INK, tick.label());
        }
        drawing.frame(left, top, BOX, BOX, Palette.INK);
        double middle = bottom + 2.3 * Drawing.LINE;
        drawing.text(
                left + BOX / 2,
                middle,
                Drawing.Anchor.MIDDLE,
                Palette.INK,
                common.labels().get(0));
        drawing.textUpwards(
                GAP + Drawing.TEXT,
                top + BOX / 2,
                Drawing.Anchor.MIDDLE,
                Palette.INK,
                common.labels().get(1));
    }

    private List<String> keyTexts() {
        List<String> texts = new ArrayList<>();
        if (common.field().isOfNumbers()) {
            Axis.exact(low, high, false).ticks().forEach(tick -> texts.add(tick.label()));
            return texts;
        }
        for (int i = 0; i < common.field().answers().shape().last(); i++) {
            texts.add(common.className(i));
        }
        texts.add("undecided");
        return texts;
    }

    private void drawKey() {
        double start = left + BOX + 2 * GAP;
        if (common.field().isOfNumbers()) {
            drawScale(start);
            return;
        }
        int classes = common.field().answers().shape().last();
        for (int i = 0; i < classes; i++) {
            double at = top + (i + 0.7) * 1.3 * Drawing.LINE;
            drawing.mark(start + BAR_WIDTH / 2, at - 4.5, 1.5 * MARK, i, Palette.line(i));
            drawing.text(start + BAR_WIDTH + GAP, at, Drawing.Anchor.START, Palette.INK, common.className(i));
        }
        double from = top + (classes + 1) * 1.3 * Drawing.LINE;
        int steps = 24;
        for (int i = 0; i < steps; i++) {
            String colour = Palette.hex(Palette.ofClass(0, 1 - i / (steps - 1.0)));
            drawing.rect(start, from + i * 3, BAR_WIDTH, 3.3, colour);
        }
        drawing.text(start + BAR_WIDTH + GAP, from + 9, Drawing.Anchor.START, Palette.FAINT_INK, "sure");
        drawing.text(start + BAR_WIDTH + GAP, from + 3 * steps, Drawing.Anchor.START, Palette.FAINT_INK, "undecided");
    }

    private void drawScale(double start) {
        double step = BOX / BAR_STEPS;
        for (int i = 0; i < BAR_STEPS; i++) {
            String colour = Palette.hex(Palette.diverging(1 - i / (BAR_STEPS - 1.0)));
            drawing.rect(start, top + i * step, BAR_WIDTH, Math.min(step + 0.3, BOX - i * step), colour);
        }
        drawing.frame(start, top, BAR_WIDTH, BOX, Palette.FAINT_INK);
        Axis scale = Axis.exact(low, high, false);
        for (Axis.Tick tick : scale.ticks()) {
            double at = top + (1 - scale.place(tick.value())) * BOX;
            drawing.text(start + BAR_WIDTH + GAP, at + 4.5, Drawing.Anchor.START, Palette.INK, tick.label());
        }
    }
}
