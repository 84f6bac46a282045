package dev.nnkit.evolution.ways;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a {@link Way} came to, and how it got there.
 *
 * @param steps the error of what it had, in the order of evaluations
 * @param model what it found: inputs [rows, 2] to answers, one a row
 */
public record Trail(List<Step> steps, UnaryOperator<Tensor> model) {
    /**
     * @param evaluations used up to then: see {@link Way}
     * @param error the share of wrong answers among the training rows
     */
    public record Step(int evaluations, double error) {}

    public Trail {
        steps = List.copyOf(steps);
    }

    /** The share of wrong answers at the end, among the training rows. */
    public double error() {
        return steps.get(steps.size() - 1).error();
    }

    /** How many evaluations it used. */
    public int evaluations() {
        return steps.get(steps.size() - 1).evaluations();
    }

    /** After how many evaluations it first had as few wrong answers as at the end. */
    public int found() {
        return steps.stream()
                .filter(step -> step.error() <= error())
                .findFirst()
                .orElseThrow()
                .evaluations();
    }

    /** The share of wrong answers among other rows. */
    public double errorOn(Dataset data) {
        return Problem.error(model.apply(data.inputs().get(0)), data);
    }

    /** Counts evaluations and notes errors while a search is on. */
    static final class Notes {
        private final int budget;
        private final List<Step> steps = new ArrayList<>();
        private int used;

        Notes(int budget) {
            if (budget < Way.LEAST_BUDGET) {
                throw new IllegalArgumentException(
                        "ways: the budget must be " + Way.LEAST_BUDGET + " evaluations or more but is " + budget + ".");
            }
            this.budget = budget;
        }

        boolean allow(int cost) {
            return used + cost <= budget;
        }

        /** Takes from the budget. */
        void spend(int cost) {
            used += cost;
        }

        void note(double error) {
            steps.add(new Step(used, error));
        }

        Trail end(UnaryOperator<Tensor> model) {
            return new Trail(steps, model);
        }
    }
}
