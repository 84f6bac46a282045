package dev.nnkit.evolution.ways;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.table.LeastSquares;

/**
 * Linear regression by solving the normal equations: where {@link LinearDescent} ends, in one go. All products of two columns
 * are needed, which counts as one evaluation for each feature, one for the constant, and one to measure the error.
 *
 * @see <a href="https://archive.org/details/theoriamotuscor00gausgoog">Gauss 1809, Theoria motus, sections 175 to 186</a>
 */
public record ClosedForm() implements Way {
    @Override
    public String name() {
        return "linear, closed form";
    }

    @Override
    public String scope() {
        return "Finds the same line in one go, exactly. Only models that are linear in their weights have such a"
                + " formula; a network with a hidden layer has none.";
    }

    @Override
    public Trail search(Problem problem, int budget, long seed) {
        Dataset data = problem.training();
        Trail.Notes notes = new Trail.Notes(budget);
        LeastSquares line = LeastSquares.fit(data);
        notes.spend(data.inputShape().size() + 2);
        notes.note(Problem.error(line.predict(data.inputs().get(0)), data));
        return notes.end(line::predict);
    }
}
