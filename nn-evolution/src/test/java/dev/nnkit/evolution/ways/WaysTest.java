package dev.nnkit.evolution.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.optimizer.Optimizers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaysTest {
    private static final List<Way> WAYS = Way.all(Sequential.parse("dense(8) tanh dense(1)"), Optimizers.sgd(0.2));
    private static final int BUDGET = 1000;

    private static Map<String, Double> errors(Problem problem, long seed) {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (Way way : WAYS) {
            errors.put(way.name(), way.search(problem, BUDGET, seed).error());
        }
        return errors;
    }

    @Test
    void noStraightLineDoesExclusiveOr() {
        for (long seed = 1; seed <= 3; seed++) {
            Map<String, Double> errors = errors(Problem.xor(seed), seed);
            for (String straight : List.of("perceptron rule", "linear, gradient", "linear, closed form")) {
                assertTrue(errors.get(straight) > 0.2, errors.toString());
            }
            assertTrue(errors.get("backpropagation") < 0.05, errors.toString());
            assertTrue(errors.get("evolution") < 0.2, errors.toString());
            assertTrue(errors.get("random search") < 0.3, errors.toString());
        }
    }

    @Test
    void aStraightBorderIsFound() {
        for (long seed = 1; seed <= 3; seed++) {
            Problem problem = Problem.line(seed);
            Map<String, Double> errors = errors(problem, seed);
            assertEquals(0, errors.get("perceptron rule"), "a line parts them: the rule must come to rest");
            assertTrue(errors.values().stream().allMatch(error -> error < 0.05), errors.toString());
        }
    }

    @Test
    void gradientDescentEndsWhereTheClosedFormBegins() {
        for (Problem problem : List.of(Problem.line(1), Problem.xor(1))) {
            Tensor inputs = problem.fresh().inputs().get(0);
            Tensor slow = new LinearDescent().search(problem, 3000, 1).model().apply(inputs);
            Tensor fast = new ClosedForm().search(problem, 10, 1).model().apply(inputs);
            for (int i = 0; i < slow.size(); i++) {
                assertEquals(fast.get(i), slow.get(i), 1e-9, "row " + i);
            }
        }
    }

    @Property(tries = 10)
    void nobodyExceedsTheBudget(@ForAll @IntRange(min = 4, max = 60) int budget, @ForAll long seed) {
        Problem problem = Problem.xor(1);
        for (Way way : WAYS) {
            Trail trail = way.search(problem, budget, seed);
            assertTrue(
                    trail.evaluations() <= budget && trail.evaluations() >= 1, way.name() + " " + trail.evaluations());
            assertTrue(trail.found() <= trail.evaluations());
            int before = 0;
            for (Trail.Step step : trail.steps()) {
                assertTrue(step.evaluations() > before && step.error() >= 0 && step.error() <= 1, way.name());
                before = step.evaluations();
            }
        }
    }

    @Test
    void theErrorIsThatOfTheModel() {
        Problem problem = Problem.xor(2);
        for (Way way : WAYS) {
            Trail trail = way.search(problem, 200, 5);
            assertEquals(trail.error(), trail.errorOn(problem.training()), way.name());
            assertEquals(trail.steps(), way.search(problem, 200, 5).steps(), way.name() + ": same seed, same steps");
        }
    }

    @Test
    void problemsAreInTheSquareAndTheirRowsDiffer() {
        for (Problem problem : List.of(Problem.line(1), Problem.xor(1))) {
            for (Dataset data : List.of(problem.training(), problem.fresh())) {
                for (float x : data.inputs().get(0).floats()) {
                    assertTrue(Math.abs(x) <= 1, problem.name() + " " + x);
                }
                for (float side : data.targets().get(0).floats()) {
                    assertEquals(1, Math.abs(side));
                }
            }
            assertTrue(problem.training().inputs().get(0).get(0)
                    != problem.fresh().inputs().get(0).get(0));
        }
    }

    @Test
    void everyWaySaysWhatItCanDo() {
        for (Way way : WAYS) {
            assertTrue(way.scope().startsWith("Finds ") && way.scope().endsWith("."), way.scope());
        }
        assertTrue(new Perceptron().scope().contains("cannot do exclusive or"));
    }

    @Test
    void tooSmallABudgetIsRefused() {
        for (Way way : WAYS) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> way.search(Problem.line(1), 3, 1), way.name());
            assertEquals("ways: the budget must be 4 evaluations or more but is 3.", e.getMessage());
        }
    }
}
