package dev.nnkit.evolution.ways;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;

/**
 * Linear regression by gradient descent on the mean squared error: each step adds to the weights {@code 2 rate / rows} times
 * the sum of (target - answer) times the row, with rate {@value #RATE}. Widrow and Hoff correct after every row, by the same
 * amount; taken over all rows it is the gradient.
 *
 * @see <a href="https://isl.stanford.edu/~widrow/papers/c1960adaptiveswitching.pdf">Widrow, Hoff 1960, Adaptive switching
 *     circuits</a>
 */
public record LinearDescent() implements Way {
    private static final double RATE = 0.2;

    @Override
    public String name() {
        return "linear, gradient";
    }

    @Override
    public String scope() {
        return "Finds the line with the least squared error, step by step. That line need not be the one with the"
                + " fewest wrong answers, since points far on the right side count as errors too.";
    }

    @Override
    public Trail search(Problem problem, int budget, long seed) {
        Dataset data = problem.training();
        Tensor inputs = data.inputs().get(0);
        Tensor targets = data.targets().get(0);
        Trail.Notes notes = new Trail.Notes(budget);
        Line line = new Line(inputs.shape().last());
        while (true) {
            Tensor answers = line.answers(inputs);
            notes.spend(FORWARD);
            notes.note(Problem.error(answers, data));
            if (!notes.allow(BACKWARD + FORWARD)) {
                return notes.end(line::answers);
            }
            for (int row = 0; row < data.size(); row++) {
                line.add(2 * RATE / data.size() * (targets.get(row) - answers.get(row)), inputs, row);
            }
            notes.spend(BACKWARD);
        }
    }
}
