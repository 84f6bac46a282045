package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.Coordinate;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that every activation passes: {@code @Override protected Activation activation() { return new Snake(); }}.
 *
 * <p>Array forms agree with the scalar form to 1e-12 (FLOAT64) and 2e-6 (FLOAT32), relative to the value, plus as much
 * again in measure of 1.
 */
public abstract class ActivationContract {
    private static final double[] AWKWARD = {
        0, -0.0, 1, -1, 1e-3, -1e-3, 20, -20, 1e4, -1e4, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-310, -1e-310
    };
    /** Where exponentials of floats, or of doubles, are at their limits. */
    private static final double[] FAR = {40, -40, 89, -89, 104, -104, 700, -700, 746, -746};

    private static final List<Range> RANGES =
            List.of(new Range(0, 114), new Range(1, 113), new Range(3, 18), new Range(5, 5));
    private static final double BESIDE_A_KINK = 1e-3;
    private static final double DOUBLE_BOUND = 1e-12;
    private static final double FLOAT_BOUND = 2e-6;

    private record Range(int from, int to) {}

    /** For subclasses. */
    protected ActivationContract() {}

    /** What to test. */
    protected abstract Activation activation();

    /** Whose elementary functions the array forms are run with. Default: the reference alone. */
    protected List<Kernels> kernels() {
        return List.of(Kernels.reference());
    }

    /**
     * The derivative by other means than those of the code under test, exact but for its own rounding: dual numbers, or
     * another closed form. Where there is one, the slopes of all forms must agree with it to 16 units in the last place
     * (FLOAT64) and 4 (FLOAT32) of 1 or of the derivative, whichever is larger: far finer than differences can tell. It must be finite at every point. Default: none.
     */
    protected @Nullable DoubleUnaryOperator exactDerivative() {
        return null;
    }

    /** What texts are read with; default {@link Registry#installed()}. */
    protected Registry registry() {
        return Registry.installed();
    }

    private static double[] drawn(int count, double range) {
        RandomStream random = RandomStream.of(1, "contract points");
        double[] points = new double[count];
        Arrays.setAll(points, i -> (float) (range * (2 * random.nextDouble() - 1)));
        return points;
    }

    private boolean isBesideAKink(double x) {
        return Arrays.stream(activation().kinks()).anyMatch(kink -> Math.abs(x - kink) < BESIDE_A_KINK);
    }

    private double[] smooth(double[] points) {
        return Arrays.stream(points).filter(x -> !isBesideAKink(x)).toArray();
    }

    /** Also close to 0, where code often goes over to a series. */
    @Test
    void derivativeAgreesWithDifferences() {
        GradientCheck.of(activation()).at(smooth(drawn(150, 6))).allowKinks(0).verify();
        GradientCheck.of(activation()).at(smooth(drawn(50, 60))).allowKinks(0).verify();
        GradientCheck.of(activation()).at(smooth(drawn(50, 2e-3))).allowKinks(0).verify();
    }

    /** Ordinary, extreme and tiny points; without an {@link #exactDerivative} there is nothing to run. */
    @TestFactory
    Stream<DynamicTest> slopesAgreeWithTheExactDerivative() {
        DoubleUnaryOperator exact = exactDerivative();
        if (exact == null) {
            return Stream.empty();
        }
        double[] points = Stream.of(drawn(150, 6), drawn(50, 60), drawn(50, 2e-3), AWKWARD, FAR)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        ExactSlopes slopes = new ExactSlopes(activation(), exact, points);
        Stream<DynamicTest> arrays = kernels().stream()
                .map(Kernels::functions)
                .flatMap(functions -> Stream.of(
                        DynamicTest.dynamicTest("double arrays", () -> slopes.ofDoubleArrays(functions)),
                        DynamicTest.dynamicTest("float arrays", () -> slopes.ofFloatArrays(functions))));
        return Stream.concat(Stream.of(DynamicTest.dynamicTest("scalar form", slopes::ofTheScalarForm)), arrays);
    }

    /** Halves and their neighbours are where kinks usually are. */
    @Test
    void kinksThatAreThereAreDeclared() {
        double[] grid = new double[129];
        Arrays.setAll(grid, i -> (i - 64) / 8.0);
        List<Double> found = GradientCheck.of(activation()).at(smooth(grid)).run().tensors().stream()
                .flatMap(t -> t.coordinates().stream())
                .filter(c -> c.verdict() != Verdict.CORRECT)
                .map(Coordinate::value)
                .toList();
        assertEquals(List.of(), found, "points with a kink or a jump that kinks() does not declare");
    }

    @Test
    void kinksThatAreDeclaredAreThere() {
        double[] kinks = activation().kinks();
        for (int i = 1; i < kinks.length; i++) {
            assertTrue(kinks[i] > kinks[i - 1], "kinks must ascend: " + Arrays.toString(kinks));
        }
        for (double kink : kinks) {
            double h = 1e-7 * Math.max(1, Math.abs(kink));
            double y = activation().apply(kink);
            double left = (y - activation().apply(kink - h)) / h;
            double right = (activation().apply(kink + h) - y) / h;
            double slope = activation().derivative(kink, y);
            double near = 1e-5 * Math.max(1, Math.abs(left) + Math.abs(right));
            assertTrue(Math.abs(right - left) > near, "the slope does not jump at the declared kink " + kink);
            assertTrue(
                    Math.abs(slope - left) <= near || Math.abs(slope - right) <= near,
                    "at the kink " + kink + " the derivative must be one of the slopes " + left + " and " + right
                            + " but is " + slope);
        }
    }

