package dev.nnkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.lang.management.ManagementFactory;
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

/** What holds for every rule: bits, state, extreme numbers, memory. */
class RuleBehaviourTest {
    private static final Kernels KERNELS = Kernels.reference();

    @Property
    void bitsDoNotDependOnTheSplit(
            @ForAll("optimizers") Optimizer optimizer,
            @ForAll("types") DataType type,
            @ForAll @IntRange(min = 1, max = 70) int size,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor whole = Samples.random(random, size, 1).as(type);
        Tensor parts = whole.copy();
        Rule first = optimizer.rule(Samples.weight(whole));
        Rule second = optimizer.rule(Samples.weight(parts));
        Kernels odd = Samples.oddlySplit(seed);
        for (int step = 1; step <= 10; step++) {
            Tensor gradient = Samples.random(random, size, 3).as(type);
            Tensor untouched = gradient.copy();
            first.update(whole, gradient, 0.7, step, KERNELS);
            second.update(parts, gradient, 0.7, step, odd);
            assertTrue(gradient.sameBits(untouched), "the gradient was written to");
        }
        assertTrue(whole.sameBits(parts), optimizer.toString());
        first.state()
                .forEach((name, tensor) ->
                        assertTrue(tensor.sameBits(second.state().get(name)), name));
    }

