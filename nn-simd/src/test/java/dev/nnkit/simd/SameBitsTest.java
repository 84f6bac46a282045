package dev.nnkit.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import dev.nnkit.core.kernel.KernelChoice;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors change the time that something takes, and not a bit of what comes out. */
class SameBitsTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 65, 129, 300};
    private static final Kernels SCALAR = KernelChoice.named("scalar", 1);

    private static Kernels simd(int threads) {
        return new SimdKernels(KernelChoice.named("scalar", threads), (work, type, operations) -> true);
    }

    private static Tensor random(DataType type, Random random, int... shape) {
        Tensor tensor = Tensor.zeros(type, Shape.of(shape));
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextInt(500) == 0 ? Double.NaN : random.nextGaussian());
        }
        return tensor;
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64"})
    void productsOfAwkwardSizes(DataType type) {
        Random random = new Random(1);
        Kernels[] all = {simd(1), simd(2), simd(3)};
        for (int m : SIZES) {
            for (int k : SIZES) {
                int n = SIZES[random.nextInt(SIZES.length)];
                Tensor x = random(type, random, m, k);
                Tensor w = random(type, random, k, n);
                Tensor y = random(type, random, m, n);
                Write write = random.nextBoolean() ? Write.SET : Write.ADD;
                Tensor[] expected = products(SCALAR, x, w, y, write);
                for (Kernels kernels : all) {
                    Tensor[] actual = products(kernels, x, w, y, write);
                    for (int i = 0; i < 3; i++) {
                        assertTrue(
                                expected[i].sameBits(actual[i]),
                                "form " + i + " of " + m + " x " + k + " x " + n + ", " + kernels.threads()
                                        + " threads");
                    }
                }
            }
        }
    }

    private static Tensor[] products(Kernels kernels, Tensor x, Tensor w, Tensor y, Write write) {
        Tensor[] results = {y.copy(), x.copy(), w.copy()};
        kernels.multiply(x, w, results[0], write);
        kernels.multiplyTransposedB(y, w, results[1], write);
        kernels.multiplyTransposedA(x, y, results[2], write);
        return results;
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64"})
    void productsByRows(DataType type) {
        Random random = new Random(3);
        for (int m : SIZES) {
            for (int n : SIZES) {
                Tensor x = random(type, random, m, 61);
                Tensor w = random(type, random, 61, n);
                Tensor y = random(type, random, m, n);
                Write write = random.nextBoolean() ? Write.SET : Write.ADD;
                Tensor whole = products(SCALAR, x, w, y, write)[0];
                for (Kernels kernels : new Kernels[] {SCALAR, simd(1)}) {
                    Tensor rows = y.copy();
                    Kernels.Range product = kernels.multiplyRows(x, w, rows, write);
                    product.run(m / 2, m);
                    product.run(0, m / 2);
                    assertTrue(whole.sameBits(rows), kernels.name() + ", " + m + " rows of " + n);
                }
            }
        }
    }

    @Test
    void aBatchOfProducts() {
        Random random = new Random(2);
        Tensor x = random(DataType.FLOAT32, random, 5, 40, 30);
        Tensor w = random(DataType.FLOAT32, random, 5, 30, 50);
        Tensor y = random(DataType.FLOAT32, random, 5, 40, 50);
        Tensor[] expected = products(SCALAR, x, w, y, Write.SET);
        Tensor[] actual = products(simd(2), x, w, y, Write.SET);
        for (int i = 0; i < 3; i++) {
            assertTrue(expected[i].sameBits(actual[i]), "form " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64"})
    void convolutionsAndPoolingOfAwkwardSizes(DataType type) {
        Random random = new Random(3);
        Kernels[] all = {simd(1), simd(2), simd(3)};
        for (int trial = 0; trial < 150; trial++) {
            int kernel = 1 + random.nextInt(5);
            int padding = random.nextInt(3);
            int side = Math.max(1, kernel - 2 * padding) + random.nextInt(9);
            int channels = 1 + random.nextInt(20);
            int filters = SIZES[random.nextInt(11)];
            int batch = 1 + random.nextInt(4);
            Windows s = new Windows(side, side + random.nextInt(3), channels, kernel, 1 + random.nextInt(3), padding);
            Tensor x = random(type, random, batch, s.height(), s.width(), channels);
            Tensor w = random(type, random, s.length(), filters);
            Tensor bias = random(type, random, filters);
            Tensor y = random(type, random, batch, s.rows(), s.columns(), filters);
            Write write = random.nextBoolean() ? Write.SET : Write.ADD;
            Tensor[] expected = convolutions(SCALAR, s, x, w, bias, y, write);
            for (Kernels kernels : all) {
                Tensor[] actual = convolutions(kernels, s, x, w, bias, y, write);
                for (int i = 0; i < 3; i++) {
                    assertTrue(expected[i].sameBits(actual[i]), "form " + i + " of " + s + " filters " + filters);
                }
            }
            Windows pool = new Windows(2 * side, 2 * s.width(), channels, 2, 2, 0);
            Tensor images = random(type, random, batch, pool.height(), pool.width(), channels);
            Tensor gradient = random(type, random, batch, pool.rows(), pool.columns(), channels);
            Tensor[] pooled = pooled(SCALAR, pool, images, gradient);
            for (Kernels kernels : all) {
                Tensor[] actual = pooled(kernels, pool, images, gradient);
                assertTrue(pooled[0].sameBits(actual[0]) && pooled[1].sameBits(actual[1]), pool.toString());
            }
        }
    }

    private static Tensor[] convolutions(
            Kernels kernels, Windows s, Tensor x, Tensor w, Tensor bias, Tensor y, Write write) {
        Tensor[] results = {y.copy(), x.copy(), w.copy()};
        kernels.convolve(s, x, w, bias, results[0]);
        kernels.convolveInputGradient(s, y, w, results[1]);
        kernels.convolveWeightGradient(s, x, y, results[2], write);
        return results;
    }

    private static Tensor[] pooled(Kernels kernels, Windows s, Tensor x, Tensor dy) {
        Tensor[] results = {dy.copy(), x.copy()};
        kernels.maxPool(s, x, results[0]);
        kernels.maxPoolGradient(s, x, results[0], dy, results[1]);
        return results;
    }

    private interface OfFloats {
        void run(ElementaryFunctions functions, float[] x, float[] y, int from, int to);
    }

    private interface OfDoubles {
        void run(ElementaryFunctions functions, double[] x, double[] y, int from, int to);
    }

    /** Floats of every exponent and both signs, infinities and NaN among them. */
    @Test
    void functionsOfFloats() {
        float[] x = new float[1 << 16];
        for (int i = 0; i < x.length; i++) {
            x[i] = Float.intBitsToFloat((i << 16) | (i * 40503 & 0xffff));
        }
        x[0] = -0f;
        compare("exp", x, ElementaryFunctions::exp);
        compare("log", x, ElementaryFunctions::log);
        compare("tanh", x, ElementaryFunctions::tanh);
        compare("sigmoid", x, ElementaryFunctions::sigmoid);
        compare("erf", x, ElementaryFunctions::erf);
    }

    private static void compare(String name, float[] x, OfFloats function) {
        float[] expected = new float[x.length];
        float[] actual = new float[x.length];
        function.run(SCALAR.functions(), x, expected, 0, x.length);
        function.run(simd(1).functions(), x, actual, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], actual[i], name + " of " + x[i]);
        }
    }

    @Test
    void functionsOfDoubles() {
        double[] x = new double[1 << 16];
        for (int i = 0; i < x.length; i++) {
            x[i] = Double.longBitsToDouble(((long) i << 48) | (i * 0x9e3779b97f4aL & 0xffffffffffffL));
        }
        x[0] = -0.0;
        compare("exp", x, ElementaryFunctions::exp);
        compare("log", x, ElementaryFunctions::log);
        compare("tanh", x, ElementaryFunctions::tanh);
        compare("sigmoid", x, ElementaryFunctions::sigmoid);
        compare("erf", x, ElementaryFunctions::erf);
    }

    private static void compare(String name, double[] x, OfDoubles function) {
        double[] expected = new double[x.length];
        double[] actual = new double[x.length];
        function.run(SCALAR.functions(), x, expected, 0, x.length);
        function.run(simd(1).functions(), x, actual, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], actual[i], name + " of " + x[i]);
        }
    }
}
