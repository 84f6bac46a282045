package dev.nnkit.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * What a picture shows in each column, inputs first, then the neurons of each layer: the most to blame one by one, in
 * their order, and behind them all others as one.
 *
 * @param columns for each circle the inputs or neurons that it stands for
 */
record Groups(List<List<List<Integer>>> columns) {
    /**
     * An input is to blame for what the loss would change, by the straight line, were it 0: input times slope of the loss.
     *
     * @param most how many are shown one by one
     */
    static Groups of(Explanation explanation, int most) {
        List<DenseStep> steps = explanation.steps();
        List<List<List<Integer>>> columns = new ArrayList<>();
        DenseStep first = steps.get(0);
        columns.add(grouped(Ranked.of(first.inputs().size(), most, i -> blameOfInput(first, i))));
        for (DenseStep step : steps) {
            columns.add(grouped(Ranked.of(
                    step.neurons().size(),
                    most,
                    j -> step.neurons().get(j).blame().exact())));
        }
        return new Groups(columns);
    }

    private static double blameOfInput(DenseStep step, int input) {
        double sum = 0;
        for (Neuron neuron : step.neurons()) {
            sum += step.contribution(input, neuron.index()) * neuron.pull();
        }
        return sum;
    }

    private static List<List<Integer>> grouped(Ranked ranked) {
        List<List<Integer>> groups = new ArrayList<>();
        ranked.shown().stream().sorted().forEach(index -> groups.add(List.of(index)));
        if (!ranked.rest().isEmpty()) {
            groups.add(ranked.rest().stream().sorted().toList());
        }
        return groups;
    }

    /** What a circle is called. */
    String name(Explanation explanation, Names names, int column, int circle) {
        List<Integer> group = columns.get(column).get(circle);
        if (group.size() > 1) {
            return group.size() + " others";
        }
        return column == 0 ? names.input(group.get(0)) : names.neuron(explanation, column - 1, group.get(0));
    }

    int lines(int layer) {
        return columns.get(layer).size() * columns.get(layer + 1).size();
    }
}
