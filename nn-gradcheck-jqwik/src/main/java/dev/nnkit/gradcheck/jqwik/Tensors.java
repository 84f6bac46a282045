package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Arbitrary tensors. One element in five is one of those where functions have kinks, saturate or underflow:
 * {@code 0, -0.0}, ones, threes and sixes of both signs, tiny, large and denormal numbers, as far as they lie in the
 * range. Elements shrink towards 0.
 */
public final class Tensors {
    /** jqwik's doubles have two decimals unless they are told otherwise: too few to meet anything by chance. */
    private static final int DECIMALS = 12;

    private static final double BESIDE = 1e-9;

    private static final double[] EDGES = {
        0,
        -0.0,
        1,
        -1,
        3,
        -3,
        6,
        -6,
        0.5,
        -0.5,
        1e-8,
        -1e-8,
        20,
        -20,
        40,
        -40,
        100,
        -100,
        750,
        -750,
        1e4,
        -1e4,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-310,
        -1e-310
    };

    private Tensors() {}

    /** Numbers of a range, ends included, of twelve decimals; one in five is one of the edges. */
    public static Arbitrary<Double> elements(double min, double max) {
        return elements(min, max, EDGES);
    }

    /**
     * As {@link #elements(double, double)}, where the one in five is a kink of this function, its negative, or the
     * nearest number or one 1e-9 away to either side.
     */
    public static Arbitrary<Double> elementsAround(Activation activation, double min, double max) {
        double[] kinks = Arrays.stream(activation.kinks())
                .flatMap(kink -> DoubleStream.of(kink, -kink))
                .flatMap(kink ->
                        DoubleStream.of(kink, Math.nextUp(kink), Math.nextDown(kink), kink + BESIDE, kink - BESIDE))
                .toArray();
        return elements(min, max, kinks.length == 0 ? EDGES : kinks);
    }

    private static Arbitrary<Double> elements(double min, double max, double[] special) {
        Arbitrary<Double> drawn =
                Arbitraries.doubles().between(min, max).ofScale(DECIMALS).withoutEdgeCases();
        Double[] edges = Arrays.stream(special)
                .filter(edge -> edge >= min && edge <= max)
                .boxed()
                .toArray(Double[]::new);
        return edges.length == 0
                ? drawn
                : Arbitraries.frequencyOf(Tuple.of(4, drawn), Tuple.of(1, Arbitraries.of(edges)));
    }

    /** FLOAT64 tensors of one shape with elements of a range. */
    public static Arbitrary<Tensor> doubles(Shape shape, double min, double max) {
        return elements(min, max)
                .array(double[].class)
                .ofSize(shape.size())
                .map(values -> Tensor.of(shape, values.clone()));
    }

    /** FLOAT32 tensors of one shape with elements of a range. */
    public static Arbitrary<Tensor> floats(Shape shape, double min, double max) {
        return doubles(shape, min, max).map(tensor -> tensor.as(DataType.FLOAT32));
    }

    /** INT32 tensors of one shape with ids from 0 to {@code maximum} included. */
    public static Arbitrary<Tensor> ids(Shape shape, int maximum) {
        return Arbitraries.integers()
                .between(0, maximum)
                .array(int[].class)
                .ofSize(shape.size())
                .map(values -> Tensor.ofInts(shape, values.clone()));
    }

    /** FLOAT64 tensors of any of the shapes with elements of a range. */
    public static Arbitrary<Tensor> doubles(Arbitrary<Shape> shapes, double min, double max) {
        return shapes.flatMap(shape -> doubles(shape, min, max));
    }
}
