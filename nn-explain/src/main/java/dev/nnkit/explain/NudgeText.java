package dev.nnkit.explain;

/** The nudge, in words: which knobs are turned, by how much, and what that brings. */
record NudgeText(Explanation explanation, ExplanationText settings) {
    String text() {
        StringBuilder text = new StringBuilder("\n4. THE NUDGE\n\n");
        text.append("  gradient of a weight = -(exact blame of its neuron) * slope * what comes in\n");
        text.append("  nudge = -")
                .append(Decimals.show(explanation.learningRate()))
                .append(" * gradient\n");
        text.append("  What a nudge brings is gradient * nudge, as far as the loss is a straight line.\n");
        double brings = 0;
        for (int step = 0; step < explanation.steps().size(); step++) {
            Knobs knobs = Knobs.of(explanation, step, settings.names());
            brings += knobs.brings();
            text.append('\n').append(layer(step, knobs));
        }
        text.append("\n5. AFTER IT\n\n");
        TextTable table = new TextTable("loss");
        table.row("before", Cell.of(explanation.lossBefore()));
        table.row("after", Cell.of(explanation.lossAfter()));
        table.row("change", Cell.of(explanation.lossAfter() - explanation.lossBefore()));
        table.row("change by the straight line", Cell.of(brings));
        text.append(table.text());
        if (explanation.lossAfter() > explanation.lossBefore()) {
            text.append(
                    "  The loss rose, though each nudge goes downhill: the step was too long for the straight line.\n");
            text.append("  A smaller learning rate helps.\n");
        }
        return text.toString();
    }

    private String layer(int index, Knobs knobs) {
        Ranked ranked = Ranked.of(knobs.count(), settings.most(), knobs::gradient);
        TextTable table = new TextTable("knob", "gradient", "nudge", "after", "brings");
        for (int i : ranked.shown()) {
            table.row(
                    knobs.name(i),
                    Cell.of(knobs.value(i)),
                    Cell.of(knobs.gradient(i)),
                    Cell.of(knobs.nudge(i)),
                    Cell.of(knobs.value(i) + knobs.nudge(i)),
                    Cell.of(knobs.brings(i)));
        }
        if (!ranked.rest().isEmpty()) {
            table.row(
                    ranked.rest().size() + " others",
                    Cell.NONE,
                    Cell.NONE,
                    Cell.NONE,
                    Cell.NONE,
                    Cell.of(ranked.restOf(knobs::brings)));
        }
        table.row("together", Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE, Cell.of(knobs.brings()));
        return "  " + Names.layer(explanation, index) + kept(index) + "\n" + table.text();
    }

    private String kept(int index) {
        DenseStep step = explanation.steps().get(index);
        if (step.weightsFixed() && (step.biasFixed() || !step.hasBias())) {
            return " (kept as it is)";
        }
        return step.weightsFixed()
                ? " (weights kept as they are)"
                : step.biasFixed() ? " (biases kept as they are)" : "";
    }
}
