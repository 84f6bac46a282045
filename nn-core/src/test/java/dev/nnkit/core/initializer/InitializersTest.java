package dev.nnkit.core.initializer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.CorePlugin;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializersTest {
    private static final Registry REGISTRY = Registry.of(List.of(new CorePlugin()));
    private static final int FAN_IN = 300;
    private static final int FAN_OUT = 100;
    private static final double GAIN = 1.5;

    @Test
    void factoriesAreTheWords() {
        List<Initializer> all = List.of(
                Initializers.constant(0.5),
                Initializers.glorotNormal(),
                Initializers.glorotUniform(),
                Initializers.heNormal(),
                Initializers.heUniform(),
                Initializers.leCunNormal(),
                Initializers.leCunUniform(),
                Initializers.normal(0.02),
                Initializers.orthogonal(),
                Initializers.uniform(-0.5, 1),
                Initializers.zeros());
        assertEquals(
                REGISTRY.names(Initializer.class),
                all.stream()
                        .map(each -> each.toString().replaceAll("\\(.*", ""))
                        .toList());
        for (Initializer each : all) {
            assertEquals(each, REGISTRY.parse(Initializer.class, each.toString()));
        }
        assertEquals("uniform(-0.5, 1)", Initializers.uniform(-0.5, 1).toString());
        assertEquals("normal(0.02)", Initializers.normal(0.02).toString());
        assertEquals("constant(0.5)", Initializers.constant(0.5).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "uniform(1, 1); uniform: low must be below high, both finite, but they are 1.0 and 1.0.",
                "normal(0); normal: deviation must be positive and finite but is 0.0. For 0 take zeros.",
                "normal(-1); normal: deviation must be positive and finite but is -1.0.",
                "constant; constant: the argument \"value\" is missing: constant(value=...).",
                "heNormal(2); heNormal(2): does not take the argument 2. It takes none."
            })
    void wrongSettings(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> REGISTRY.parse(Initializer.class, text))
                        .getMessage());
    }

    @Test
    void constantsMustBeFinite() {
        assertEquals(
                "constant: the value must be finite but is NaN.",
                assertThrows(IllegalArgumentException.class, () -> Initializers.constant(Double.NaN))
                        .getMessage());
    }

    /**
     * Mean, deviation and fourth moment over 30,000 numbers, within 5 standard errors. The fourth moment, over the square
     * of the second, is 3 for normal and 9/5 for uniform numbers.
     */
    @ParameterizedTest
    @CsvSource({
        "normal(0.02), 0, 0.02, 3",
        "'uniform(-0.5, 1)', 0.25, 0.43301270189221935, 1.8",
        "glorotNormal, 0, 0.10606601717798213, 3",
        "glorotUniform, 0, 0.10606601717798213, 1.8",
        "heNormal, 0, 0.08660254037844385, 3",
        "heUniform, 0, 0.08660254037844385, 1.8",
        "leCunNormal, 0, 0.05773502691896257, 3",
        "leCunUniform, 0, 0.05773502691896257, 1.8"
    })
    void moments(String text, double mean, double deviation, double kurtosis) {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            Tensor value = fill(REGISTRY.parse(Initializer.class, text), Shape.of(FAN_IN, FAN_OUT), type, 1);
            int n = value.size();
            double sum = 0;
            double second = 0;
            double fourth = 0;
            for (int i = 0; i < n; i++) {
                double x = (value.get(i) - mean) / deviation;
                sum += x;
                second += x * x;
                fourth += x * x * x * x;
            }
            double root = Math.sqrt(n);
            assertEquals(0, sum / n, 5 / root);
            assertEquals(1, second / n, 5 * Math.sqrt(kurtosis - 1) / root);
            // Var of x^4: 105 - 9 for normal, 9 - 81/25 for uniform numbers
            assertEquals(kurtosis, fourth / n, 5 * Math.sqrt(kurtosis == 3 ? 96 : 5.76) / root);
        }
    }

    @Test
    void uniformStaysWithinItsLimits() {
        Tensor value = fill(Initializers.heUniform(), Shape.of(FAN_IN, FAN_OUT), DataType.FLOAT64, 1);
        double limit = GAIN * Math.sqrt(3.0 / FAN_IN);
        for (int i = 0; i < value.size(); i++) {
            assertTrue(Math.abs(value.get(i)) <= limit);
        }
    }

    @Test
    void constants() {
        Tensor value = fill(Initializers.constant(0.5), Shape.of(2, 3), DataType.FLOAT32, 1);
        assertTrue(value.sameBits(Tensor.of(Shape.of(2, 3), 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f)));
        assertTrue(fill(Initializers.zeros(), Shape.of(2), DataType.FLOAT64, 1)
                .sameBits(Tensor.zeros(DataType.FLOAT64, Shape.of(2))));
    }

    /** Before ReLU, He's numbers are the paper's sqrt(2 / fan in); without an initialiser a layer has the same. */
    @Test
    void heIsTheDefaultOfLayers() {
        Initialization place = Initialization.of(DataType.FLOAT64, 3).child("0").withGain(Math.sqrt(2));
        Tensor standard = place.weight("standard", Shape.of(8, 4), 8, 4).value();
        Tensor he = Tensor.zeros(DataType.FLOAT64, Shape.of(8, 4));
        Initializers.heNormal().fill(he, 8, 4, Math.sqrt(2), RandomStream.of(3, "parameter 0.standard"));
        for (int i = 0; i < he.size(); i++) {
            assertEquals(standard.get(i), he.get(i), 1e-15);
        }
    }

    @Property(tries = 200)
    void orthogonal(
            @ForAll @IntRange(min = 1, max = 24) int rows,
            @ForAll @IntRange(min = 1, max = 24) int columns,
            @ForAll long seed) {
        Tensor value = fill(Initializers.orthogonal(), Shape.of(rows, columns), DataType.FLOAT64, seed);
        boolean tall = rows >= columns;
        int count = Math.min(rows, columns);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double dot = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    dot += tall ? value.at(i, a) * value.at(i, b) : value.at(a, i) * value.at(b, i);
                }
                assertEquals(a == b ? GAIN * GAIN : 0, dot, 1e-12);
            }
        }
    }

    @Test
    void orthogonalSeesAllButTheLastAxisAsOne() {
        Tensor flat = fill(Initializers.orthogonal(), Shape.of(18, 4), DataType.FLOAT64, 5);
        Tensor deep = fill(Initializers.orthogonal(), Shape.of(3, 3, 2, 4), DataType.FLOAT64, 5);
        assertTrue(flat.sameBits(deep.withShape(Shape.of(18, 4))));
        assertEquals(
                0,
                fill(Initializers.orthogonal(), Shape.of(0, 4), DataType.FLOAT64, 5)
                        .size());
    }

    /** Under the Haar measure every entry has mean 0; without the signs, those of the first column would be negative. */
    @Test
    void orthogonalIsUniform() {
        double trace = 0;
        double first = 0;
        int tries = 4000;
        for (int seed = 0; seed < tries; seed++) {
            Tensor value = fill(Initializers.orthogonal(), Shape.of(3, 3), DataType.FLOAT64, seed);
            trace += (value.at(0, 0) + value.at(1, 1) + value.at(2, 2)) / GAIN;
            first += value.at(0, 0) / GAIN;
        }
        // the trace has variance 1 (Diaconis, Shahshahani 1994), an entry 1/3
        assertEquals(0, trace / tries, 5 / Math.sqrt(tries));
        assertEquals(0, first / tries, 5 / Math.sqrt(3.0 * tries));
    }

    @Test
    void orthogonalNeedsAMatrix() {
        assertEquals(
                "orthogonal: a weight must have two axes or more but has shape [3]. Take normal or constant.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> fill(Initializers.orthogonal(), Shape.of(3), DataType.FLOAT64, 1))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normal(1)",
                "uniform(0, 1)",
                "glorotNormal",
                "glorotUniform",
                "heNormal",
                "heUniform",
                "leCunNormal",
                "leCunUniform",
                "orthogonal"
            })
    void sameSeedSameBitsAndOtherSeedOtherBits(String text) {
        Initializer initializer = REGISTRY.parse(Initializer.class, text);
        Tensor value = fill(initializer, Shape.of(6, 4), DataType.FLOAT64, 1);
        assertTrue(value.sameBits(fill(initializer, Shape.of(6, 4), DataType.FLOAT64, 1)));
        assertFalse(value.sameBits(fill(initializer, Shape.of(6, 4), DataType.FLOAT64, 2)));
    }

    /** What was made before does not matter, the path does. */
    @ParameterizedTest
    @ValueSource(strings = {"heNormal", "uniform(0, 1)", "orthogonal"})
    void pathsDecide(String text) {
        Initializer initializer = REGISTRY.parse(Initializer.class, text);
        Initialization first = Initialization.of(DataType.FLOAT32, 7);
        Tensor alone = weight(first.child("1"), initializer);
        Initialization second = Initialization.of(DataType.FLOAT32, 7);
        Tensor before = weight(second.child("0"), initializer);
        assertTrue(alone.sameBits(weight(second.child("1"), initializer)));
        assertFalse(alone.sameBits(before));
    }

    private static Tensor weight(Initialization place, Initializer initializer) {
        return place.weight("weight", Shape.of(5, 4), 5, 4, initializer).value();
    }

    private static Tensor fill(Initializer initializer, Shape shape, DataType type, long seed) {
        Tensor value = Tensor.zeros(type, shape);
        initializer.fill(value, FAN_IN, FAN_OUT, GAIN, RandomStream.of(seed, "initialiser test"));
        return value;
    }
}
