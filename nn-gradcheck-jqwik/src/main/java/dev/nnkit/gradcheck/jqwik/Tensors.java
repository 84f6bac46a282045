package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;

/**
 * Arbitrary tensors. One element in five is one of those where functions have kinks, saturate or underflow, as far as
 * they lie in the range: {@code 0, -0.0}, ones, threes, sixes and halves of both signs with the nearest numbers and those
 * 1e-9 away to either side, tiny, large and denormal numbers. One tensor in twenty is the same number all over, so that
 * there are ties. Tensors shrink towards few elements, and elements towards 0.
 */
public final class Tensors {
    /** jqwik's doubles have two decimals unless they are told otherwise: too few to meet anything by chance. */
    private static final int DECIMALS = 12;

    private static final int EVEN = 20;
    /** What jqwik's generators take for the number of tries, where it is not known. */
    private static final int TRIES = 1000;

    private static final double BESIDE = 1e-9;
    private static final double[] KINKS = {1, 3, 6, 0.5};

    /** Others shrink to those that come first. */
    private static final double[] MARKS = {0, 1, 3, 6, 0.5, 1e-8, 20, 40, 100, 750, 1e4};

    private static final double[] DOUBLE_EDGES = edges(Math::nextUp, Double.MIN_VALUE, 1e-310);
    private static final double[] FLOAT_EDGES = edges(x -> Math.nextUp((float) x), Float.MIN_VALUE, 1e-40);

    private Tensors() {}

    private static double[] edges(DoubleUnaryOperator nextUp, double... denormals) {
        DoubleStream sides = DoubleStream.of(KINKS).flatMap(kink -> sides(kink, nextUp));
        return Stream.of(DoubleStream.of(MARKS), DoubleStream.of(denormals), sides)
                .flatMapToDouble(numbers -> numbers)
                .flatMap(x -> DoubleStream.of(x, -x))
                .toArray();
    }

    private static DoubleStream sides(double kink, DoubleUnaryOperator nextUp) {
        return DoubleStream.of(nextUp.applyAsDouble(kink), -nextUp.applyAsDouble(-kink), kink + BESIDE, kink - BESIDE);
    }

    /** Numbers of a range, ends included, of twelve decimals; one in five is one of the edges. */
    public static Arbitrary<Double> elements(double min, double max) {
        return elements(min, max, DOUBLE_EDGES);
    }

    /**
     * As {@link #elements(double, double)}, where the one in five is a kink of this function, its negative, or the
     * nearest number or one 1e-9 away to either side.
     */
    public static Arbitrary<Double> elementsAround(Activation activation, double min, double max) {
        double[] kinks = DoubleStream.of(activation.kinks())
                .flatMap(kink -> DoubleStream.of(kink, -kink))
                .flatMap(kink -> DoubleStream.concat(DoubleStream.of(kink), sides(kink, Math::nextUp)))
                .toArray();
        return elements(min, max, kinks.length == 0 ? DOUBLE_EDGES : kinks);
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
        return doubles(Arbitraries.just(shape), min, max);
    }

    /** FLOAT64 tensors of any of the shapes with elements of a range. */
    public static Arbitrary<Tensor> doubles(Arbitrary<Shape> shapes, double min, double max) {
        return of(shapes, elements(min, max));
    }

    /** FLOAT64 tensors of one shape with elements of one's own choice, such as those around a kink. */
    public static Arbitrary<Tensor> of(Shape shape, Arbitrary<Double> elements) {
        return of(Arbitraries.just(shape), elements);
    }

    /** FLOAT64 tensors of any of the shapes with elements of one's own choice. */
    public static Arbitrary<Tensor> of(Arbitrary<Shape> shapes, Arbitrary<Double> elements) {
        return of(DataType.FLOAT64, shapes, elements);
    }

    /** FLOAT32 tensors of one shape with elements of a range. */
    public static Arbitrary<Tensor> floats(Shape shape, double min, double max) {
        return of(DataType.FLOAT32, Arbitraries.just(shape), elements(min, max, FLOAT_EDGES));
    }

    /** INT32 tensors of one shape with ids from 0 to {@code maximum} included. */
    public static Arbitrary<Tensor> ids(Shape shape, int maximum) {
        Arbitrary<Double> ids = Arbitraries.integers().between(0, maximum).map(Integer::doubleValue);
        return of(DataType.INT32, Arbitraries.just(shape), ids);
    }

    private static Arbitrary<Tensor> of(DataType type, Arbitrary<Shape> shapes, Arbitrary<Double> elements) {
        RandomGenerator<Shape> shape = shapes.generator(TRIES);
        RandomGenerator<Double> element = elements.generator(TRIES);
        return Arbitraries.fromGenerator(random -> draw(type, shape.next(random), element, random));
    }

    private static ShrinkableTensor draw(
            DataType type, Shrinkable<Shape> shape, RandomGenerator<Double> element, Random random) {
        int size = shape.value().size();
        List<Shrinkable<Double>> elements = random.nextInt(EVEN) == 0
                ? Collections.nCopies(size, element.next(random))
                : Stream.generate(() -> element.next(random)).limit(size).toList();
        return new ShrinkableTensor(type, shape, elements);
    }
}
