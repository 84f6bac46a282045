package dev.nnkit.explain;

/** All weights of a layer, row by row, and behind them its biases, if it has any. */
record Knobs(Explanation explanation, int index, DenseStep step, Names names, int weights) {
    static Knobs of(Explanation explanation, int index, Names names) {
        DenseStep step = explanation.steps().get(index);
        return new Knobs(
                explanation,
                index,
                step,
                names,
                step.weights().rows() * step.weights().columns());
    }

    int count() {
        return weights + (step.hasBias() ? step.neurons().size() : 0);
    }

    private int input(int knob) {
        return knob / step.weights().columns();
    }

    private int neuron(int knob) {
        return knob % step.weights().columns();
    }

    private Neuron biasOf(int knob) {
        return step.neurons().get(knob - weights);
    }

    String name(int knob) {
        return knob < weights
                ? names.source(explanation, index, input(knob)) + " -> "
                        + names.neuron(explanation, index, neuron(knob))
                : "bias of " + names.neuron(explanation, index, knob - weights);
    }

    double value(int knob) {
        return knob < weights
                ? step.weights().get(input(knob), neuron(knob))
                : biasOf(knob).bias();
    }

    double gradient(int knob) {
        return knob < weights
                ? step.gradients().get(input(knob), neuron(knob))
                : biasOf(knob).biasGradient();
    }

    double nudge(int knob) {
        return knob < weights
                ? step.nudge(input(knob), neuron(knob))
                : biasOf(knob).biasNudge();
    }

    /** By how much the nudge changes the loss, by the straight line. */
    double brings(int knob) {
        return gradient(knob) * nudge(knob);
    }

    double brings() {
        double sum = 0;
        for (int i = 0; i < count(); i++) {
            sum += brings(i);
        }
        return sum;
    }
}
