package dev.nnkit.gradcheck.jqwik;

import static dev.nnkit.gradcheck.jqwik.GradientAssertions.assertThatGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class TensorsTest {
    @Property
    void haveTheShapeAndRangeThatTheAnnotationSays(
            @ForAll
                    @TensorOf(
                            shape = {4, 3},
                            min = -2,
                            max = 3)
                    Tensor x) {
        assertEquals(DataType.FLOAT64, x.type());
        assertEquals(Shape.of(4, 3), x.shape());
        assertTrue(IntStream.range(0, x.size()).allMatch(i -> x.get(i) >= -2 && x.get(i) <= 3), x.toString());
    }

    @Property
    void mayBeFloats(@ForAll @TensorOf(shape = 5, type = DataType.FLOAT32) Tensor x) {
        assertEquals(DataType.FLOAT32, x.type());
        assertEquals(Shape.of(5), x.shape());
    }

    @Property
    void mayBeIds(
            @ForAll
                    @TensorOf(
                            shape = {2, 2},
                            type = DataType.INT32,
                            max = 9)
                    Tensor x) {
        assertEquals(DataType.INT32, x.type());
        assertTrue(IntStream.range(0, x.size()).allMatch(i -> x.get(i) >= 0 && x.get(i) <= 9), x.toString());
    }

    @Property
    void haveAnyShapeWithoutAnnotation(@ForAll Tensor x, @ForAll Shape shape) {
        assertTrue(x.shape().rank() >= 2 && x.shape().rank() <= 4, x.toString());
        assertTrue(shape.size() >= 1, shape.toString());
    }

    @Property
    void areTheCallersOwn(@ForAll @TensorOf(shape = 3) Tensor x) {
        assertTrue(IntStream.range(0, 3).allMatch(i -> x.get(i) != 1e9), "a value that an earlier try wrote");
        x.fill(1e9);
    }

    private static Set<Double> drawn(Arbitrary<Double> elements) {
        var generator = elements.generator(1000);
        Random random = new Random(1);
        Set<Double> seen = new HashSet<>();
        for (int i = 0; i < 4000; i++) {
            seen.add(generator.next(random).value());
        }
        return seen;
    }

    private static void assertDrawn(Set<Double> seen, double... edges) {
        for (double edge : edges) {
            assertTrue(seen.contains(edge), edge + " was never drawn");
        }
    }

    @Example
    void meetTheValuesWhereDerivativesGoWrong() {
        Set<Double> seen = drawn(Tensors.elements(-10, 10));
        assertDrawn(seen, 0, -0.0, 1, -6, Double.MIN_VALUE, -1e-310);
        assertDrawn(seen, Math.nextUp(1.0), Math.nextDown(1.0), Math.nextUp(-6.0), 3 - 1e-9, -0.5 + 1e-9);
        assertTrue(!seen.contains(20.0), "20 lies outside of the range");
        assertDrawn(drawn(Tensors.elements(-1e5, 1e5)), 20, -40, 750, -1e4);
    }

    @Example
    void ofFloatsMeetThoseOfFloats() {
        Set<Double> seen = drawn(Tensors.floats(Shape.of(1), -10, 10).map(x -> x.get(0)));
        assertDrawn(seen, -0.0, Float.MIN_VALUE, -(double) (float) 1e-40, Math.nextUp(1f), Math.nextDown(6f));
    }

    private record Bent() implements Activation {
        @Override
        public double apply(double x) {
            return Math.max(2, x);
        }

        @Override
        public double derivative(double x, double y) {
            return x > 2 ? 1 : 0;
        }

        @Override
        public double[] kinks() {
            return new double[] {2};
        }
    }

    @Example
    void meetTheKinksOfAFunction() {
        Set<Double> seen = drawn(Tensors.elementsAround(new Bent(), -10, 10));
        assertDrawn(seen, 2, -2, Math.nextUp(2.0), Math.nextDown(2.0), 2 + 1e-9, 2 - 1e-9);
    }

    @Property
    void ofOnesOwnElements(@ForAll("aroundTwo") Tensor x) {
        assertThatGradient(new Bent())
                .at(x.doubles())
                .with(check -> check.allowKinks(1))
                .isCorrect();
    }

    @Provide
    Arbitrary<Tensor> aroundTwo() {
        return Tensors.of(Shape.of(3), Tensors.elementsAround(new Bent(), -10, 10));
    }

    @Test
    void counterexamplesShrinkToWhatFails() {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(ShrinkingSample.class))
                        .configurationParameter("jqwik.database", "")
                        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                        .build());
        String zeros = ShrinkingSample.smallest.replaceAll("-?0\\.0", "0");
        assertTrue(
                zeros.matches("Tensor.of\\(Shape.of\\(2, 3\\)(, 0){0,5}, (5\\.\\d+|6\\.0)(, 0){0,5}\\)"),
                ShrinkingSample.smallest);
        assertTrue(
                ShrinkingSample.smallestOfAnyShape.matches("Tensor.of\\(Shape.of\\(1, 1\\), (5\\.\\d+|6\\.0)\\)"),
                ShrinkingSample.smallestOfAnyShape);
        assertTrue(
                ShrinkingSample.smallestDenormal
                        .replaceAll("-?0\\.0,", "0,")
                        .replaceAll("-?0\\.0\\)", "0)")
                        .matches("Tensor.of\\(Shape.of\\(4\\)(, 0)*, -?(4\\.9E-324|1\\.0E-310)(, 0)*\\)"),
                ShrinkingSample.smallestDenormal);
        assertTrue(ShrinkingSample.smallestShape.matches("\\[(1, 6|2, 3|3, 2|6, 1)]"), ShrinkingSample.smallestShape);
    }

    @Test
    void arePrintedAsTheJavaThatMakesThem() {
        assertEquals(
                "Tensor.of(Shape.of(2, 1), -0.0, 1.0E-310)",
                TensorFormat.java(Tensor.of(Shape.of(2, 1), -0.0, 1e-310)));
        assertEquals("Tensor.of(Shape.of(1), 0.1f)", TensorFormat.java(Tensor.of(Shape.of(1), 0.1f)));
        assertEquals("Tensor.ofInts(Shape.of(2), 3, 4)", TensorFormat.java(Tensor.ofInts(Shape.of(2), 3, 4)));
    }

    @Property
    void gradientsCanBeCheckedOnThem(@ForAll @TensorOf(shape = {4, 3}) Tensor x) {
        GradientCheck.function(TensorsTest::sumOfSines, TensorsTest::cosines)
                .at(x.doubles())
                .verify();
    }

    private static double sumOfSines(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += Math.sin(each);
        }
        return sum;
    }

    private static double[] cosines(double[] x) {
        double[] slopes = x.clone();
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = Math.cos(slopes[i]);
        }
        return slopes;
    }
}
