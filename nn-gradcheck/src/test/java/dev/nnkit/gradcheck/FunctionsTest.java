package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.differentiation.FiniteDifferencesDifferentiator;
import org.apache.commons.math3.analysis.differentiation.UnivariateDifferentiableFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is not a network: domains, declared kinks, exact dual numbers, and another differentiator than ours. */
class FunctionsTest {
    private static double root(double x) {
        if (x < 0) {
            throw new AssertionError("asked for the root of " + x + ", outside of the domain");
        }
        return Math.sqrt(x);
    }

    /** A line through a square, so that it has a slope at its edges. */
    private static double edged(double x) {
        if (x < 0 || x > 2) {
            throw new AssertionError("asked for " + x + ", outside of the domain");
        }
        return Math.exp(x) + Math.pow(x, 2.5);
    }

    private static double slopeOfEdged(double x) {
        return Math.exp(x) + 2.5 * Math.pow(x, 1.5);
    }

    @Property(edgeCases = EdgeCasesMode.FIRST)
    void aDomainIsNeverLeft(@ForAll @DoubleRange(min = 0, max = 2) double x) {
        GradientCheck.derivative(FunctionsTest::edged, FunctionsTest::slopeOfEdged)
                .at(x)
                .domain(0, 2)
                .verify();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 1e-5, 1, 2 - 1e-9, 2})
    void aMistakeAtTheEdgeIsFound(double x) {
        GradientReport report = GradientCheck.derivative(FunctionsTest::edged, p -> slopeOfEdged(p) * 1.00002)
                .at(x)
                .domain(0, 2)
                .run();
        assertEquals(Verdict.WRONG, report.verdict(), report.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-8, 1e-5, 1e-3, 1})
    void rootsNearTheirEnd(double x) {
        DoubleUnaryOperator slope = p -> 0.5 / Math.sqrt(p);
        GradientCheck.derivative(FunctionsTest::root, slope).at(x).domain(0, 10).verify();
        GradientReport report = GradientCheck.derivative(FunctionsTest::root, p -> 1.001 * slope.applyAsDouble(p))
                .at(x)
                .domain(0, 10)
                .run();
        assertEquals(Verdict.WRONG, report.verdict(), report.toString());
    }

    @Test
    void outsideOfTheDomainNothingIsClaimed() {
        assertEquals(
                Verdict.UNSTABLE,
                GradientCheck.derivative(x -> x, x -> 1)
                        .at(3)
                        .domain(0, 2)
                        .run()
                        .verdict());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.derivative(x -> x, x -> 1).at(3).domain(2, 0));
        assertEquals(
                "gradient check: a domain must have its lower end below its upper one but is [2.0, 0.0].",
                e.getMessage());
    }

    @Test
    void valuesThatSwallowTheirChangeAreUnstable() {
        GradientReport report =
                GradientCheck.derivative(x -> 1e20 + x, x -> 1).at(1).run();
        assertEquals(Verdict.UNSTABLE, report.verdict(), report.toString());
    }

    @Test
    void declaredKinksAreNotCounted() {
        GradientCheck check = GradientCheck.derivative(x -> Math.max(0, x), x -> x > 0 ? 1 : 0)
                .at(0, 0, 0, 1)
                .allowKinks(0);
        assertEquals(false, check.run().isCorrect());
        assertEquals(true, check.kinks(0).run().isCorrect());
        GradientCheck outside = GradientCheck.derivative(x -> Math.max(0, x), x -> x > 0 ? 1 : x == 0 ? 1.5 : 0)
                .at(0)
                .kinks(0);
        assertEquals(Verdict.WRONG, outside.run().verdict(), "the value at a kink lies between both slopes");
    }

    /** The mean of both slopes is what central differences find; the Taylor remainder sees the kink. */
    @Test
    void theSecondOpinionFindsAKinkThatDifferencesMiss() {
        GradientReport report =
                GradientCheck.derivative(Math::abs, Math::signum).at(0).run();
        assertEquals(Verdict.KINK, report.verdict(), report.toString());
    }

    @Test
    void taylorOrders() {
        TensorReport right =
                GradientCheck.derivative(Math::sin, Math::cos).at(1).run().tensor("x");
        TensorReport wrong = GradientCheck.derivative(Math::sin, x -> 1.01 * Math.cos(x))
                .at(1)
                .run()
                .tensor("x");
        for (int i = 0; i < 3; i++) {
            assertEquals(2, right.taylor().get(i).order(), 0.2);
            assertEquals(1, wrong.taylor().get(i).order(), 0.01);
        }
        TensorReport line =
                GradientCheck.derivative(x -> 3 * x, x -> 3).at(1).run().tensor("x");
        assertTrue(line.taylor().get(0).agrees());
    }

    /** The same function in plain numbers and in exact dual numbers. */
    private record Dual(String name, DoubleUnaryOperator plain, UnivariateDifferentiableFunction exact) {
        double slope(double x) {
            return exact.value(new DerivativeStructure(1, 1, 0, x)).getPartialDerivative(1);
        }
    }

    private static UnivariateDifferentiableFunction dual(
            DoubleUnaryOperator plain, UnaryOperator<DerivativeStructure> exact) {
        return new UnivariateDifferentiableFunction() {
            @Override
            public double value(double x) {
                return plain.applyAsDouble(x);
            }

            @Override
            public DerivativeStructure value(DerivativeStructure x) {
                return exact.apply(x);
            }
        };
    }

    private static Dual of(String name, DoubleUnaryOperator plain, UnaryOperator<DerivativeStructure> exact) {
        return new Dual(name, plain, dual(plain, exact));
    }

    private static final Dual[] DUALS = {
        of("tanh", Math::tanh, DerivativeStructure::tanh),
        of("sigmoid", x -> 1 / (1 + Math.exp(-x)), x -> x.negate().exp().add(1).reciprocal()),
        of("silu", x -> x / (1 + Math.exp(-x)), x -> x.divide(x.negate().exp().add(1))),
        of("softplus", x -> Math.log1p(Math.exp(x)), x -> x.exp().log1p()),
        of("arctan", Math::atan, DerivativeStructure::atan),
        of("gaussian", x -> Math.exp(-x * x), x -> x.multiply(x).negate().exp()),
        of(
                "cube and sine",
                x -> x * x * x + Math.sin(3 * x),
                x -> x.pow(3).add(x.multiply(3).sin())),
    };

    @Property(tries = 100)
    void exactDualNumbersAgree(@ForAll @DoubleRange(min = -6, max = 6) double x) {
        for (Dual dual : DUALS) {
            GradientCheck.derivative(dual.plain(), dual::slope)
                    .at(x)
                    .named(dual.name())
                    .verify();
        }
    }

    /** Our differences and the central differences with nine points of another author, on the same functions. */
    @Property(tries = 100)
    void anotherDifferentiatorAgrees(@ForAll @DoubleRange(min = -4, max = 4) double x) {
        FiniteDifferencesDifferentiator other = new FiniteDifferencesDifferentiator(9, 0.01);
        for (Dual dual : DUALS) {
            UnivariateFunction function = dual.plain()::applyAsDouble;
            double theirs = other.differentiate(function)
                    .value(new DerivativeStructure(1, 1, 0, x))
                    .getPartialDerivative(1);
            double ours = GradientCheck.derivative(dual.plain(), dual::slope)
                    .at(x)
                    .run()
                    .tensor("x")
                    .coordinates()
                    .get(0)
                    .numeric();
            assertEquals(theirs, ours, 1e-8 * Math.max(1, Math.abs(theirs)), dual.name() + " at " + x);
        }
    }

    @Test
    void theMessageEndsWithASmallerTestThatFailsToo() {
        DoubleUnaryOperator f = x -> x * x * x;
        DoubleUnaryOperator broken = x -> x > 2 ? 3 * x * x + 1 : 3 * x * x;
        GradientReport report = GradientCheck.derivative(f, broken)
                .at(-0.377, 1.2345, 3.4567, 0.25)
                .domain(-100, 100)
                .seed(7)
                .writtenAs("derivative(cube, slopeOfCube)")
                .run();
        assertEquals(
                "@Test\nvoid gradientOfXIsRight() {\n"
                        + "    GradientCheck.derivative(cube, slopeOfCube).at(0.0, 0.0, 3.0, 0.0)"
                        + ".domain(-100.0, 100.0).seed(7).verify();\n}",
                report.test());
        assertTrue(report.toString().endsWith("This test fails in the same way:\n" + report.test()));
        assertThrows(
                GradientMismatch.class,
                () -> GradientCheck.derivative(f, broken)
                        .at(0.0, 0.0, 3.0, 0.0)
                        .domain(-100.0, 100.0)
                        .seed(7)
                        .verify());
        assertEquals(
                "",
                GradientCheck.derivative(f, broken)
                        .at(3)
                        .withoutShrinking()
                        .run()
                        .test());
    }

    @Test
    void aThingThatDoesNotPrintItselfIsNamedByItsClass() {
        Layer layer = new Layer() {
            @Override
            public Shape outputShape(Shape example) {
                return example;
            }

            @Override
            public Forward forward(Tensor input, StepContext step) {
                return new Forward(input, (dy, into) -> dy);
            }
        };
        String subject =
                GradientCheck.of(layer).on(Samples.normal(1, 2, 2)).run().subject();
        assertTrue(subject.matches("FunctionsTest\\$\\d+"), subject);
    }

    @Test
    void progressIsTold() {
        AtomicInteger calls = new AtomicInteger();
        GradientCheck.derivative(Math::sin, Math::cos)
                .at(1, 2, 3)
                .progress((tensor, done, total) -> {
                    assertEquals("x", tensor);
                    assertEquals(calls.incrementAndGet(), done);
                    assertEquals(3, total);
                })
                .verify();
        assertEquals(3, calls.get());
    }
}
