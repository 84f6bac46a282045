package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Registry;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that were made in real libraries and tutorials, and some more. */
class BrokenActivationsTest {
    private static final String EXACT = "slopesAgreeWithTheExactDerivative";

    /** A function and what claims to be its derivative. */
    private static class Plain implements Activation {
        final DoubleUnaryOperator function;
        final DoubleUnaryOperator slope;

        Plain(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
            this.function = function;
            this.slope = slope;
        }

        @Override
        public double apply(double x) {
            return function.applyAsDouble(x);
        }

        @Override
        public double derivative(double x, double y) {
            return slope.applyAsDouble(x);
        }
    }

    private static class Tanh extends Plain {
        Tanh() {
            super(Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x));
        }
    }

    /** @param exact its true derivative; null where the other tests are enough */
    record Broken(
            String name,
            Activation activation,
            String test,
            @Nullable DoubleUnaryOperator exact) {
        Broken(String name, Activation activation, String test) {
            this(name, activation, test, null);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Broken> broken() {
        String slope = "derivativeAgreesWithDifferences";
        return Stream.of(
                new Broken("tanh with (1-y)^2", new Plain(Math::tanh, x -> Math.pow(1 - Math.tanh(x), 2)), slope),
                new Broken("sin(2x) without the 2", new Plain(x -> Math.sin(2 * x), x -> Math.cos(2 * x)), slope),
                new Broken("arctan with 1/(x*x)+1", new Plain(Math::atan, x -> 1 / (x * x) + 1), slope),
                new Broken("softsign, inverted", new Plain(x -> x / (1 + Math.abs(x)), x -> 1 + Math.abs(x)), slope),
                new Broken(
                        "0.1 % too steep", new Plain(Math::tanh, x -> 1.001 * (1 - Math.pow(Math.tanh(x), 2))), slope),
                new Broken(
                        "sigmoid, derivative of y at y",
                        new Plain(ElementaryFunctions::sigmoid, x -> {
                            double z = ElementaryFunctions.sigmoid(ElementaryFunctions.sigmoid(x));
                            return z * (1 - z);
                        }),
                        slope),
                new Broken(
                        "wrong series near 0",
                        new Plain(x -> x * Math.atan(x), x -> Math.abs(x) < 1e-3 ? x : Math.atan(x) + x / (1 + x * x)),
                        slope),
                new Broken(
                        "kink not declared",
                        new Plain(x -> Math.max(0, x), x -> x > 0 ? 1 : 0),
                        "kinksThatAreThereAreDeclared"),
                new Broken(
                        "kink where there is none",
                        new Tanh() {
                            @Override
                            public double[] kinks() {
                                return new double[] {0};
                            }
                        },
                        "kinksThatAreDeclaredAreThere"),
                new Broken(
                        "slope at the kink is neither",
                        new Plain(x -> Math.max(0, x), x -> x > 0 ? 1 : x < 0 ? 0 : 0.5) {
                            @Override
                            public double[] kinks() {
                                return new double[] {0};
                            }
                        },
                        "kinksThatAreDeclaredAreThere"),
                new Broken(
                        "array leaves out the tail",
                        new Tanh() {
                            @Override
                            public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions f) {
                                super.apply(x, y, from, to / 8 * 8, f);
                            }
                        },
                        "doubleArraysAgreeWithTheScalarForm"),
                new Broken(
                        "array writes beyond its range",
                        new Tanh() {
                            @Override
                            public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
                                super.pullback(x, y, dy, dx, 0, x.length);
                            }
                        },
                        "floatArraysAgreeWithTheScalarForm"),
                new Broken("NaN hidden", new Plain(x -> x > 0 ? x : 0, x -> x > 0 ? 1 : 0), "nanGivesNan"),
                new Broken("overflow", new Plain(x -> Math.exp(x) / (1 + Math.exp(x)), x -> 0), "extremesAreFinite"),
                new Broken(
                        "0 / 0 at denormals",
                        new Plain(x -> x / Math.sqrt(x * x) * Math.abs(x), x -> 1),
                        "denormalsAreTreatedAsTheirNeighbours"),
                new Broken(
                        "gain from a table",
                        new Tanh() {
                            @Override
                            public double gain() {
                                return 5.0 / 3;
                            }
                        },
                        "gainKeepsTheSizeOfSignals"),
                new Broken(
                        "no probabilities",
                        new Tanh() {
                            @Override
                            public boolean outputsProbabilities() {
                                return true;
                            }
                        },
                        "probabilitiesLieBetweenZeroAndOne"),
                new Broken("unreadable", new Tanh(), "textParsesBack"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isFound(Broken broken) {
        Map<String, String> failures = failures(broken);
        assertTrue(failures.containsKey(broken.test), broken + " must fail " + broken.test + " but failed " + failures);
    }

    private static Map<String, String> failures(Broken broken) {
        return Contracts.failures(new ActivationContract() {
            @Override
            protected Activation activation() {
                return broken.activation;
            }

            @Override
            protected @Nullable DoubleUnaryOperator exactDerivative() {
                return broken.exact;
            }

            @Override
            protected Registry registry() {
                return Words.REGISTRY;
            }
        });
    }

    /** Of 1e-7 in the slope, or of 1e-6 in the FLOAT32 form alone: below what differences and the other tests allow. */
    static Stream<Broken> slips() {
        return Stream.of(
                new Broken("slope 1e-7 too steep", new Plain(Math::tanh, x -> tanhSlope(x) * (1 + 1e-7)), EXACT),
                new Broken(
                        "slope 1e-13 too high where it is flat",
                        new Plain(Math::tanh, x -> tanhSlope(x) + 1e-13),
                        EXACT),
                new Broken(
                        "float slope 1e-6 too steep",
                        new Plain(Math::tanh, BrokenActivationsTest::tanhSlope) {
                            @Override
                            public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
                                super.pullback(x, y, dy, dx, from, to);
                                for (int i = from; i < to; i++) {
                                    dx[i] *= 1 + 1e-6f;
                                }
                            }
                        },
                        EXACT));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipsBelowTheOtherTolerancesAreFoundByTheExactDerivative(Broken slip) {
        assertEquals(
                Set.of("textParsesBack"), failures(slip).keySet(), slip + " is to be below what the other tests see");
        Map<String, String> failures =
                failures(new Broken(slip.name, slip.activation, slip.test, BrokenActivationsTest::tanhSlope));
        assertEquals(Set.of("textParsesBack", EXACT), failures.keySet(), slip.name);
    }

    private static double tanhSlope(double x) {
        return Math.pow(Math.cosh(x), -2);
    }

    @Test
    void anExactDerivativeThatOverflowsIsTold() {
        DoubleUnaryOperator overflowing = x -> Math.exp(x) / Math.pow(1 + Math.exp(x), 2);
        Plain sigmoid = new Plain(
                ElementaryFunctions::sigmoid, x -> ElementaryFunctions.sigmoid(x) * ElementaryFunctions.sigmoid(-x));
        String message =
                failures(new Broken("sigmoid", sigmoid, EXACT, overflowing)).get(EXACT);
        assertEquals(
                "org.opentest4j.AssertionFailedError: exactDerivative() is NaN at 10000.0: write it so that nothing"
                        + " overflows on the way. ==> expected: <true> but was: <false>",
                message);
    }
}
