package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that all kernels pass, against {@link Kernels#reference()}: at awkward sizes, in both types, on NaN,
 * infinities and denormals, with several threads. A sum of k products may be off by (k + 4) roundings of the sum of
 * their absolute values.
 */
public abstract class KernelsContract {
    private static final int[] SIZES = {1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 127, 129, 1000};
    private static final DataType[] TYPES = {DataType.FLOAT32, DataType.FLOAT64};
    private static final double[] SPECIAL = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, Float.MIN_VALUE, -Float.MIN_VALUE, 1e30
    };

    /** For subclasses. */
    protected KernelsContract() {}

    /** The kernels to test, with so many threads; called for each test, so keep them in a constant. */
    protected abstract Kernels kernels(int threads);

    private static Stream<KernelOperation> operations(int longest) {
        return Arrays.stream(SIZES)
                .filter(size -> size <= longest)
                .boxed()
                .flatMap(size -> KernelOperation.at(size).stream());
    }

    /** Large enough for the work to be split. */
    private static List<KernelOperation> large() {
        List<KernelOperation> large = new ArrayList<>(KernelOperation.products(131, 129, 67));
        large.addAll(KernelOperation.elementwise(Shape.of(701, 301)));
        large.addAll(WindowOperations.large());
        return large;
    }

    private static Stream<DynamicTest> both(String name, Consumer<DataType> check) {
        return Stream.of(TYPES).map(type -> DynamicTest.dynamicTest(name + " " + type, () -> check.accept(type)));
    }

    @TestFactory
    Stream<DynamicTest> agreesWithTheReference() {
        return both(
                "awkward sizes",
                type -> Stream.concat(operations(1000), WindowOperations.all().stream())
                        .forEach(operation -> compare(operation, operation.operands(type))));
    }

    @TestFactory
    Stream<DynamicTest> specialValuesAgreeWithTheReference() {
        return both(
                "special values",
                type -> Stream.concat(operations(33), WindowOperations.all().stream())
                        .forEach(operation -> {
                            for (int variant = 0; variant < SPECIAL.length; variant++) {
                                List<Tensor> operands = operation.operands(type);
                                for (int i = 0; i < operands.size(); i++) {
                                    sprinkle(operands.get(i), variant + i);
                                }
                                compare(operation, operands);
                            }
                        }));
    }

    /** One special value at a place that changes with the variant, so that most rows stay ordinary. */
    private static void sprinkle(Tensor tensor, int variant) {
        if (tensor.size() > 0) {
            tensor.set((variant * 37 + tensor.size() / 2) % tensor.size(), SPECIAL[variant % SPECIAL.length]);
        }
    }

    private void compare(KernelOperation operation, List<Tensor> operands) {
        List<Tensor> sizes = operands.stream().map(KernelsContract::absolute).toList();
        for (Write write : Write.values()) {
            Tensor expected = operation.run(Kernels.reference(), operands, write);
            Tensor actual = operation.run(kernels(1), operands, write);
            Tensor bound = operation.run(Kernels.reference(), sizes, write);
            double unit = expected.type() == DataType.FLOAT32 ? 0x1p-24 : 0x1p-53;
            double least = expected.type() == DataType.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
            for (int i = 0; i < expected.size(); i++) {
                double e = expected.get(i);
                double a = actual.get(i);
                double allowed = (operation.terms() + 4) * (unit * bound.get(i) + least);
                if (Double.compare(e, a) != 0 && e != a && !(Math.abs(e - a) <= allowed && Double.isFinite(a))) {
                    fail(operation + " " + expected.type() + " " + write + ": element " + i + " must be " + e
                            + " but is " + a + ", allowed is a distance of " + allowed + ".");
                }
            }
        }
    }

    private static Tensor absolute(Tensor tensor) {
        Tensor result = tensor.copy();
        for (int i = 0; i < result.size(); i++) {
            result.set(i, Math.abs(result.get(i)));
        }
        return result;
    }

    @TestFactory
    Stream<DynamicTest> bitsDoNotDependOnThreads() {
        return both("threads", type -> {
            for (KernelOperation operation : large()) {
                List<Tensor> operands = operation.operands(type);
                for (Write write : Write.values()) {
                    Tensor expected = operation.run(kernels(1), operands, write);
                    for (int threads : new int[] {2, 5}) {
                        Tensor actual = operation.run(kernels(threads), operands, write);
                        Checks.sameBits(expected, actual, operation + " with " + threads + " threads");
                    }
                }
            }
        });
    }

    /** What a row gives does not depend on how many rows stand around it. */
    @TestFactory
    Stream<DynamicTest> aRowAloneHasTheBitsItHasInABatch() {
        return both(
                "rows",
                type -> operations(129)
                        .filter(o -> o.name().startsWith("multiply plain")
                                || o.name().startsWith("multiplyTransposedB plain"))
                        .forEach(operation -> {
                            List<Tensor> operands = operation.operands(type);
                            Tensor whole = operation.run(kernels(1), operands, Write.SET);
                            for (int row = 0; row < whole.batch(); row++) {
                                List<Tensor> alone = List.of(
                                        Trial.rows(operands.get(0), row, row + 1),
                                        operands.get(1),
                                        Trial.rows(operands.get(2), row, row + 1));
                                Checks.sameBits(
                                        Trial.rows(whole, row, row + 1),
                                        operation.run(kernels(1), alone, Write.SET),
                                        operation + ", row " + row + " alone");
                            }
                        }));
    }

    /** Convolutions, poolings and the gradients of their images: an image gives what it gives alone. */
    @TestFactory
    Stream<DynamicTest> aPartOfTheBatchHasTheBitsItHasInTheWhole() {
        return both(
                "images",
                type -> WindowOperations.all().stream()
                        .filter(WindowOperations::writesImages)
                        .forEach(operation -> WindowOperations.checkParts(operation, type, kernels(1))));
    }

    /** By rows, a product comes out bit by bit as in one go, and rows that were not asked for stay as they are. */
    @TestFactory
    Stream<DynamicTest> rowsOfAProductAreThoseOfTheWhole() {
        return both("by rows", type -> {
            for (int n : SIZES) {
                for (KernelOperation operation : KernelOperation.products(33, 17, n)) {
                    if (operation.name().startsWith("multiply plain")
                            || operation.name().startsWith("multiply time")) {
                        for (Write write : Write.values()) {
                            byRows(operation, type, write);
                        }
                    }
                }
            }
        });
    }

    private void byRows(KernelOperation operation, DataType type, Write write) {
        List<Tensor> operands = operation.operands(type);
        Tensor whole = operation.run(kernels(1), operands, write);
        Tensor before = operands.get(2);
        int[] ends = {0, 1, 3, 3, 20, before.rows() - 1};
        Tensor rows = before.copy();
        Kernels.Range product = kernels(1).multiplyRows(operands.get(0), operands.get(1), rows, write);
        for (int i = ends.length - 1; i > 0; i--) {
            product.run(ends[i - 1], ends[i]);
        }
        int last = ends[ends.length - 1] * before.shape().last();
        for (int i = 0; i < rows.size(); i++) {
            double expected = i < last ? whole.get(i) : before.get(i);
            assertEquals(expected, rows.get(i), operation + " " + type + " " + write + " by rows: element " + i);
        }
    }

    @TestFactory
    Stream<DynamicTest> emptyTensorsAreNoSpecialCase() {
        return both("empty", type -> {
            List<KernelOperation> empty = new ArrayList<>(KernelOperation.products(0, 3, 2));
            empty.addAll(KernelOperation.products(3, 0, 2));
            empty.addAll(KernelOperation.products(3, 2, 0));
            empty.addAll(KernelOperation.elementwise(Shape.of(0, 3)));
            empty.addAll(WindowOperations.empty());
            empty.forEach(operation -> compare(operation, operation.operands(type)));
        });
    }

    @Test
    void splitCoversEverythingOnce() {
        for (int threads = 1; threads <= 3; threads++) {
            for (int length : new int[] {0, 1, 2, 7, 1000, 100_003}) {
                for (double cost : new double[] {1, 1e6}) {
                    AtomicIntegerArray seen = new AtomicIntegerArray(length);
                    kernels(threads).split(length, cost, (from, to) -> {
                        for (int i = from; i < to; i++) {
                            seen.incrementAndGet(i);
                        }
                    });
                    assertTrue(
                            IntStream.range(0, length).allMatch(i -> seen.get(i) == 1),
                            "split(" + length + ", " + cost + ") with " + threads + " threads");
                }
            }
        }
    }

    @Test
    void splitHandsExceptionsOn() {
        for (int threads = 1; threads <= 3; threads++) {
            Kernels kernels = kernels(threads);
            IllegalStateException thrown = new IllegalStateException("from the body");
            IllegalStateException caught = assertThrows(
                    IllegalStateException.class,
                    () -> kernels.split(1000, 1e6, (from, to) -> {
                        if (to == 1000) {
                            throw thrown;
                        }
                    }));
            assertTrue(
                    caught == thrown || caught.getCause() == thrown || contains(caught.getSuppressed(), thrown),
                    "the exception of the body must reach the caller");
            AtomicIntegerArray count = new AtomicIntegerArray(1);
            kernels.split(10, 1, (from, to) -> count.addAndGet(0, to - from));
            assertEquals(10, count.get(0), "split after an exception");
        }
    }

    private static boolean contains(Throwable[] all, Throwable one) {
        return Arrays.asList(all).contains(one);
    }

    @Test
    void saysHowManyThreads() {
        for (int threads = 1; threads <= 3; threads++) {
            assertEquals(threads, kernels(threads).threads());
        }
        assertEquals(kernels(1).name(), kernels(3).name(), "the name does not tell the number of threads");
    }

    private interface DoubleFunctions {
        void run(ElementaryFunctions functions, double[] x, double[] y, int from, int to);
    }

    private interface FloatFunctions {
        void run(ElementaryFunctions functions, float[] x, float[] y, int from, int to);
    }

    private static final double[] POINTS = points();

    private static double[] points() {
        double[] points = new double[1003];
        Arrays.setAll(points, i -> (float) ((i - 501) / 20.0));
        System.arraycopy(SPECIAL, 0, points, 100, SPECIAL.length);
        points[200] = 1e4;
        points[201] = -1e4;
        return points;
    }

    @Test
    void functionsOfDoublesAgreeWithThePlainOnes() {
        compareDoubles("exp", ElementaryFunctions::exp);
        compareDoubles("log", ElementaryFunctions::log);
        compareDoubles("tanh", ElementaryFunctions::tanh);
        compareDoubles("sigmoid", ElementaryFunctions::sigmoid);
        compareDoubles("erf", ElementaryFunctions::erf);
    }

    @Test
    void functionsOfFloatsAgreeWithThePlainOnes() {
        compareFloats("exp", ElementaryFunctions::exp);
        compareFloats("log", ElementaryFunctions::log);
        compareFloats("tanh", ElementaryFunctions::tanh);
        compareFloats("sigmoid", ElementaryFunctions::sigmoid);
        compareFloats("erf", ElementaryFunctions::erf);
    }

    private void compareDoubles(String name, DoubleFunctions function) {
        double[] expected = new double[POINTS.length];
        double[] actual = new double[POINTS.length];
        function.run(ElementaryFunctions.PLAIN, POINTS, expected, 1, POINTS.length - 1);
        function.run(kernels(1).functions(), POINTS, actual, 1, POINTS.length - 1);
        for (int i = 0; i < expected.length; i++) {
            requireNear(expected[i], actual[i], 1e-13 * Math.abs(expected[i]), name + " at " + POINTS[i]);
        }
        double[] inPlace = POINTS.clone();
        function.run(kernels(1).functions(), inPlace, inPlace, 0, POINTS.length);
        assertArrayEquals(
                Arrays.copyOfRange(actual, 1, actual.length - 1),
                Arrays.copyOfRange(inPlace, 1, actual.length - 1),
                name + " in place");
    }

    private void compareFloats(String name, FloatFunctions function) {
        float[] x = new float[POINTS.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) POINTS[i];
        }
        float[] expected = new float[x.length];
        float[] actual = new float[x.length];
        function.run(ElementaryFunctions.PLAIN, x, expected, 1, x.length - 1);
        function.run(kernels(1).functions(), x, actual, 1, x.length - 1);
        for (int i = 0; i < expected.length; i++) {
            requireNear(expected[i], actual[i], 1e-6 * Math.abs(expected[i]) + 1e-37, name + " at " + x[i]);
        }
    }

    private static void requireNear(double expected, double actual, double bound, String what) {
        boolean same = Double.compare(expected, actual) == 0 || expected == actual;
        if (!same && !(Math.abs(expected - actual) <= bound)) {
            fail(what + " must be " + expected + " but is " + actual + ".");
        }
    }
}
