package dev.nnkit.explain;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The way back, in words: who is to blame, three ways side by side. */
record BlameText(Explanation explanation, ExplanationText settings) {
    /** From how many times on shares are called far larger than what is shared. */
    private static final double FAR_LARGER = 10;

    String text() {
        StringBuilder text = new StringBuilder("\n3. BACK: WHO IS TO BLAME?\n\n");
        if (explanation.steps().size() == 1) {
            return text.append("  There is no hidden layer: the error of an output is all its own.\n")
                    .toString();
        }
        text.append("  The error of each output is sent back to the hidden neurons. Three ways, each multiplied out\n");
        text.append("  layer by layer; what comes back from several neurons adds up:\n");
        text.append("    shares    by share of weight: w1 / (w1 + w2 + ...) of the error\n");
        text.append("    weights   weight times error\n");
        text.append("    exact     weight times slope of the activation times error: the gradient, with its sign\n");
        text.append("              turned, so how fast the loss falls when the neuron's output rises\n");
        text.append("  Positive: the neuron's output should have been larger.\n\n");
        text.append(outputs());
        for (int step = explanation.steps().size() - 2; step >= 0; step--) {
            text.append('\n').append(layer(step));
        }
        return text.append('\n').append(comparison()).toString();
    }

    private String outputs() {
        DenseStep last = last();
        String first = "  Output layer: it starts with the errors, and for \"exact\" with the slope of the loss.\n";
        return first + table(last, explanation.steps().size() - 1);
    }

    private DenseStep last() {
        return explanation.steps().get(explanation.steps().size() - 1);
    }

    private String layer(int index) {
        DenseStep step = explanation.steps().get(index);
        return "  " + Names.layer(explanation, index) + "\n" + table(step, index)
                + remarkOnShares(step, index)
                + "  "
                + agreement(
                        "\"weights\" and \"exact\" here", step.errorAgreement().cosine()) + "\n";
    }

    private String table(DenseStep step, int index) {
        Ranked neurons = Ranked.of(
                        step.neurons().size(),
                        settings.most(),
                        j -> step.neurons().get(j).blame().exact())
                .inOrder();
        TextTable table = new TextTable("slope", "shares", "weights", "exact");
        for (int j : neurons.shown()) {
            Neuron neuron = step.neurons().get(j);
            table.row(
                    settings.names().neuron(explanation, index, j),
                    Cell.of(neuron.slope()),
                    Cell.of(neuron.blame().share()),
                    Cell.of(neuron.blame().transposed()),
                    Cell.of(neuron.blame().exact()));
        }
        if (!neurons.rest().isEmpty()) {
            addSum(table, neurons.rest().size() + " others", step, neurons.rest());
        }
        if (step.neurons().size() > 1) {
            addSum(table, "together", step, all(step));
        }
        return table.text();
    }

    private static List<Integer> all(DenseStep step) {
        return step.neurons().stream().map(Neuron::index).toList();
    }

    private static void addSum(TextTable table, String label, DenseStep step, List<Integer> indices) {
        List<Blame> blames =
                indices.stream().map(j -> step.neurons().get(j).blame()).toList();
        boolean defined = blames.stream().allMatch(blame -> blame.share().isPresent());
        OptionalDouble shares = defined
                ? OptionalDouble.of(blames.stream()
                        .mapToDouble(blame -> blame.share().getAsDouble())
                        .sum())
                : OptionalDouble.empty();
        table.row(
                label,
                Cell.NONE,
                Cell.of(shares),
                Cell.of(blames.stream().mapToDouble(Blame::transposed).sum()),
                Cell.of(blames.stream().mapToDouble(Blame::exact).sum()));
    }

    /** Why shares of a layer are undefined, or far larger than what is shared, where that is so. */
    private String remarkOnShares(DenseStep step, int index) {
        List<Neuron> receivers = explanation.steps().get(index + 1).neurons().stream()
                .filter(neuron -> neuron.blame().share().orElse(0) != 0)
                .toList();
        if (step.neurons().get(0).blame().share().isEmpty()) {
            List<Neuron> cancelling =
                    receivers.stream().filter(Neuron::weightsCancel).toList();
            return cancelling.isEmpty()
                    ? "  Shares are undefined here, since those that would be shared out are undefined.\n"
                    : "  Shares are undefined here: " + cancelling(cancelling, index)
                            + ",\n  so they cancel, and no share of them means anything.\n";
        }
        List<Neuron> nearly = receivers.stream()
                .filter(neuron -> neuron.sumOfAbsoluteWeights() > FAR_LARGER * Math.abs(neuron.sumOfWeights()))
                .toList();
        return nearly.isEmpty()
                ? ""
                : "  Shares are far larger than what is shared: " + cancelling(nearly, index) + ".\n";
    }

    private String cancelling(List<Neuron> neurons, int index) {
        Neuron first = neurons.get(0);
        String name = settings.names().neuron(explanation, index + 1, first.index());
        String others = neurons.size() == 1 ? "" : " (and " + (neurons.size() - 1) + " more)";
        return "the weights into " + name + others + "\n  add up to " + Decimals.show(first.sumOfWeights())
                + ", and without their signs to " + Decimals.show(first.sumOfAbsoluteWeights());
    }

    private String comparison() {
        Agreement weights = explanation.weightAgreement();
        String zero = weights.undecided() == 0
                ? "."
                : String.format(
                        Locale.ROOT,
                        ";\n  %,d have no right way, since one of the two is zero there.",
                        weights.undecided());
        return "  What would be wrong with \"weights\" alone? It leaves out the slopes that the error passes.\n"
                + "  (Cosine 1: the same direction; 0: at a right angle; -1: the opposite direction.)\n  "
                + agreement("All hidden neurons", explanation.hiddenAgreement().cosine())
                + "\n  "
                + agreement("The nudges of all weights, made from one or the other", weights.cosine())
                + String.format(
                        Locale.ROOT,
                        "\n  Of %,d weights it would move %,d the right way and %,d the wrong way%s\n",
                        weights.count(),
                        weights.same(),
                        weights.opposite(),
                        zero);
    }

    private static String agreement(String what, OptionalDouble cosine) {
        return what + ": "
                + (cosine.isPresent()
                        ? "cosine " + Decimals.show(cosine.getAsDouble()) + "."
                        : "cosine undefined, since one is zero.");
    }
}
