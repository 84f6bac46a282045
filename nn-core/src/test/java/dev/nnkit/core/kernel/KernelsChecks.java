package dev.nnkit.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** What any {@link Kernels} must do, checked against the reference kernels. Knows nothing of the kernels under test. */
final class KernelsChecks {
    private static final double[] AWKWARD = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 0.0, 1, -2
    };

    private KernelsChecks() {}

    /** The three forms of the product, by name. */
    enum Form {
        PLAIN,
        TRANSPOSED_B,
        TRANSPOSED_A;

        /** Shapes of a, b and c for {@code c [m, n]} over k; several axes of rows where count is above 0. */
        Shape[] shapes(int count, int m, int k, int n) {
            Shape[] one = switch (this) {
                case PLAIN -> new Shape[] {Shape.of(m, k), Shape.of(k, n), Shape.of(m, n)};
                case TRANSPOSED_B -> new Shape[] {Shape.of(m, k), Shape.of(n, k), Shape.of(m, n)};
                case TRANSPOSED_A -> new Shape[] {Shape.of(k, m), Shape.of(k, n), Shape.of(m, n)};
            };
            for (int i = 0; count > 0 && i < one.length; i++) {
                one[i] = one[i].withBatch(count);
            }
            return one;
        }

        void run(Kernels kernels, Tensor a, Tensor b, Tensor c, Write write) {
            switch (this) {
                case PLAIN -> kernels.multiply(a, b, c, write);
                case TRANSPOSED_B -> kernels.multiplyTransposedB(a, b, c, write);
                case TRANSPOSED_A -> kernels.multiplyTransposedA(a, b, c, write);
            }
        }
    }

    static Tensor tensor(DataType type, Shape shape, DoubleSupplier values) {
        Tensor tensor = Tensor.zeros(type, shape);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, values.getAsDouble());
        }
        return tensor;
    }

    /** Integers whose sums of products are exact in float: then every order of summing gives the same. */
    static DoubleSupplier integers(long seed) {
        Random random = new Random(seed);
        return () -> random.nextInt(17) - 8;
    }

    static DoubleSupplier fractions(long seed) {
        Random random = new Random(seed);
        return () -> random.nextDouble() * 2 - 1;
    }

    /** Integers, and now and then one that is not a plain number. */
    static DoubleSupplier awkward(long seed) {
        Random random = new Random(seed);
        return () -> random.nextInt(30) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextInt(17) - 8;
    }

    /** {@code c} is exactly what the reference gives, as the values must make possible. */
    static void product(Kernels kernels, Form form, DataType type, Shape[] shapes, Write write, DoubleSupplier values) {
        Tensor a = tensor(type, shapes[0], values);
        Tensor b = tensor(type, shapes[1], values);
        Tensor c = tensor(type, shapes[2], values);
        Tensor expected = c.copy();
        form.run(Kernels.reference(), a, b, expected, write);
        form.run(kernels, a, b, c, write);
        sameValues(expected, c, form + " " + shapes[0] + " " + shapes[1] + " " + write);
    }

    /** {@code c} is what the reference gives, but for rounding: within {@code tolerance} of the sum of magnitudes. */
    static void productRounds(Kernels kernels, Form form, DataType type, Shape[] shapes, long seed, double tolerance) {
        Tensor a = tensor(type, shapes[0], fractions(seed));
        Tensor b = tensor(type, shapes[1], fractions(seed + 1));
        Tensor expected = Tensor.zeros(DataType.FLOAT64, shapes[2]);
        Tensor magnitude = Tensor.zeros(DataType.FLOAT64, shapes[2]);
        Tensor c = Tensor.zeros(type, shapes[2]);
        form.run(Kernels.reference(), a.as(DataType.FLOAT64), b.as(DataType.FLOAT64), expected, Write.SET);
        form.run(Kernels.reference(), magnitudes(a), magnitudes(b), magnitude, Write.SET);
        form.run(kernels, a, b, c, Write.SET);
        for (int i = 0; i < c.size(); i++) {
            assertEquals(expected.get(i), c.get(i), tolerance * magnitude.get(i), form + " at " + i);
        }
    }

    private static Tensor magnitudes(Tensor tensor) {
        Tensor result = Tensor.zeros(DataType.FLOAT64, tensor.shape());
        for (int i = 0; i < tensor.size(); i++) {
            result.set(i, Math.abs(tensor.get(i)));
        }
        return result;
    }

    /** Equal as numbers: NaN equals NaN, 0.0 equals -0.0. */
    static void sameValues(Tensor expected, Tensor actual, String what) {
        for (int i = 0; i < expected.size(); i++) {
            double e = expected.get(i);
            double a = actual.get(i);
            int at = i;
            assertTrue(
                    e == a || (Double.isNaN(e) && Double.isNaN(a)),
                    () -> String.format(Locale.ROOT, "%s: element %d should be %s but is %s", what, at, e, a));
        }
    }

    /** Equal to the bit; NaN equals NaN. */
    static void sameBits(Tensor expected, Tensor actual, String what) {
        assertTrue(expected.sameBits(actual), () -> what + ": expected " + expected + " but got " + actual);
    }

    /** Everything but the products, on values that may be NaN, infinite or -0.0. */
    static void elementwise(Kernels kernels, DataType type, int rows, int n, long seed) {
        DoubleSupplier values = awkward(seed);
        Tensor row = tensor(type, Shape.of(n), values);
        Tensor x = tensor(type, Shape.of(rows, n), values);
        Tensor y = tensor(type, Shape.of(rows, n), values);
        String what = type + " [" + rows + ", " + n + "] ";
        Kernels reference = Kernels.reference();
        both(kernels, y, (k, out) -> k.addRow(row, out), what + "addRow");
        both(kernels, row, (k, out) -> k.sumRows(x, out, Write.SET), what + "sumRows SET");
        both(kernels, row, (k, out) -> k.sumRows(x, out, Write.ADD), what + "sumRows ADD");
        both(kernels, y, (k, out) -> k.addScaled(-0.5, x, out), what + "addScaled");
        both(kernels, y, (k, out) -> k.add(x, y, out), what + "add");
        both(kernels, y, (k, out) -> k.add(out, x, out), what + "add in place");
        both(kernels, y, (k, out) -> k.multiplyElements(x, y, out), what + "multiplyElements");
        both(kernels, y, (k, out) -> k.multiplyElements(x, out, out), what + "multiplyElements in place");
        both(kernels, y, (k, out) -> k.scale(-0.25, out), what + "scale");
        assertEquals(reference.sumOfSquares(x), kernels.sumOfSquares(x), what + "sumOfSquares");
    }

    private interface Operation {
        void run(Kernels kernels, Tensor out);
    }

    private static void both(Kernels kernels, Tensor start, Operation operation, String what) {
        Tensor expected = start.copy();
        Tensor actual = start.copy();
        operation.run(Kernels.reference(), expected);
        operation.run(kernels, actual);
        sameBits(expected, actual, what);
    }
}
