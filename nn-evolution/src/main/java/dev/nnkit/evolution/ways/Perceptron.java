package dev.nnkit.evolution.ways;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;

/**
 * The perceptron rule: go through the rows; where the sign of the answer is wrong, add the row to the weights, times its
 * target. Ends when nothing is wrong.
 *
 * @see <a href="https://doi.org/10.1037/h0042519">Rosenblatt 1958, The perceptron</a>
 * @see <a href="https://doi.org/10.7551/mitpress/11301.001.0001">Minsky, Papert 1969, Perceptrons: the convergence theorem,
 *     and that it cannot do exclusive or</a>
 */
public record Perceptron() implements Way {
    @Override
    public String name() {
        return "perceptron rule";
    }

    @Override
    public String scope() {
        return "Finds a straight line wherever one parts the two sides, surely and soon. It cannot do exclusive or,"
                + " which no line parts: then it never comes to rest, and where it stands at the end is chance.";
    }

    @Override
    public Trail search(Problem problem, int budget, long seed) {
        Dataset data = problem.training();
        Tensor inputs = data.inputs().get(0);
        Tensor targets = data.targets().get(0);
        Trail.Notes notes = new Trail.Notes(budget);
        Line line = new Line(inputs.shape().last());
        while (true) {
            double error = Problem.error(line.answers(inputs), data);
            notes.spend(FORWARD);
            notes.note(error);
            if (error == 0 || !notes.allow(BACKWARD + FORWARD)) {
                return notes.end(line::answers);
            }
            for (int row = 0; row < data.size(); row++) {
                if (line.answer(inputs, row) * targets.get(row) <= 0) {
                    line.add(targets.get(row), inputs, row);
                }
            }
            notes.spend(BACKWARD);
        }
    }
}