    /** As after a stop: a fresh rule takes the state by name and goes on with the same bits. */
    @Property
    void continuesFromItsState(
            @ForAll("optimizers") Optimizer optimizer,
            @ForAll("types") DataType type,
            @ForAll @IntRange(max = 20) int before,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < before + 15; i++) {
            gradients.add(Samples.random(random, 9, 2).as(type));
        }
        Tensor value = Samples.random(random, 9, 1).as(type);
        Rule rule = optimizer.rule(Samples.weight(value));
        update(rule, value, gradients, 0, before);
        Tensor resumed = value.copy();
        Rule fresh = optimizer.rule(Samples.weight(resumed));
        rule.state().forEach((name, tensor) -> {
            assertNotSame(tensor, fresh.state().get(name));
            fresh.state().get(name).set(tensor);
        });
        update(rule, value, gradients, before, gradients.size());
        update(fresh, resumed, gradients, before, gradients.size());
        assertTrue(value.sameBits(resumed), optimizer.toString());
    }

    private static void update(Rule rule, Tensor value, List<Tensor> gradients, int from, int to) {
        for (int i = from; i < to; i++) {
            rule.update(value, gradients.get(i), 1 / (1.0 + i), i + 1, KERNELS);
        }
    }

    @Test
    void stateByName() {
        List<List<String>> names = List.of(
                List.of(),
                List.of("velocity"),
                List.of("velocity"),
                List.of("squares"),
                List.of("mean", "square"),
                List.of("mean", "square"));
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            Tensor value = Tensor.zeros(type, Shape.of(2, 3)).fill(1);
            for (int i = 0; i < names.size(); i++) {
                Rule rule = Samples.all().get(i).rule(Samples.weight(value));
                assertEquals(names.get(i), List.copyOf(rule.state().keySet()));
                rule.state().forEach((name, tensor) -> {
                    assertTrue(tensor.sameBits(Tensor.zeros(type, Shape.of(2, 3))), name);
                    assertSame(tensor, rule.state().get(name), "the rule's own");
                });
            }
        }
    }

    /** Each parameter has a state of its own, and settings do not change under way. */
    @Property
    void rulesDoNotKnowEachOther(@ForAll("optimizers") Optimizer optimizer) {
        Tensor alone = Samples.of(DataType.FLOAT64, 1);
        Tensor beside = Samples.of(DataType.FLOAT64, 1);
        Tensor other = Samples.of(DataType.FLOAT64, 5);
        Rule ofAlone = optimizer.rule(Samples.weight(alone));
        Rule ofBeside = optimizer.rule(Samples.weight(beside));
        Rule ofOther = optimizer.rule(Samples.weight(other));
        for (int step = 1; step <= 3; step++) {
            ofAlone.update(alone, Samples.of(DataType.FLOAT64, step), 1, step, KERNELS);
            ofOther.update(other, Samples.of(DataType.FLOAT64, -100), 1, step, KERNELS);
            ofBeside.update(beside, Samples.of(DataType.FLOAT64, step), 1, step, KERNELS);
        }
        assertTrue(alone.sameBits(beside), optimizer.toString());
    }

    /** With a rate of 0 no weight moves, not by decay either; velocities and moments go on. */
    @Property
    void factorZeroMovesNothing(
            @ForAll("optimizers") Optimizer optimizer, @ForAll("types") DataType type, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor value = Samples.random(random, 7, 2).as(type);
        Tensor before = value.copy();
        Rule rule = optimizer.rule(Samples.weight(value));
        for (int step = 1; step <= 5; step++) {
            rule.update(value, Samples.random(random, 7, 2).as(type), 0, step, KERNELS);
        }
        assertTrue(value.sameBits(before), optimizer.toString());
        rule.state().forEach((name, tensor) -> {
            for (int i = 0; i < 7; i++) {
                assertTrue(tensor.get(i) != 0, optimizer + ": " + name);
            }
        });
    }

    @Property
    void tinyGradientsGiveNoNaN(
            @ForAll("tiny") double tiny, @ForAll("types") DataType type, @ForAll @IntRange(max = 3) int decades) {
        double epsilon = Math.max(Float.MIN_NORMAL, Math.pow(10, -12.0 * decades));
        List<Optimizer> guarded = new ArrayList<>(Samples.all());
        guarded.add(new RmsProp(0.001, 0.9, epsilon));
        guarded.add(new Adam(0.001, 0.9, 0.999, epsilon));
        guarded.add(new Adam(0.001, 0, 0, epsilon));
        guarded.add(new Adam(0.001, 0.9, Math.nextDown(1.0), epsilon));
        for (Optimizer optimizer : guarded) {
            Tensor value = Samples.of(type, 1, -1, 0);
            Rule rule = optimizer.rule(Samples.weight(value));
            for (int step = 1; step <= 30; step++) {
                rule.update(value, Samples.of(type, tiny, -tiny, 0), 1, step, KERNELS);
            }
            for (int i = 0; i < 3; i++) {
                assertTrue(Double.isFinite(value.get(i)), optimizer + ": " + value);
            }
            assertEquals(0, value.get(2), optimizer.toString());
        }
    }

    /** 1e18 in floats and 1e150 in doubles have squares that are still finite. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void hugeGradientsStayFinite(DataType type) {
        double huge = type == DataType.FLOAT32 ? 1e18 : 1e150;
        for (Optimizer optimizer : Samples.all()) {
            Tensor value = Samples.of(type, 1, 1);
            Rule rule = optimizer.rule(Samples.weight(value));
            for (int step = 1; step <= 30; step++) {
                rule.update(value, Samples.of(type, huge, -huge), 1, step, KERNELS);
            }
            assertTrue(Double.isFinite(value.get(0)) && value.get(0) < 1, optimizer + ": " + value);
            assertTrue(Double.isFinite(value.get(1)) && value.get(1) > 0.999, optimizer + ": " + value);
        }
    }

    /** As documented: beyond, the weight stands still for good. */
    @Test
    void infiniteSquareStopsAWeight() {
        for (Optimizer optimizer :
                List.of(Optimizers.rmsProp(0.001), Optimizers.adam(0.001), Optimizers.adamW(0.001, 0))) {
            Tensor value = Samples.of(DataType.FLOAT32, 1);
            Rule rule = optimizer.rule(Samples.weight(value));
            rule.update(value, Samples.of(DataType.FLOAT32, 1e20), 1, 1, KERNELS);
            rule.update(value, Samples.of(DataType.FLOAT32, 1), 1, 2, KERNELS);
            assertEquals(1, value.get(0), optimizer.toString());
        }
    }

    /** What is broken is seen: in its own weight, and nowhere else. */
    @Property
    void nanAndInfinityAreSeen(
            @ForAll("optimizers") Optimizer optimizer, @ForAll("types") DataType type, @ForAll boolean infinite) {
        Tensor value = Samples.of(type, 1, 1, 1);
        Rule rule = optimizer.rule(Samples.weight(value));
        double broken = infinite ? Double.POSITIVE_INFINITY : Double.NaN;
        rule.update(value, Samples.of(type, 1, broken, 1), 1, 1, KERNELS);
        assertFalse(Double.isFinite(value.get(1)), optimizer.toString());
        assertTrue(Double.isFinite(value.get(0)) && Double.isFinite(value.get(2)), optimizer.toString());
    }

    /** No more for a hundred thousand weights than for ten. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void allocatesNothingThatGrows(DataType type) {
        for (Optimizer optimizer : Samples.all()) {
            long small = bytesPerUpdate(optimizer, type, 10);
            long large = bytesPerUpdate(optimizer, type, 100_000);
            assertTrue(large <= Math.max(small, 512), optimizer + ": " + small + " bytes, then " + large);
        }
    }

    private static long bytesPerUpdate(Optimizer optimizer, DataType type, int size) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Tensor value = Tensor.zeros(type, Shape.of(size)).fill(1);
        Tensor gradient = value.copy();
        Rule rule = optimizer.rule(Samples.weight(value));
        for (int step = 1; step <= 3; step++) {
            rule.update(value, gradient, 1, step, KERNELS);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 4; step < 14; step++) {
            rule.update(value, gradient, 1, step, KERNELS);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 10;
    }

    @Test
    void chosenByRole() {
        Optimizer optimizer =
                Optimizers.choose(p -> p.role() == Role.WEIGHT, Optimizers.adamW(0.001, 0.01), Optimizers.sgd(0.5));
        for (Role role : Role.values()) {
            Tensor value = Samples.of(DataType.FLOAT64, 1);
            Tensor expected = Samples.of(DataType.FLOAT64, 1);
            Optimizer chosen = role == Role.WEIGHT ? Optimizers.adamW(0.001, 0.01) : Optimizers.sgd(0.5);
            Tensor gradient = Samples.of(DataType.FLOAT64, 3);
            optimizer.rule(new Parameter("0.p", role, value)).update(value, gradient, 1, 1, KERNELS);
            chosen.rule(new Parameter("0.p", role, expected)).update(expected, gradient, 1, 1, KERNELS);
            assertTrue(value.sameBits(expected), role.toString());
        }
    }

    @Provide
    Arbitrary<Optimizer> optimizers() {
        return Samples.optimizers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return Arbitraries.of(DataType.FLOAT32, DataType.FLOAT64);
    }

    @Provide
    Arbitrary<Double> tiny() {
        return Arbitraries.of(
                0.0,
                -0.0,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                (double) Float.MIN_VALUE,
                (double) Float.MIN_NORMAL,
                1e-300,
                1e-160,
                1e-42,
                1e-23,
                1e-12);
    }
}
