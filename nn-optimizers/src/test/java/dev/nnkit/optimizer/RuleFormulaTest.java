package dev.nnkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Role;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Tensor;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule does what the formula in its paper says. */
class RuleFormulaTest {
    private static final int STEPS = 400;

    private static final Kernels KERNELS = Kernels.reference();

    /**
     * Several hundred steps with drawn gradients and factors. In float64 the two differ by 1e-12 of the largest value that
     * the weight had, in float32 by 3e-5: some hundred roundings of 6e-8, and settings that are floats themselves.
     */
    @Property(tries = 300)
    void asItsFormulaSays(
            @ForAll("optimizers") Optimizer optimizer,
            @ForAll long seed,
            @ForAll DataTypeDrawn type,
            @ForAll boolean wild) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(1, 6);
        Tensor value = Samples.random(random, size, 1).as(type.type);
        Rule rule = optimizer.rule(Samples.weight(value));
        Formulas[] formulas = new Formulas[size];
        double[] expected = new double[size];
        double[] largest = new double[size];
        for (int i = 0; i < size; i++) {
            formulas[i] = Formulas.of(optimizer);
            expected[i] = value.get(i);
        }
        for (int step = 1; step <= STEPS; step++) {
            double factor = wild ? 2 * random.nextDouble() : 1;
            Tensor gradient = Samples.random(random, size, 2).as(type.type);
            rule.update(value, gradient, factor, step, KERNELS);
            for (int i = 0; i < size; i++) {
                expected[i] = formulas[i].next(expected[i], gradient.get(i), factor);
                largest[i] = Math.max(largest[i], Math.abs(expected[i]));
                int at = step;
                double actual = value.get(i);
                double error = Math.abs(actual - expected[i]) / (1 + largest[i]);
                assertTrue(
                        error <= type.bound, () -> optimizer + ", step " + at + ": " + actual + " is off by " + error);
            }
        }
    }

    enum DataTypeDrawn {
        FLOAT32(DataType.FLOAT32, 3e-5),
        FLOAT64(DataType.FLOAT64, 1e-12);

        final DataType type;
        final double bound;

        DataTypeDrawn(DataType type, double bound) {
            this.type = type;
            this.bound = bound;
        }
    }

    /** Three updates from 1, by hand; the roots are those of 1, 4 and 37 / 64. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sgd(0.1); 0.5, -2, 4; 0.95, 1.15, 0.75",
                "momentum(0.1, 0.5); 0.5, -2, 4; 0.95, 1.125, 0.8125",
                "nesterov(0.1, 0.5); 0.5, -2, 4; 0.925, 1.2125, 0.65625",
                "rmsProp(0.1, 0.75, 1e-30); 2, 1, -1; 0.8, 0.7, 0.8",
                "adam(0.1, 0.5, 0.75, 1e-30); 2, -1, 1; 0.9, 0.9, 0.8565516962121555",
                "adamW(0.1, 0.5, 0.75, 1e-30, 0.5); 2, -1, 1; 0.85, 0.8075, 0.7236766962121555"
            })
    void byHand(String text, String gradients, String values) {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            Tensor value = Samples.of(type, 1);
            Rule rule = parse(text).rule(Samples.weight(value));
            double[] moved = new double[3];
            for (int i = 0; i < 3; i++) {
                rule.update(value, Samples.of(type, numbers(gradients)[i]), 1, i + 1, KERNELS);
                moved[i] = value.get(0);
            }
            assertArrayEquals(numbers(values), moved, type == DataType.FLOAT32 ? 2e-7 : 2e-14, text);
        }
    }

    /** The first step goes by the learning rate, whatever the gradient: both moments are corrected. */
    @Property
    void firstStepOfAdam(@ForAll long seed, @ForAll DataTypeDrawn type) {
        Tensor value = Samples.of(type.type, new double[8]);
        Tensor gradient = Samples.random(new SplittableRandom(seed), 8, 3).as(type.type);
        Rule rule = new Adam(0.01, 0.9, 0.999, 1e-30).rule(Samples.weight(value));
        rule.update(value, gradient, 1, 1, KERNELS);
        for (int i = 0; i < 8; i++) {
            assertEquals(-0.01 * Math.signum(gradient.get(i)), value.get(i), 0.01 * 1e-6);
        }
    }

    /** In step 100,000 nothing is left to correct: a first gradient moves by 0.1 / sqrt(0.001) rates. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void lateStepOfAdam(DataType type) {
        Tensor value = Samples.of(type, 0);
        Rule rule = new Adam(0.01, 0.9, 0.999, 1e-30).rule(Samples.weight(value));
        rule.update(value, Samples.of(type, 7), 1, 100_000, KERNELS);
        assertEquals(-0.01 * 0.1 / Math.sqrt(0.001), value.get(0), type == DataType.FLOAT32 ? 1e-6 : 1e-14);
    }

    /**
     * With the same gradient all the time the moments become it and its square, and each step is one rate long. Floats
     * stop where what is added is lost to rounding: within 1.2e-7 / (1 - beta) of the goal.
     */
    @ParameterizedTest
    @CsvSource({"FLOAT32, 1.2e-6, 1.2e-4, 0.1", "FLOAT64, 1e-14, 1e-12, 1e-6"})
    void hundredThousandStepsOfAdam(DataType type, double ofMean, double ofSquare, double ofValue) {
        Tensor value = Samples.of(type, 0);
        Tensor gradient = Samples.of(type, 3);
        Rule rule = Optimizers.adam(0x1p-10).rule(Samples.weight(value));
        for (int step = 1; step <= 100_000; step++) {
            rule.update(value, gradient, 1, step, KERNELS);
        }
        assertEquals(3, rule.state().get("mean").get(0), 3 * ofMean);
        assertEquals(9, rule.state().get("square").get(0), 9 * ofSquare);
        assertEquals(-100_000 * 0x1p-10, value.get(0), ofValue);
    }

    /** Sutskever et al. write the velocity with the rate inside; at a constant rate that is the same path. */
    @Property
    void velocityOfGradientsOrOfSteps(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor value = Samples.of(DataType.FLOAT64, 1);
        Rule rule = Optimizers.momentum(0.05, 0.8).rule(Samples.weight(value));
        double theta = 1;
        double v = 0;
        for (int step = 1; step <= STEPS; step++) {
            double g = random.nextDouble(-1, 1);
            rule.update(value, Samples.of(DataType.FLOAT64, g), 1, step, KERNELS);
            v = 0.8 * v - 0.05 * g;
            theta += v;
            assertEquals(theta, value.get(0), 1e-12);
        }
    }

    @Test
    void adamWDecaysWeightsOnly() {
        for (Role role : Role.values()) {
            Tensor value = Samples.of(DataType.FLOAT64, 2);
            Rule rule = Optimizers.adamW(0.1, 0.5).rule(new Parameter("0.p", role, value));
            rule.update(value, Samples.of(DataType.FLOAT64, 0), 0.5, 1, KERNELS);
            assertEquals(role == Role.WEIGHT ? 2 * (1 - 0.1 * 0.5 * 0.5) : 2, value.get(0), 1e-15, role.toString());
        }
    }

    @Property
    void withoutDecayAdamWIsAdam(@ForAll long seed, @ForAll DataTypeDrawn type) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor first = Samples.random(random, 5, 1).as(type.type);
        Tensor second = first.copy();
        Rule adam = Optimizers.adam(0.01).rule(Samples.weight(first));
        Rule adamW = Optimizers.adamW(0.01, 0).rule(Samples.weight(second));
        for (int step = 1; step <= 20; step++) {
            Tensor gradient = Samples.random(random, 5, 1).as(type.type);
            adam.update(first, gradient, 1, step, KERNELS);
            adamW.update(second, gradient, 1, step, KERNELS);
        }
        assertTrue(first.sameBits(second));
    }

    /** A decay of 1e-6 a step is eight units in the last place: as a factor it would be wrong by up to 3 %. */
    @Test
    void smallDecayIsRightOnAverageInFloats() {
        Tensor value = Samples.random(new SplittableRandom(1), 100_000, 1).as(DataType.FLOAT32);
        Tensor before = value.copy();
        Rule rule = Optimizers.adamW(1e-4, 0.01).rule(Samples.weight(value));
        rule.update(value, Tensor.zeros(DataType.FLOAT32, value.shape()), 1, 1, KERNELS);
        double share = 0;
        for (int i = 0; i < value.size(); i++) {
            share += (before.get(i) - value.get(i)) / before.get(i) / value.size();
        }
        assertEquals(1e-6, share, 2e-9);
    }

    /** With momentum the velocity outlives the gradient, with Adam the mean does: rows not touched still move. */
    @ParameterizedTest
    @ValueSource(strings = {"momentum", "nesterov", "adam", "adamW"})
    void movesOnWithoutGradient(String text) {
        Tensor value = Samples.of(DataType.FLOAT64, 1);
        Rule rule = parse(text).rule(Samples.weight(value));
        rule.update(value, Samples.of(DataType.FLOAT64, 1), 1, 1, KERNELS);
        double after = value.get(0);
        rule.update(value, Samples.of(DataType.FLOAT64, 0), 1, 2, KERNELS);
        assertTrue(value.get(0) < after, text);
    }

    private static Optimizer parse(String text) {
        return Registry.installed().parse(Optimizer.class, text);
    }

    private static double[] numbers(String text) {
        return Pattern.compile(", ")
                .splitAsStream(text)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Provide
    Arbitrary<Optimizer> optimizers() {
        return Samples.optimizers();
    }
}
