package dev.nnkit.explain;

import java.util.List;

/**
 * Draws an {@link Explanation} as one still picture, SVG on white: neurons as circles with what they send on and, below
 * it, their exact {@link Blame}; weights as lines, their sign by colour and their size by thickness; every other number
 * in titles, which viewers show where the pointer rests. Of a large layer the most to blame are drawn one by one, and all
 * others as one circle, whose numbers are sums. Thread-safe: immutable.
 *
 * @param names of what goes in and comes out; none by default
 * @param most how many circles of a layer are drawn one by one, 1 or more; default {@value ExplanationText#MOST}
 */
public record ExplanationSvg(Names names, int most) {
    private static final double HEAD = 44;
    private static final double LINE = 18;
    private static final double HEADING = 16;
    /** A guess, rather too wide, in font sizes: the font is the viewer's. */
    private static final double WIDEST_LETTER = 0.63;
    /** So that the legend has room. */
    private static final double NARROWEST = 640;

    /** @throws IllegalArgumentException if {@code most} is less than 1 */
    public ExplanationSvg {
        requireCircles(most);
    }

    static void requireCircles(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "explanation: layers must have 1 circle or more but most is " + most + ".");
        }
    }

    /** Without names, with layers of {@value ExplanationText#MOST} circles. */
    public ExplanationSvg() {
        this(Names.none(), ExplanationText.MOST);
    }

    /** @param heading what stands above it, such as where the example is from */
    public String of(Explanation explanation, String heading) {
        NetworkDrawing drawing = drawing(explanation);
        Plan plan = drawing.plan();
        List<String> legend = List.of(
                "In a circle: what comes out, and below it the blame. Blame above 0: it should have been larger.",
                "Lines are weights, thicker where larger: blue above 0, orange below.",
                "The loss is " + Figures.full(explanation.lossBefore()) + "; after one nudge of all weights, -"
                        + Figures.full(explanation.learningRate()) + " * gradient, it is "
                        + Figures.full(explanation.lossAfter()) + ".");
        double width = Math.max(Math.max(plan.width(), NARROWEST), 32 + HEADING * WIDEST_LETTER * heading.length());
        double height = HEAD + plan.height() + LINE * (legend.size() + 1);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
                + NetworkDrawing.number(width) + "\" height=\"" + NetworkDrawing.number(height) + "\" viewBox=\"0 0 "
                + NetworkDrawing.number(width) + " " + NetworkDrawing.number(height)
                + "\" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n<title>"
                + NetworkDrawing.escaped(heading)
                + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.append(text(26, HEADING, heading));
        svg.append("<g transform=\"translate(" + NetworkDrawing.number((width - plan.width()) / 2) + " "
                + NetworkDrawing.number(HEAD) + ")\">\n" + drawing.elements() + "</g>\n");
        for (int i = 0; i < legend.size(); i++) {
            svg.append(text(HEAD + plan.height() + LINE * (i + 1), 12, legend.get(i)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String text(double y, double size, String text) {
        return "<text x=\"16\" y=\"" + NetworkDrawing.number(y) + "\" font-size=\"" + NetworkDrawing.number(size)
                + "\" fill=\"#222222\">" + NetworkDrawing.escaped(text) + "</text>\n";
    }

    NetworkDrawing drawing(Explanation explanation) {
        Groups groups = Groups.of(explanation, most);
        return new NetworkDrawing(explanation, names, groups, View.of(explanation, groups), Plan.of(groups));
    }
}
