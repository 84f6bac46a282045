package dev.nnkit.explain;

import com.google.common.xml.XmlEscapers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the circles and lines of a network as SVG elements, on white and without a style sheet. Their ids and classes are
 * what explain-page.js moves and colours.
 */
record NetworkDrawing(Explanation explanation, Names names, Groups groups, View view, Plan plan) {
    /** The blue and the orange of Okabe and Ito, which people with any kind of colour vision can tell apart. */
    static final String POSITIVE = "#0072b2";

    static final String NEGATIVE = "#c04f00";
    private static final String FAINT = "#8a8a8a";
    private static final String INK = "#222222";
    private static final String PAPER = "#ffffff";
    private static final double THICKEST = 7;

    static String escaped(String text) {
        return XmlEscapers.xmlAttributeEscaper().escape(text.replaceAll("[\\n\\t\\r]", " "));
    }

    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** All of it. */
    String elements() {
        StringBuilder svg = new StringBuilder();
        for (int column = 0; column < groups.columns().size(); column++) {
            svg.append(columnTitle(column));
        }
        for (int layer = 0; layer < view.lines().size(); layer++) {
            svg.append(lines(layer));
        }
        for (int layer = 0; layer < view.lines().size(); layer++) {
            svg.append(labels(layer));
        }
        for (int column = 0; column < groups.columns().size(); column++) {
            for (int i = 0; i < groups.columns().get(column).size(); i++) {
                svg.append(circle(column, i));
            }
        }
        return svg.toString();
    }

    private String columnTitle(int column) {
        String name = column == 0 ? "Inputs" : Names.layer(explanation, column - 1);
        String below = column == 0
                ? ""
                : String.join(
                        " ",
                        explanation.steps().get(column - 1).activations().stream()
                                .map(Object::toString)
                                .toList());
        String place = " class=\"title c" + column + "\" x=\"" + number(plan.x(column)) + "\" text-anchor=\"middle\"";
        return "<text" + place + " y=\"16\" font-size=\"13\" font-weight=\"bold\" fill=\"" + INK + "\">" + escaped(name)
                + "</text>\n<text" + place + " y=\"31\" font-size=\"12\" fill=\"" + INK + "\">" + escaped(below)
                + "</text>\n";
    }

