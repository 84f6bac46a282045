package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Registry;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that were made in real libraries and tutorials, and some more. */
class BrokenActivationsTest {
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

    record Broken(String name, Activation activation, String test) {
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
        Map<String, String> failures = Contracts.failures(new ActivationContract() {
            @Override
            protected Activation activation() {
                return broken.activation;
            }

            @Override
            protected Registry registry() {
                return Words.REGISTRY;
            }
        });
        assertTrue(failures.containsKey(broken.test), broken + " must fail " + broken.test + " but failed " + failures);
    }
}