    @Test
    void doubleArraysAgreeWithTheScalarForm() {
        for (Kernels kernels : kernels()) {
            for (Range range : RANGES) {
                double[] x = points();
                double[] dy = drawn(x.length, 2);
                double[] y = new double[x.length];
                double[] dx = new double[x.length];
                activation().apply(x, y, range.from, range.to, kernels.functions());
                activation().pullback(x, y, dy, dx, range.from, range.to);
                compare(range, x, dy, y, dx, DOUBLE_BOUND);
            }
        }
    }

    @Test
    void floatArraysAgreeWithTheScalarForm() {
        for (Kernels kernels : kernels()) {
            for (Range range : RANGES) {
                float[] x = Numbers.floats(points());
                float[] dy = Numbers.floats(drawn(x.length, 2));
                float[] y = new float[x.length];
                float[] dx = new float[x.length];
                activation().apply(x, y, range.from, range.to, kernels.functions());
                activation().pullback(x, y, dy, dx, range.from, range.to);
                compare(
                        range,
                        Numbers.doubles(x),
                        Numbers.doubles(dy),
                        Numbers.doubles(y),
                        Numbers.doubles(dx),
                        FLOAT_BOUND);
            }
        }
    }

    private static double[] points() {
        double[] drawn = drawn(100, 6);
        double[] points = Arrays.copyOf(drawn, drawn.length + AWKWARD.length);
        System.arraycopy(AWKWARD, 0, points, drawn.length, AWKWARD.length);
        return points;
    }

    /** In the range as the scalar form says; outside of it the zeros that stood there. */
    private void compare(Range range, double[] x, double[] dy, double[] y, double[] dx, double bound) {
        for (int i = 0; i < x.length; i++) {
            boolean inside = i >= range.from && i < range.to;
            double value = activation().apply(x[i]);
            near(inside ? value : 0, y[i], bound, "value at " + x[i]);
            if (!inside || bound == DOUBLE_BOUND || !isBesideAKink(x[i])) {
                double slope = dy[i] * activation().derivative(x[i], value);
                near(inside ? slope : 0, dx[i], bound, "pullback at " + x[i] + " of " + dy[i]);
            }
        }
    }

    private static void near(double expected, double actual, double bound, String what) {
        boolean same = Double.compare(expected, actual) == 0;
        if (!same && !(Math.abs(actual - expected) <= bound * (1 + Math.abs(expected)))) {
            fail(what + " must be " + expected + " but is " + actual + ".");
        }
    }

    @Test
    void nanGivesNan() {
        double[] wide = {Double.NaN};
        float[] narrow = {Float.NaN};
        assertTrue(Double.isNaN(activation().apply(Double.NaN)), "scalar form");
        activation().apply(wide.clone(), wide, 0, 1, ElementaryFunctions.PLAIN);
        activation().apply(narrow.clone(), narrow, 0, 1, ElementaryFunctions.PLAIN);
        assertTrue(Double.isNaN(wide[0]), "double array");
        assertTrue(Float.isNaN(narrow[0]), "float array");
    }

    @Test
    void extremesAreFinite() {
        for (double x : AWKWARD) {
            double y = activation().apply(x);
            double slope = activation().derivative(x, y);
            assertTrue(Double.isFinite(y), "value at " + x + " is " + y);
            assertTrue(Double.isFinite(slope), "derivative at " + x + " is " + slope);
        }
    }

    @Test
    void denormalsAreTreatedAsTheirNeighbours() {
        for (double x : new double[] {Double.MIN_VALUE, -Double.MIN_VALUE, 1e-310, -1e-310}) {
            double neighbour = Math.copySign(1e-12, x);
            double y = activation().apply(x);
            double slope = activation().derivative(x, y);
            double expected = activation().derivative(neighbour, activation().apply(neighbour));
            assertEquals(activation().apply(neighbour), y, 1e-9, "value at " + x);
            assertEquals(expected, slope, 1e-9, "derivative at " + x);
        }
    }

    @Test
    void gainKeepsTheSizeOfSignals() {
        double squares = 0;
        double width = 1e-3;
        for (double z = -12 + width / 2; z < 12; z += width) {
            double y = activation().apply(z);
            squares += y * y * Math.exp(-z * z / 2) * width;
        }
        double expected = 1 / Math.sqrt(squares / Math.sqrt(2 * Math.PI));
        assertEquals(expected, activation().gain(), 1e-4 * expected, "1 / sqrt(E[f(z)^2]) for z normal");
    }

    @Test
    void probabilitiesLieBetweenZeroAndOne() {
        for (double x : points()) {
            double y = activation().apply(x);
            assertTrue(
                    !activation().outputsProbabilities() || (y >= 0 && y <= 1),
                    "says that it gives probabilities, but gives " + y + " at " + x);
        }
    }

    @Test
    void itsLayerDoesTheSame() {
        for (Kernels kernels : kernels()) {
            Tensor x = Tensor.of(Shape.of(5, 20), drawn(100, 6));
            StepContext step = StepContext.checking(kernels, true, 1);
            Tensor y = activation()
                    .build(Shape.of(20), Initialization.of(DataType.FLOAT64, 1))
                    .forward(x, step)
                    .output();
            for (int i = 0; i < x.size(); i++) {
                near(activation().apply(x.get(i)), y.get(i), DOUBLE_BOUND, "layer at " + x.get(i));
            }
        }
    }

    @Test
    void textParsesBack() {
        Texts.parseBack(registry(), Activation.class, activation());
    }
}
