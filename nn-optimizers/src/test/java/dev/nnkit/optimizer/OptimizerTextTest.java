package dev.nnkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.SpecException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTextTest {
    private static final Registry REGISTRY = Registry.installed();

    @Test
    void allAreFoundByName() {
        assertEquals(
                List.of("adam", "adamW", "momentum", "nesterov", "rmsProp", "sgd"), REGISTRY.names(Optimizer.class));
        assertEquals(
                List.of("constant", "cosine", "exponential", "plateau", "step", "warmUp"),
                REGISTRY.names(Schedule.class));
        assertEquals(List.of("clipByNorm", "clipByValue", "decay"), REGISTRY.names(GradientTransform.class));
    }

    /** A bare word, all by place, all by name; and how it prints. */
    @Test
    void optimizersAreReadWithTheirDefaults() {
        Map<String, Optimizer> expected = Map.ofEntries(
                Map.entry("sgd", Optimizers.sgd(0.01)),
                Map.entry("momentum", Optimizers.momentum(0.01, 0.9)),
                Map.entry("nesterov", Optimizers.nesterov(0.01, 0.9)),
                Map.entry("rmsProp", new RmsProp(0.001, 0.9, 1e-8)),
                Map.entry("adam", new Adam(0.001, 0.9, 0.999, 1e-8)),
                Map.entry("adamW", new AdamW(0.001, 0.9, 0.999, 1e-8, 0.01)),
                Map.entry("adam(0.01)", Optimizers.adam(0.01)),
                Map.entry("adam(beta2=0.99, learningRate=0.01)", new Adam(0.01, 0.9, 0.99, 1e-8)),
                Map.entry("adam(0.01, 0.8, 0.99, 1e-6)", new Adam(0.01, 0.8, 0.99, 1e-6)),
                Map.entry("adamW(weightDecay=0.1)", Optimizers.adamW(0.001, 0.1)),
                Map.entry("rmsProp(0.01, 0.8, 1e-6)", new RmsProp(0.01, 0.8, 1e-6)),
                Map.entry("nesterov(0.1, 0.8)", Optimizers.nesterov(0.1, 0.8)),
                Map.entry("momentum(momentum=0.8)", Optimizers.momentum(0.01, 0.8)));
        expected.forEach((text, optimizer) -> assertEquals(optimizer, REGISTRY.parse(Optimizer.class, text), text));
    }

    @Test
    void schedulesAndTransformsAreReadWithTheirDefaults() {
        Map<String, Schedule> schedules = Map.ofEntries(
                Map.entry("constant", Schedules.constant()),
                Map.entry("step", Schedules.step(10, 0.1)),
                Map.entry("step(2, 0.5)", Schedules.step(2, 0.5)),
                Map.entry("exponential", Schedules.exponential(0.95)),
                Map.entry("cosine", Schedules.cosine()),
                Map.entry("cosine(0.1)", Schedules.cosine(0.1)),
                Map.entry("plateau", Schedules.plateau(5, 0.5)),
                Map.entry("warmUp(100)", Schedules.warmUp(100, Schedules.constant())),
                Map.entry("warmUp(100, cosine(0.1))", Schedules.warmUp(100, Schedules.cosine(0.1))),
                Map.entry("warmUp(steps=5, then=step)", Schedules.warmUp(5, Schedules.step(10, 0.1))));
        schedules.forEach((text, schedule) -> assertEquals(schedule, REGISTRY.parse(Schedule.class, text), text));
        Map<String, GradientTransform> transforms = Map.of(
                "clipByNorm(5)", GradientTransforms.clipByNorm(5),
                "clipByValue(maximum=0.5)", GradientTransforms.clipByValue(0.5),
                "decay(1e-4)", GradientTransforms.decay(1e-4));
        transforms.forEach((text, each) -> assertEquals(each, REGISTRY.parse(GradientTransform.class, text), text));
    }

    @Test
    void howTheyPrint() {
        assertEquals("sgd(learningRate=0.01)", Optimizers.sgd(0.01).toString());
        assertEquals("momentum(learningRate=0.01)", Optimizers.momentum(0.01).toString());
        assertEquals(
                "nesterov(learningRate=0.1, momentum=0.5)",
                Optimizers.nesterov(0.1, 0.5).toString());
        assertEquals("rmsProp(learningRate=0.001, epsilon=1e-6)", new RmsProp(0.001, 0.9, 1e-6).toString());
        assertEquals("adam(learningRate=0.001)", Optimizers.adam(0.001).toString());
        assertEquals(
                "adamW(learningRate=0.001, weightDecay=0.1)",
                Optimizers.adamW(0.001, 0.1).toString());
        assertEquals("step(everyEpochs=3, factor=0.5)", Schedules.step(3, 0.5).toString());
        assertEquals(
                "warmUp(100, cosine)", Schedules.warmUp(100, Schedules.cosine()).toString());
        assertEquals("clipByNorm(5)", GradientTransforms.clipByNorm(5).toString());
    }

    @Property(tries = 500)
    void optimizersAreReadBack(@ForAll("optimizers") Optimizer optimizer) {
        assertEquals(optimizer, REGISTRY.parse(Optimizer.class, optimizer.toString()));
    }

    /** Every bit pattern: the last digit comes back too. */
    @Property(tries = 500)
    void settingsAreReadBack(@ForAll("positive") double positive, @ForAll("shares") double share) {
        double epsilon = Math.max(positive, Float.MIN_NORMAL);
        double above = share == 0 ? 1 : share;
        for (Optimizer each : List.of(
                new Adam(positive, share, 1 - above, epsilon),
                new AdamW(positive, share, share, epsilon, positive),
                new RmsProp(positive, share, epsilon),
                new Momentum(positive, share),
                new Nesterov(positive, share),
                new Sgd(positive))) {
            assertEquals(each, REGISTRY.parse(Optimizer.class, each.toString()));
        }
        for (Schedule each : List.of(
                Schedules.step(3, above),
                Schedules.exponential(above),
                Schedules.cosine(share),
                Schedules.plateau(7, above),
                Schedules.warmUp(9, Schedules.warmUp(2, Schedules.cosine(share))))) {
            assertEquals(each, REGISTRY.parse(Schedule.class, each.toString()));
        }
        for (GradientTransform each :
                List.of(new ClipByNorm(positive), new ClipByValue(positive), new Decay(positive), new Decay(share))) {
            assertEquals(each, REGISTRY.parse(GradientTransform.class, each.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sgd(0); sgd: learningRate must be positive and finite but is 0.0.",
                "sgd(rate=1); sgd(rate=1): does not take the argument rate=1. Did you mean learningRate? It takes: learningRate.",
                "momentum(-1); momentum: learningRate must be positive and finite but is -1.0.",
                "momentum(0.1, 1); momentum: momentum must be in [0, 1) but is 1.0.",
                "nesterov(0); nesterov: learningRate must be positive and finite but is 0.0.",
                "nesterov(0.1, -0.1); nesterov: momentum must be in [0, 1) but is -0.1.",
                "rmsProp(0); rmsProp: learningRate must be positive and finite but is 0.0.",
                "rmsProp(decay=1); rmsProp: decay must be in [0, 1) but is 1.0.",
                "rmsProp(epsilon=0); rmsProp: epsilon must be finite and at least 1.17549435E-38 (the smallest normal float) but is 0.0.",
                "adam(0); adam: learningRate must be positive and finite but is 0.0.",
                "adam(beta1=1); adam: beta1 must be in [0, 1) but is 1.0.",
                "adam(beta2=-0.5); adam: beta2 must be in [0, 1) but is -0.5.",
                "adam(epsilon=1e-50); adam: epsilon must be finite and at least 1.17549435E-38 (the smallest normal float) but is 1.0E-50.",
                "adamW(0); adamW: learningRate must be positive and finite but is 0.0.",
                "adamW(beta1=1); adamW: beta1 must be in [0, 1) but is 1.0.",
                "adamW(weightDecay=-1); adamW: weightDecay must be 0 or more and finite but is -1.0.",
                "adam(beta3=1); adam(beta3=1): does not take the argument beta3=1. Did you mean beta1? It takes: learningRate, beta1, beta2, epsilon."
            })
    void wrongOptimizers(String text, String message) {
        assertEquals(message, problem(Optimizer.class, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "constant(1); constant(1): does not take the argument 1. It takes none.",
                "step(0); step: everyEpochs must be 1 or more but is 0.",
                "step(1.5); step(1.5): everyEpochs must be a whole number but is 1.5.",
                "step(1, 0); step: factor must be in (0, 1] but is 0.0.",
                "step(1, 2); step: factor must be in (0, 1] but is 2.0.",
                "exponential(1.1); exponential: perEpoch must be in (0, 1] but is 1.1.",
                "cosine(1); cosine: minimum must be in [0, 1) but is 1.0.",
                "cosine(-0.1); cosine: minimum must be in [0, 1) but is -0.1.",
                "plateau(0); plateau: patience must be 1 or more but is 0.",
                "plateau(3, 0); plateau: factor must be in (0, 1] but is 0.0.",
                "warmUp; warmUp: the argument \"steps\" is missing: warmUp(steps=...).",
                "warmUp(0); warmUp: steps must be 1 or more but is 0.",
                "warmUp(5, 3); warmUp(5, 3): then must be one word with its arguments but is 3.",
                "warmUp(5, cosin); no schedule is called \"cosin\". Did you mean cosine? Known: constant, cosine, exponential, plateau, step, warmUp. If a plug-in brings it, put its jar on the class path."
            })
    void wrongSchedules(String text, String message) {
        assertEquals(message, problem(Schedule.class, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "clipByNorm; clipByNorm: the argument \"maximum\" is missing: clipByNorm(maximum=...).",
                "clipByNorm(0); clipByNorm: maximum must be positive and finite but is 0.0.",
                "clipByValue(-1); clipByValue: maximum must be positive and finite but is -1.0.",
                "decay(-1); decay: rate must be 0 or more and finite but is -1.0."
            })
    void wrongTransforms(String text, String message) {
        assertEquals(message, problem(GradientTransform.class, text));
    }

    @Test
    void unknownOptimizer() {
        assertEquals(
                "no optimizer is called \"adan\". Did you mean adam? Known: adam, adamW, momentum, nesterov, rmsProp, sgd."
                        + " If a plug-in brings it, put its jar on the class path.",
                problem(Optimizer.class, "adan(0.1)"));
        assertEquals(
                "no optimizer is called \"levenbergMarquardt\". Known: adam, adamW, momentum, nesterov, rmsProp, sgd."
                        + " If a plug-in brings it, put its jar on the class path.",
                problem(Optimizer.class, "levenbergMarquardt"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void settingsThatAreNoNumbers(double value) {
        assertThrows(IllegalArgumentException.class, () -> new Sgd(value));
        assertThrows(IllegalArgumentException.class, () -> new Momentum(value, 0.9));
        assertThrows(IllegalArgumentException.class, () -> new Momentum(1, value));
        assertThrows(IllegalArgumentException.class, () -> new Nesterov(1, value));
        assertThrows(IllegalArgumentException.class, () -> new RmsProp(1, value, 1));
        assertThrows(IllegalArgumentException.class, () -> new RmsProp(1, 0.9, value));
        assertThrows(IllegalArgumentException.class, () -> new Adam(1, value, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Adam(1, 0, 0, value));
        assertThrows(IllegalArgumentException.class, () -> new AdamW(1, 0, 0, 1, value));
        assertThrows(IllegalArgumentException.class, () -> new StepDecay(1, value));
        assertThrows(IllegalArgumentException.class, () -> new Exponential(value));
        assertThrows(IllegalArgumentException.class, () -> new Cosine(value));
        assertThrows(IllegalArgumentException.class, () -> new Plateau(1, value));
        assertThrows(IllegalArgumentException.class, () -> new ClipByNorm(value));
        assertThrows(IllegalArgumentException.class, () -> new ClipByValue(value));
        assertThrows(IllegalArgumentException.class, () -> new Decay(value));
    }

    private static String problem(Class<?> kind, String text) {
        return assertThrows(SpecException.class, () -> REGISTRY.parse(kind, text))
                .getMessage();
    }

    @Provide
    Arbitrary<Optimizer> optimizers() {
        return Samples.optimizers();
    }

    @Provide
    Arbitrary<Double> positive() {
        return Arbitraries.longs()
                .map(bits -> Double.longBitsToDouble(bits & Long.MAX_VALUE))
                .map(value -> value > 0 && value < Double.POSITIVE_INFINITY ? value : 1.0);
    }

    @Provide
    Arbitrary<Double> shares() {
        return Arbitraries.longs().map(bits -> (bits >>> 11) * 0x1p-53);
    }
}