    private String lines(int layer) {
        List<List<View.Line>> lines = view.lines().get(layer);
        double largest = lines.stream()
                .flatMap(List::stream)
                .mapToDouble(line -> Double.isNaN(line.weight()) ? 0 : Math.abs(line.weight()))
                .max()
                .orElse(0);
        StringBuilder svg = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < lines.get(i).size(); j++) {
                svg.append(line(layer, i, j, largest));
            }
        }
        return svg.toString();
    }

    private String line(int layer, int from, int to, double largest) {
        double weight = view.lines().get(layer).get(from).get(to).weight();
        boolean several = Double.isNaN(weight);
        String place = " x1=\"" + number(plan.x(layer)) + "\" y1=\"" + number(plan.y(layer, from)) + "\" x2=\""
                + number(plan.x(layer + 1)) + "\" y2=\"" + number(plan.y(layer + 1, to)) + "\"";
        String colour = several ? FAINT : colour(weight);
        double share = several || largest == 0 ? 0 : Math.abs(weight) / largest;
        boolean many = groups.lines(layer) > Plan.MOST_LABELS;
        String opacity = many && !several ? " stroke-opacity=\"" + number(0.3 + 0.7 * share) + "\"" : "";
        return "<g id=\"line-" + layer + "-" + from + "-" + to + "\" class=\"line\"><title>"
                + escaped(lineText(layer, from, to)) + "</title><line class=\"ink\"" + place + " stroke=\"" + colour
                + "\" stroke-width=\"" + number(1 + (THICKEST - 1) * share) + "\"" + opacity
                + (several ? " stroke-dasharray=\"2 4\"" : "")
                + "/><line class=\"hit\"" + place + " stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"12\"/></g>\n";
    }

    private static String colour(double number) {
        return number > 0 ? POSITIVE : number < 0 ? NEGATIVE : FAINT;
    }

    private String labels(int layer) {
        StringBuilder svg = new StringBuilder();
        List<List<View.Line>> lines = view.lines().get(layer);
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < lines.get(i).size(); j++) {
                double place = plan.labels().get(layer).get(i).get(j);
                double weight = lines.get(i).get(j).weight();
                if (place >= 0 && !Double.isNaN(weight)) {
                    double y = plan.y(layer, i) + place * (plan.y(layer + 1, j) - plan.y(layer, i));
                    svg.append("<text id=\"label-" + layer + "-" + i + "-" + j + "\" class=\"label\" data-place=\""
                            + place
                            + "\" x=\"" + number(plan.x(layer) + place * Plan.GAP) + "\" y=\"" + number(y + 4)
                            + "\" font-size=\"11\" text-anchor=\"middle\" fill=\"" + colour(weight) + "\" stroke=\""
                            + PAPER + "\" stroke-width=\"8\" stroke-linejoin=\"round\" paint-order=\"stroke\">"
                            + Figures.brief(weight)
                            + "</text>\n");
                }
            }
        }
        return svg.toString();
    }

    private String circle(int column, int index) {
        View.Circle circle = view.columns().get(column).get(index);
        String name = groups.name(explanation, names, column, index);
        boolean several = groups.columns().get(column).get(index).size() > 1;
        boolean last = column == view.columns().size() - 1;
        boolean blamed = column > 0;
        String value = several ? "" : Figures.brief(circle.value());
        return "<g id=\"circle-" + column + "-" + index + "\" class=\"circle\" transform=\"translate("
                + number(plan.x(column)) + " " + number(plan.y(column, index)) + ")\" text-anchor=\"middle\"><title>"
                + escaped(circleText(column, index)) + "</title><circle r=\"" + number(Plan.RADIUS) + "\" fill=\""
                + PAPER
                + "\" stroke=\"" + INK + "\" stroke-width=\"1.5\"" + (several ? " stroke-dasharray=\"4 3\"" : "") + "/>"
                + text("value", blamed && !several ? -3 : 4, 12, INK, false, value)
                + text(
                        "blame",
                        several ? 4 : 12,
                        11,
                        colour(circle.exact()),
                        false,
                        blamed ? Figures.brief(circle.exact()) : "")
                + text("name", Plan.RADIUS + 14, 12, INK, true, shortened(name))
                + text(
                        "target",
                        Plan.RADIUS + 28,
                        11,
                        INK,
                        true,
                        last
                                ? "target "
                                        + Figures.brief(
                                                view.outputs().get(index).target())
                                : "")
                + "</g>\n";
    }

    private static String text(String kind, double y, double size, String fill, boolean halo, String text) {
        String around = halo ? " stroke=\"" + PAPER + "\" stroke-width=\"4\" paint-order=\"stroke\"" : "";
        return "<text class=\"" + kind + "\" y=\"" + number(y) + "\" font-size=\"" + number(size) + "\" fill=\"" + fill
                + "\"" + around + ">" + escaped(text) + "</text>";
    }

    /** So that it fits on both sides of a circle in the first column. */
    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= 21
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 20)) + "…";
    }

    /** Every number of a circle; {@code circleText} in explain-page.js writes the same. */
    String circleText(int column, int index) {
        View.Circle circle = view.columns().get(column).get(index);
        String name = groups.name(explanation, names, column, index);
        if (column == 0) {
            return name + parts("is", circle.value());
        }
        return name
                + parts("sum", circle.sum(), "out", circle.value(), "slope", circle.slope(), "bias", circle.bias())
                + ", shares " + Figures.full(circle.share())
                + parts(
                        "weights", circle.transposed(),
                        "exact", circle.exact(),
                        "bias gradient", circle.biasGradient(),
                        "bias nudge", circle.biasNudge());
    }

    /** Every number of a line; {@code lineText} in explain-page.js writes the same. */
    String lineText(int layer, int from, int to) {
        View.Line line = view.lines().get(layer).get(from).get(to);
        return groups.name(explanation, names, layer, from) + " → "
                + groups.name(explanation, names, layer + 1, to)
                + parts(
                        "weight", line.weight(),
                        "adds", line.adds(),
                        "sends back", line.back(),
                        "gradient", line.gradient(),
                        "nudge", line.nudge(),
                        "after", line.weight() + line.nudge(),
                        "brings", line.brings());
    }

    /** Those that are defined. */
    private static String parts(Object... namesAndNumbers) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            double number = (Double) namesAndNumbers[i + 1];
            if (!Double.isNaN(number)) {
                parts.add(", " + namesAndNumbers[i] + " " + Figures.full(number));
            }
        }
        return String.join("", parts);
    }
}
