package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of a point that comes with its gradient: of one value, or of as many values as coordinates, each of which
 * depends on its own coordinate only. In both cases nothing is mixed, so that derivatives are reported as they are.
 */
final class FunctionSubject implements Subject {
    private final String who;
    private final String code;
    private final Function<double[], double[]> function;
    private final UnaryOperator<double[]> gradient;
    private final Tensor point;
    private final Domain domain;

    /** @param code Java that makes the check but for its point */
    FunctionSubject(
            String who,
            String code,
            Function<double[], double[]> function,
            UnaryOperator<double[]> gradient,
            double[] point,
            Domain domain) {
        this.who = who;
        this.code = code;
        this.function = function;
        this.gradient = gradient;
        this.point = Tensor.of(Shape.of(point.length), point.clone());
        this.domain = domain;
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public List<Variable> variables() {
        return List.of(new Variable("x", point, true, domain));
    }

    @Override
    public Tensor evaluate() {
        double[] values = function.apply(point.doubles().clone());
        return Tensor.of(Shape.of(values.length), values);
    }

    @Override
    public Derivatives differentiate(Tensor upstream) {
        double[] result = gradient.apply(point.doubles().clone()).clone();
        double[] u = upstream.doubles();
        for (int i = 0; i < result.length; i++) {
            result[i] *= u[u.length == result.length ? i : 0];
        }
        return new Derivatives(
                Arrays.asList(Tensor.of(Shape.of(result.length), result)), Collections.singletonList(null));
    }

    @Override
    public Tensor upstream(Tensor output, RandomStream random) {
        return output.copy().fill(1);
    }

    /** Looked at only where the gradient is still the same, which is right for a linear function. */
    @Override
    public @Nullable Subject elsewhere() {
        double[] there = point.doubles().clone();
        for (int i = 0; i < there.length; i++) {
            double direction = domain.inward(there[i], 1);
            double room = Math.min(domain.room(there[i], direction), Math.max(1, Math.abs(there[i])));
            there[i] += direction * room / 4;
        }
        double[] here = gradient.apply(point.doubles().clone()).clone();
        return Arrays.equals(here, gradient.apply(there.clone()))
                ? new FunctionSubject(who, code, function, gradient, there, domain)
                : null;
    }

    @Override
    public List<Subject> smaller() {
        return Simpler.values(point).stream()
                .<Subject>map(p -> new FunctionSubject(who, code, function, gradient, p.doubles(), domain))
                .toList();
    }

    @Override
    public String code() {
        return code + ".at(" + Literals.of(point.doubles()) + ")";
    }
}
