package dev.nnkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientTransformsTest {
    /** Three parameters with drawn sizes and gradients; the second is not wanted. */
    private static Gradients drawn(long seed, DataType type, double decades) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Parameter> parameters = new ArrayList<>();
        for (Role role : List.of(Role.WEIGHT, Role.STATISTIC, Role.BIAS)) {
            Tensor value = Samples.random(random, random.nextInt(1, 9), 1).as(type);
            parameters.add(new Parameter(role.toString(), role, value));
        }
        Gradients gradients = Gradients.of(parameters);
        for (Parameter parameter : parameters) {
            gradients
                    .sum(parameter)
                    .set(Samples.random(random, parameter.size(), decades).as(type));
        }
        return gradients;
    }

    private static List<Tensor> copy(Gradients gradients) {
        return gradients.parameters().stream().map(p -> gradients.sum(p).copy()).toList();
    }

    private static double norm(Gradients gradients) {
        double norm = 0;
        for (Parameter parameter : gradients.parameters()) {
            for (int i = 0; gradients.wants(parameter) && i < parameter.size(); i++) {
                norm = Math.hypot(norm, gradients.sum(parameter).get(i));
            }
        }
        return norm;
    }

    private static void apply(GradientTransform transform, Gradients gradients) {
        apply(transform, gradients, Kernels.reference());
    }

    private static void apply(GradientTransform transform, Gradients gradients, Kernels kernels) {
        transform.apply(gradients, StepContext.training(kernels, 1));
    }

    private static Gradients single(DataType type, double... values) {
        Parameter parameter = Samples.weight(Tensor.zeros(type, Shape.of(values.length)));
        Gradients gradients = Gradients.of(List.of(parameter));
        gradients.sum(parameter).set(Samples.of(type, values));
        return gradients;
    }

    private static Tensor only(Gradients gradients) {
        return gradients.sum(gradients.parameters().get(0));
    }

    @Property
    void normIsAtMostTheMaximumAndTheDirectionStays(
            @ForAll long seed, @ForAll("types") DataType type, @ForAll("maxima") double maximum) {
        Gradients gradients = drawn(seed, type, 2);
        List<Tensor> before = copy(gradients);
        double norm = norm(gradients);
        apply(new ClipByNorm(maximum), gradients);
        double bound = type == DataType.FLOAT32 ? 2e-7 : 1e-14;
        assertEquals(Math.min(norm, maximum), norm(gradients), bound * maximum);
        for (int p = 0; p < before.size(); p++) {
            Parameter parameter = gradients.parameters().get(p);
            double factor = gradients.wants(parameter) ? Math.min(1, maximum / norm) : 1;
            for (int i = 0; i < parameter.size(); i++) {
                double expected = before.get(p).get(i) * factor;
                assertEquals(expected, gradients.sum(parameter).get(i), bound * Math.abs(expected), parameter.path());
            }
        }
    }

    @Property
    void belowTheMaximumNoBitChanges(@ForAll long seed, @ForAll("types") DataType type) {
        Gradients gradients = drawn(seed, type, 2);
        List<Tensor> before = copy(gradients);
        apply(new ClipByNorm(norm(gradients) * 1.0001), gradients);
        for (int p = 0; p < before.size(); p++) {
            assertTrue(
                    before.get(p).sameBits(gradients.sum(gradients.parameters().get(p))));
        }
    }

    /** The norm is common to all: clipping each by itself would turn the direction. */
    @Test
    void theNormIsOfAllTogether() {
        Parameter first = new Parameter("a", Role.WEIGHT, Samples.of(DataType.FLOAT64, 0));
        Parameter second = new Parameter("b", Role.BIAS, Samples.of(DataType.FLOAT64, 0));
        Gradients gradients = Gradients.of(List.of(first, second));
        gradients.sum(first).set(0, 3);
        gradients.sum(second).set(0, -4);
        apply(new ClipByNorm(2.5), gradients);
        assertEquals(1.5, gradients.sum(first).get(0));
        assertEquals(-2, gradients.sum(second).get(0));
    }

    /** Squares are added in the order of the parameters: in another order the last bits would differ. */
    @Test
    void orderOfParametersIsFixed() {
        List<Double> squares = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                parameters.add(new Parameter("p" + i, Role.WEIGHT, Samples.of(DataType.FLOAT64, 0)));
            }
            Gradients gradients = Gradients.of(parameters);
            for (int i = 0; i < 30; i++) {
                gradients.sum(parameters.get(i)).set(0, 1 / (3.0 + i));
            }
            apply(new ClipByNorm(0.1), gradients);
            squares.add(gradients.sum(parameters.get(0)).get(0));
        }
        double sum = 0;
        for (int i = 0; i < 30; i++) {
            sum += 1 / (3.0 + i) * (1 / (3.0 + i));
        }
        double expected = 1 / 3.0 * (0.1 / Math.sqrt(sum));
        squares.forEach(actual -> assertEquals(expected, actual));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void nanAndInfinityAreNotHidden(DataType type) {
        for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Gradients gradients = single(type, 30, broken, -40);
            apply(new ClipByNorm(1), gradients);
            assertTrue(Double.isNaN(only(gradients).get(1)), only(gradients).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e155, 1e200, 1e307})
    void finiteGradientsWithInfiniteSquares(double huge) {
        Gradients gradients = single(DataType.FLOAT64, 3 * huge, -4 * huge, 0);
        apply(new ClipByNorm(5), gradients);
        assertEquals(3, only(gradients).get(0), 1e-14);
        assertEquals(-4, only(gradients).get(1), 1e-14);
        assertEquals(0, only(gradients).get(2));
    }

    @Test
    void hugeMaximumIsKeptToo() {
        Gradients gradients = single(DataType.FLOAT64, 3e160, -4e160, 0);
        apply(new ClipByNorm(1e300), gradients);
        assertEquals(3e160, only(gradients).get(0));
        assertEquals(-4e160, only(gradients).get(1));
        assertEquals(0, only(gradients).get(2));
    }

    @Test
    void zeroGradientsStayZero() {
        Gradients gradients = single(DataType.FLOAT32, 0, 0);
        apply(new ClipByNorm(1), gradients);
        assertTrue(only(gradients).sameBits(Samples.of(DataType.FLOAT32, 0, 0)));
    }

    @Property
    void everyElementIsClippedByValue(
            @ForAll long seed, @ForAll("types") DataType type, @ForAll("maxima") double maximum) {
        Gradients gradients = drawn(seed, type, 3);
        List<Tensor> before = copy(gradients);
        Gradients split = drawn(seed, type, 3);
        apply(new ClipByValue(maximum), gradients);
        apply(new ClipByValue(maximum), split, Samples.oddlySplit(seed));
        for (int p = 0; p < before.size(); p++) {
            Parameter parameter = gradients.parameters().get(p);
            Tensor clipped = gradients.sum(parameter);
            double limit = Samples.of(type, maximum).get(0);
            for (int i = 0; i < parameter.size(); i++) {
                double g = before.get(p).get(i);
                double expected = gradients.wants(parameter) && Math.abs(g) > limit ? Math.signum(g) * limit : g;
                assertEquals(expected, clipped.get(i));
            }
            assertTrue(clipped.sameBits(split.sum(split.parameters().get(p))));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void clipByValueKeepsNaN(DataType type) {
        Gradients gradients = single(type, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0);
        apply(new ClipByValue(2), gradients);
        assertTrue(only(gradients).sameBits(Samples.of(type, Double.NaN, -2, 2, -0.0)));
    }

    /** The gradient of rate / 2 * sum of w^2, for weights that are wanted. */
    @Property
    void decayAddsToWeightsOnly(@ForAll long seed, @ForAll("types") DataType type, @ForAll boolean frozen) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Parameter> parameters = new ArrayList<>();
        for (Role role : Role.values()) {
            parameters.add(new Parameter(
                    role.toString(), role, Samples.random(random, 4, 1).as(type)));
        }
        Gradients gradients = Gradients.of(parameters, p -> !frozen);
        for (Parameter parameter : parameters) {
            gradients.sum(parameter).fill(2);
        }
        List<Tensor> values = parameters.stream().map(p -> p.value().copy()).toList();
        apply(new Decay(0.25), gradients);
        for (int p = 0; p < parameters.size(); p++) {
            Parameter parameter = parameters.get(p);
            double rate = parameter.role() == Role.WEIGHT && !frozen ? 0.25 : 0;
            for (int i = 0; i < 4; i++) {
                double expected = 2 + rate * values.get(p).get(i);
                assertEquals(expected, gradients.sum(parameter).get(i), 1e-6, parameter.path());
            }
            assertTrue(values.get(p).sameBits(parameter.value()), "values do not change");
        }
    }

    @Property
    void noDecayChangesNothing(@ForAll long seed, @ForAll @IntRange(max = 4) int decades) {
        Gradients gradients = drawn(seed, DataType.FLOAT32, decades);
        List<Tensor> before = copy(gradients);
        apply(new Decay(0), gradients);
        for (int p = 0; p < before.size(); p++) {
            assertTrue(
                    before.get(p).sameBits(gradients.sum(gradients.parameters().get(p))));
        }
    }

    @Provide
    Arbitrary<DataType> types() {
        return Arbitraries.of(DataType.FLOAT32, DataType.FLOAT64);
    }

    @Provide
    Arbitrary<Double> maxima() {
        return Arbitraries.doubles().between(0.01, 1000).ofScale(3);
    }
}
