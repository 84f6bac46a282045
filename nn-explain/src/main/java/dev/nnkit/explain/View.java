package dev.nnkit.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The numbers of a picture: those of an explanation, where a circle may stand for several neurons. NaN stands for what is
 * undefined, or means nothing for several. {@code view} in explain-arithmetic.js computes the same from turned knobs.
 *
 * @param columns the inputs, then the neurons of each layer
 * @param lines of each layer, from each circle, to each circle
 * @param outputs of the last column
 * @param line what the nudge changes of the loss as far as that is a straight line
 */
record View(
        List<List<Circle>> columns,
        List<List<List<Line>>> lines,
        List<OutputError> outputs,
        double lossBefore,
        double lossAfter,
        double line,
        Agreement hidden,
        Agreement weights) {
    /**
     * A circle. What is summed over several: the blames, and what the nudge of their biases brings. Of an input there is
     * only the value.
     */
    record Circle(
            double sum,
            double value,
            double slope,
            double bias,
            double share,
            double transposed,
            double exact,
            double biasGradient,
            double biasNudge,
            double biasBrings) {}

    /**
     * A line between circles. What is summed over several: what they add to one neuron, the exact blame that goes back
     * through their weights, and what their nudges bring.
     */
    record Line(double weight, double adds, double back, double gradient, double nudge, double brings) {}

    static View of(Explanation explanation, Groups groups) {
        List<DenseStep> steps = explanation.steps();
        List<List<Circle>> columns = new ArrayList<>();
        columns.add(groups.columns().get(0).stream()
                .map(group -> input(explanation, group))
                .toList());
        List<List<List<Line>>> lines = new ArrayList<>();
        double line = 0;
        for (int s = 0; s < steps.size(); s++) {
            DenseStep step = steps.get(s);
            columns.add(groups.columns().get(s + 1).stream()
                    .map(group -> circle(step, group))
                    .toList());
            lines.add(lines(step, groups.columns().get(s), groups.columns().get(s + 1)));
            line += Knobs.of(explanation, s, Names.none()).brings();
        }
        return new View(
                columns,
                lines,
                groups.columns().get(steps.size()).stream()
                        .map(group -> error(explanation, group))
                        .toList(),
                explanation.lossBefore(),
                explanation.lossAfter(),
                line,
                explanation.hiddenAgreement(),
                explanation.weightAgreement());
    }

    private static Circle input(Explanation explanation, List<Integer> group) {
        double none = Double.NaN;
        double value = group.size() == 1 ? explanation.input().get(group.get(0)) : none;
        return new Circle(none, value, none, none, none, none, none, none, none, none);
    }

    private static Circle circle(DenseStep step, List<Integer> group) {
        double share = 0;
        double transposed = 0;
        double exact = 0;
        double brings = 0;
        for (int j : group) {
            Neuron neuron = step.neurons().get(j);
            OptionalDouble shared = neuron.blame().share();
            share += shared.orElse(Double.NaN);
            transposed += neuron.blame().transposed();
            exact += neuron.blame().exact();
            brings += neuron.biasGradient() * neuron.biasNudge();
        }
        double none = Double.NaN;
        if (group.size() > 1) {
            return new Circle(none, none, none, none, share, transposed, exact, none, none, brings);
        }
        Neuron neuron = step.neurons().get(group.get(0));
        return new Circle(
                neuron.weightedSum(),
                neuron.output(),
                neuron.slope(),
                neuron.bias(),
                share,
                transposed,
                exact,
                neuron.biasGradient(),
                neuron.biasNudge(),
                brings);
    }

    private static List<List<Line>> lines(DenseStep step, List<List<Integer>> from, List<List<Integer>> to) {
        List<List<Line>> lines = new ArrayList<>();
        for (List<Integer> sources : from) {
            lines.add(to.stream().map(targets -> line(step, sources, targets)).toList());
        }
        return lines;
    }

    private static Line line(DenseStep step, List<Integer> sources, List<Integer> targets) {
        double adds = 0;
        double back = 0;
        double brings = 0;
        for (int j : targets) {
            double pull = step.neurons().get(j).pull();
            for (int i : sources) {
                adds += step.contribution(i, j);
                back += step.weights().get(i, j) * pull;
                brings += step.gradients().get(i, j) * step.nudge(i, j);
            }
        }
        double none = Double.NaN;
        int i = sources.get(0);
        int j = targets.get(0);
        boolean one = sources.size() == 1 && targets.size() == 1;
        return new Line(
                one ? step.weights().get(i, j) : none,
                targets.size() == 1 ? adds : none,
                back,
                one ? step.gradients().get(i, j) : none,
                one ? step.nudge(i, j) : none,
                brings);
    }

    private static OutputError error(Explanation explanation, List<Integer> group) {
        double target = 0;
        double guess = 0;
        double error = 0;
        for (int k : group) {
            OutputError output = explanation.outputs().get(k);
            target += output.target();
            guess += output.guess();
            error += output.error();
        }
        return new OutputError(group.get(0), target, guess, error);
    }
}
