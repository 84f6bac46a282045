package dev.nnkit.gradcheck.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    @Example
    void meetTheValuesWhereDerivativesGoWrong() {
        var drawn = Tensors.elements(-10, 10).generator(1000);
        Random random = new Random(1);
        Set<Double> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            seen.add(drawn.next(random).value());
        }
        for (double edge : new double[] {0, -0.0, 1, -6, Double.MIN_VALUE, -1e-310}) {
            assertTrue(seen.contains(edge), edge + " was never drawn");
        }
        assertTrue(!seen.contains(20.0), "20 lies outside of the range");
    }

    @Test
    void counterexamplesShrinkToOneElement() {
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
