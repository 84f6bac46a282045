package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Layer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static Verdict verdict(DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        return report(f, slope, x).verdict();
    }

    private static GradientReport report(DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        return GradientCheck.function(p -> f.applyAsDouble(p[0]), p -> new double[] {slope.applyAsDouble(p[0])})
                .at(x)
                .run();
    }

    private static double relu(double x) {
        return Math.max(0, x);
    }

    @Test
    void aKinkIsNoMistakeWhateverSlopeBetweenIsGiven() {
        for (double slope : new double[] {0, 0.25, 1}) {
            assertEquals(Verdict.KINK, verdict(VerdictsTest::relu, x -> x == 0 ? slope : x > 0 ? 1 : 0, 0));
        }
        assertTrue(report(VerdictsTest::relu, x -> x > 0 ? 1 : 0, 0).isCorrect(), "a single kink is accepted");
    }

    @Test
    void aKinkDoesNotHideWhatIsWrongBesideIt() {
        GradientReport report = report(VerdictsTest::relu, x -> 0.5, 0);
        assertEquals(Verdict.WRONG, report.verdict());
        List<String> causes = report.tensor("x").causes();
        assertEquals(
                "these are the values a little to the side: at the point itself kinks hide what is wrong.",
                causes.get(causes.size() - 1));
    }

    /** Both kinks lie in one number and cancel: seen from outside it is a line, and 0 is not its slope. */
    @Test
    void kinksThatCannotBeToldApartAreNone() {
        assertEquals(Verdict.WRONG, verdict(x -> relu(x) - relu(-x), x -> x == 0 ? 0 : 1, 0));
    }

    /** Four kinks meet in one number, and the value is outside of the slopes of both sides, 2 and 1. */
    @Test
    void whereKinksMeetAnySumOfTheirSlopesIsRight() {
        for (double slope : new double[] {-1, 0, 1, 2, 3, 4}) {
            assertEquals(Verdict.KINK, verdictOfFour(slope), "slope " + slope);
        }
        assertEquals(Verdict.WRONG, verdictOfFour(4.01));
        assertEquals(Verdict.WRONG, verdictOfFour(-1.01));
    }

    private static Verdict verdictOfFour(double atZero) {
        return GradientCheck.function(
                        p -> relu(p[0] - p[1]) + relu(p[0] - p[2]) - relu(p[0] - p[3]) - 2 * relu(-p[0] - p[4]),
                        p -> p[0] == 0 ? new double[] {atZero, 0, 0, 0, 0} : slopesOfFour(p))
                .at(new double[5])
                .withoutShrinking()
                .run()
                .tensor("x")
                .coordinates()
                .get(0)
                .verdict();
    }

    private static double[] slopesOfFour(double... p) {
        double a = p[0] > p[1] ? 1 : 0;
        double b = p[0] > p[2] ? 1 : 0;
        double c = p[0] > p[3] ? 1 : 0;
        double d = -p[0] > p[4] ? 1 : 0;
        return new double[] {a + b - c + 2 * d, -a, -b, c, 2 * d};
    }

    @Test
    void aSlopeOutsideTheTwoOfAKinkIsAMistake() {
        assertEquals(Verdict.WRONG, verdict(VerdictsTest::relu, x -> 2, 0));
        assertEquals(Verdict.WRONG, verdict(VerdictsTest::relu, x -> -0.01, 0));
    }

    @Property
    void besideAKinkTheTrueSlopeIsFound(@ForAll @DoubleRange(min = -12, max = 0) double exponent) {
        double distance = Math.pow(10, exponent);
        assertTrue(report(VerdictsTest::relu, x -> x > 0 ? 1 : 0, distance).isCorrect());
        assertTrue(report(VerdictsTest::relu, x -> x > 0 ? 1 : 0, -distance).isCorrect());
    }

    @Test
    void manyKinksAreNotAcceptedUnlessAllowed() {
        GradientCheck check = GradientCheck.function(p -> relu(p[0]) + relu(p[1]) + p[2], p ->
                        new double[] {p[0] > 0 ? 1 : 0, p[1] > 0 ? 1 : 0, 1})
                .at(0, 0, 1);
        assertEquals(Verdict.KINK, check.run().verdict());
        assertEquals(false, check.run().isCorrect());
        assertEquals(true, check.allowKinks(0.7).run().isCorrect());
    }

    @Test
    void aStepIsAJump() {
        assertEquals(Verdict.JUMP, verdict(x -> x >= 1 ? 1 : 0, x -> 0, 1));
        assertEquals(Verdict.CORRECT, verdict(x -> x >= 1 ? 1 : 0, x -> 0, 1.5));
    }

    @Test
    void anUndefinedFunctionIsUnstable() {
        assertEquals(Verdict.UNSTABLE, verdict(x -> Double.NaN, x -> 0, 1));
        assertEquals(Verdict.UNSTABLE, verdict(Math::sqrt, x -> 0.5 / Math.sqrt(x), 0));
        assertEquals(Verdict.UNSTABLE, verdict(x -> x, x -> Double.NaN, 1));
    }

    @Test
    void roughArithmeticIsNoise() {
        assertEquals(Verdict.NOISE, verdict(x -> (float) Math.sin(x), Math::cos, 1.1));
    }

    @Test
    void aCallThatDependsOnChanceIsNoise() {
        RandomStream random = RandomStream.of(1, "noise");
        assertEquals(Verdict.NOISE, verdict(x -> x + random.nextDouble(), x -> 1, 1.1));
    }

    @Test
    void randomnessOfTheContextIsFrozen() {
        Layer dropout = new Layer() {
            @Override
            public Shape outputShape(Shape example) {
                return example;
            }

            @Override
            public Forward forward(Tensor input, StepContext step) {
                Tensor mask = step.scratchLike(input);
                for (int i = 0; i < mask.size(); i++) {
                    mask.set(i, step.random().nextDouble() < 0.5 ? 0 : 2);
                }
                return new Forward(product(input, mask, step), (dy, into) -> product(dy, mask, step));
            }

            private Tensor product(Tensor a, Tensor b, StepContext step) {
                Tensor c = step.scratchLike(a);
                step.kernels().multiplyElements(a, b, c);
                return c;
            }
        };
        GradientCheck.of(dropout).on(Samples.normal(1, 3, 4)).verify();
    }

    /** Functions that are awkward for differences, with right slopes: none may be accused. */
    @Test
    void awkwardButRight() {
        @SuppressWarnings("ArrayRecordComponent")
        record Case(String name, DoubleUnaryOperator f, DoubleUnaryOperator slope, double... points) {}
        Case[] cases = {
            new Case("square root near 0", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-12, 1e-8, 1e-4),
            new Case("logarithm near 0", Math::log, x -> 1 / x, 1e-12, 1e-6),
            new Case(
                    "saturated sigmoid",
                    x -> 1 / (1 + Math.exp(-x)),
                    x -> Math.exp(-x) / Math.pow(1 + Math.exp(-x), 2),
                    -40,
                    -10,
                    20,
                    30,
                    40),
            new Case("exponential, tiny", Math::exp, Math::exp, -700, -50),
            new Case("exponential, huge", Math::exp, Math::exp, 50, 300),
            new Case("tiny slope", x -> 1e-20 * Math.sin(x), x -> 1e-20 * Math.cos(x), 0.3, 2),
            new Case("huge slope", x -> 1e20 * Math.sin(x), x -> 1e20 * Math.cos(x), 0.3, 2),
            new Case("a line far away", x -> 3 * x + 1e4, x -> 3, 0, 1e4),
            new Case("fast wave", x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), 0.1234, 3),
            new Case("cube", x -> x * x * x, x -> 3 * x * x, 0, 1e-5, 1e5),
            new Case(
                    "softplus",
                    x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
                    VerdictsTest::sigmoid,
                    0,
                    1e4),
            new Case("pole beside", x -> 1 / x, x -> -1 / (x * x), 1e-3, 1e-6),
        };
        for (Case each : cases) {
            for (double x : each.points) {
                GradientReport report = report(each.f, each.slope, x);
                assertEquals(Verdict.CORRECT, report.verdict(), each.name + " at " + x + "\n" + report);
                boolean visible = Math.abs(each.slope.applyAsDouble(x)) > 1e-6 * Math.abs(each.f.applyAsDouble(x));
                Verdict wrong = report(each.f, p -> 1.001 * each.slope.applyAsDouble(p), x)
                        .verdict();
                boolean zero = each.slope.applyAsDouble(x) == 0;
                assertTrue(!visible || zero || wrong == Verdict.WRONG, each.name + " at " + x + ": " + wrong);
            }
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void tolerancesMustMakeSense() {
        GradientCheck check =
                GradientCheck.function(p -> p[0], p -> new double[] {1}).at(1);
        IllegalArgumentException e = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> check.tolerance(-1, 0));
        assertEquals(
                "gradient check: tolerances must be 0 or more, not both 0, and below 1, but are absolute -1.0 and"
                        + " relative 0.0.",
                e.getMessage());
    }

    @Test
    void integersHaveNoGradient() {
        Layer ids = new Layer() {
            @Override
            public Shape outputShape(Shape example) {
                return example;
            }

            @Override
            public Forward forward(Tensor input, StepContext step) {
                return new Forward(input.as(DataType.FLOAT64), (dy, into) -> dy);
            }
        };
        GradientReport report =
                GradientCheck.of(ids).on(Tensor.ofInts(Shape.of(2), 1, 2)).run();
        assertTrue(report.tensors().isEmpty());
    }
}
