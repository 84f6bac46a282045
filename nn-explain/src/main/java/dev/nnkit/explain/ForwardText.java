package dev.nnkit.explain;

import dev.nnkit.api.DataType;
import java.util.stream.Collectors;

/** The way forward, in words: what the network makes of the example, and how wrong that is. */
record ForwardText(Explanation explanation, ExplanationText settings) {
    /** What fits behind the word "network". */
    private static final int LINE = 80;

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("THE EXAMPLE\n\n");
        text.append("  network   ").append(wrapped(explanation.network())).append('\n');
        text.append("  loss      ").append(explanation.loss()).append('\n');
        if (explanation.type() == DataType.FLOAT32) {
            text.append("  numbers   the network's own have seven digits; here they have sixteen\n");
        }
        text.append("\n1. FORWARD\n\n");
        text.append("  Each neuron multiplies what comes in by its weights, which are knobs, and adds all that up\n");
        text.append("  with its bias. What it sends on is the sum, or what its activation makes of the sum.\n");
        for (int step = 0; step < explanation.steps().size(); step++) {
            text.append('\n').append(layer(step));
        }
        return text.append("\n2. THE ERROR\n\n").append(errors()).toString();
    }

    /** At spaces, to go on below its beginning. */
    private static String wrapped(String network) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : network.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > LINE) {
                text.append("\n").append(" ".repeat(12));
                column = 0;
            }
            text.append(column == 0 ? "" : " ").append(word);
            column += (column == 0 ? 0 : 1) + word.length();
        }
        return text.toString();
    }

    private String layer(int index) {
        DenseStep step = explanation.steps().get(index);
        int units = step.neurons().size();
        Ranked neurons = Ranked.of(
                        units,
                        settings.most(),
                        j -> step.neurons().get(j).blame().exact())
                .inOrder();
        StringBuilder text = new StringBuilder("  ")
                .append(Names.layer(explanation, index))
                .append(": ")
                .append(step.layer())
                .append(step.activations().isEmpty() ? "" : " " + activations(step));
        if (!neurons.rest().isEmpty()) {
            text.append("; the ").append(neurons.shown().size()).append(" of ").append(units);
            text.append(" neurons that are most to blame");
        }
        TextTable table = new TextTable("comes in", "weight", "adds");
        for (int j : neurons.shown()) {
            addNeuron(table, index, j);
        }
        return text.append('\n').append(table.text()).toString();
    }

    private void addNeuron(TextTable table, int index, int j) {
        DenseStep step = explanation.steps().get(index);
        Neuron neuron = step.neurons().get(j);
        table.row(settings.names().neuron(explanation, index, j));
        Ranked inputs = Ranked.of(step.inputs().size(), settings.most(), i -> step.contribution(i, j));
        for (int i : inputs.shown()) {
            table.row(
                    "  " + settings.names().source(explanation, index, i),
                    Cell.of(step.inputs().get(i)),
                    Cell.of(step.weights().get(i, j)),
                    Cell.of(step.contribution(i, j)));
        }
        if (!inputs.rest().isEmpty()) {
            double rest = inputs.restOf(i -> step.contribution(i, j));
            table.row("  " + inputs.rest().size() + " others", Cell.NONE, Cell.NONE, Cell.of(rest));
        }
        if (step.hasBias()) {
            table.row("  bias", Cell.NONE, Cell.NONE, Cell.of(neuron.bias()));
        }
        table.row("  sum", Cell.NONE, Cell.NONE, Cell.of(neuron.weightedSum()));
        if (!step.activations().isEmpty()) {
            table.row("  " + activations(step) + " of it", Cell.NONE, Cell.NONE, Cell.of(neuron.output()));
        }
    }

    private static String activations(DenseStep step) {
        return step.activations().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private String errors() {
        StringBuilder text = new StringBuilder("  error = target - guess: positive where the guess was too low.\n");
        if (explanation.loss().expectsLogits()) {
            text.append("  The guess is the probability that the loss makes of the output.\n");
        }
        Ranked outputs = Ranked.of(
                        explanation.outputs().size(),
                        settings.most(),
                        k -> explanation.outputs().get(k).error())
                .inOrder();
        TextTable table = new TextTable("target", "guess", "error");
        for (int k : outputs.shown()) {
            OutputError error = explanation.outputs().get(k);
            table.row(
                    settings.names().output(k),
                    Cell.of(error.target()),
                    Cell.of(error.guess()),
                    Cell.of(error.error()));
        }
        if (!outputs.rest().isEmpty()) {
            table.row(
                    outputs.rest().size() + " others",
                    Cell.of(outputs.restOf(k -> explanation.outputs().get(k).target())),
                    Cell.of(outputs.restOf(k -> explanation.outputs().get(k).guess())),
                    Cell.of(outputs.restOf(k -> explanation.outputs().get(k).error())));
        }
        return text.append(table.text())
                .append("  All errors in one number, the loss: ")
                .append(Decimals.show(explanation.lossBefore()))
                .append('\n')
                .toString();
    }
}
