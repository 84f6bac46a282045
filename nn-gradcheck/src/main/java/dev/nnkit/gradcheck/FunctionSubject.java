package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A function of a point that comes with its gradient: of one value, or of as many values as coordinates, each of which
 * depends on its own coordinate only. In both cases nothing is mixed, so that derivatives are reported as they are.
 */
final class FunctionSubject implements Subject {
    private final String who;
    private final Function<double[], double[]> function;
    private final UnaryOperator<double[]> gradient;
    private final Tensor point;

    FunctionSubject(
            String who, Function<double[], double[]> function, UnaryOperator<double[]> gradient, double[] point) {
        this.who = who;
        this.function = function;
        this.gradient = gradient;
        this.point = Tensor.of(Shape.of(point.length), point.clone());
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public List<Variable> variables() {
        return List.of(new Variable("x", point, true));
    }

    @Override
    public Tensor evaluate() {
        double[] values = function.apply(point.doubles().clone());
        return Tensor.of(Shape.of(values.length), values);
    }

    @Override
    public Derivatives differentiate(Tensor upstream) {
        double[] result = gradient.apply(point.doubles().clone()).clone();
        return new Derivatives(
                Arrays.asList(Tensor.of(Shape.of(result.length), result)), Collections.singletonList(null));
    }

    @Override
    public Tensor upstream(Tensor output, RandomStream random) {
        return output.copy().fill(1);
    }
}
