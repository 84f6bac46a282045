package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Missing;
import dev.nnkit.core.table.Scale;
import dev.nnkit.core.table.Scaling;
import dev.nnkit.core.table.TargetColumn;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaSourceTest {
    private static final double TOLERANCE = 1e-5;

    private static Model model(Network network) {
        return new Model(network, Task.REGRESSION, Losses.meanSquaredError(), List.of());
    }

    private static Compiled compiled(Model model) {
        return Compiled.of(JavaSource.of(model, "com.acme.models", "Exported"), "com.acme.models.Exported");
    }

    private static void assertAgree(Network network, long seed) {
        assertAgree(network, compiled(model(network)), seed);
    }

    private static void assertAgree(Network network, Compiled compiled, long seed) {
        int batch = 5;
        Tensor inputs = Networks.inputs(network, batch, seed);
        Tensor expected = network.predict(inputs);
        double size = 1e-3;
        for (int i = 0; i < expected.size(); i++) {
            size = Math.max(size, Math.abs(expected.get(i)));
        }
        int width = expected.size() / batch;
        for (int row = 0; row < batch; row++) {
            double[] answer = predict(compiled, inputs, row);
            assertEquals(width, answer.length);
            for (int i = 0; i < width; i++) {
                assertEquals(expected.get(row * width + i), answer[i], TOLERANCE * size, network.toString());
            }
        }
    }

    private static double[] predict(Compiled compiled, Tensor inputs, int row) {
        int width = inputs.size() / inputs.batch();
        if (inputs.type() == DataType.FLOAT64) {
            double[] input = new double[width];
            System.arraycopy(inputs.doubles(), row * width, input, 0, width);
            return (double[]) compiled.call("predict", (Object) input);
        }
        float[] answer = (float[]) compiled.call("predict", (Object) row(inputs, row));
        double[] doubles = new double[answer.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = answer[i];
        }
        return doubles;
    }

    private static float[] row(Tensor inputs, int row) {
        int width = inputs.size() / inputs.batch();
        float[] input = new float[width];
        System.arraycopy(inputs.floats(), row * width, input, 0, width);
        return input;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(3) | 4",
                "dense(5, bias=false) relu dense(2) softmax | 4",
                "dense(3) tanh dense(2) | 5,4",
                "flatten dropout(0.5) head: dense(7) batchNorm(epsilon=0.1) silu residual(dense(7) gelu) dense(2)"
                        + " | 3,4,2",
                "conv2d(4, 3) batchNorm relu maxPool2d(2) conv2d(3, 2, stride=2, padding=1, bias=false) flatten"
                        + " dense(3) | 9,8,2",
                "residual(conv2d(2, 3, padding=1) residual(relu)) maxPool2d(3, stride=1) | 6,5,2",
                "frozen(sequential(dense(4) elu)) sequential(softplus dense(4)) reshape(2, 2, 1) conv2d(1, 2) | 3",
                "softmax | 2,3",
                "flatten | 2,3",
                "identity | 3"
            })
    void predictsAsTheNetworkDoes(String layers, String example) {
        int[] axes =
                List.of(example.split(",")).stream().mapToInt(Integer::parseInt).toArray();
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            assertAgree(Networks.of(layers, type, axes), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relu",
                "leakyRelu",
                "leakyRelu(slope=0.3)",
                "elu",
                "elu(alpha=1.7)",
                "selu",
                "sigmoid",
                "tanh",
                "softplus",
                "gelu",
                "geluTanh",
                "silu",
                "identity"
            })
    void everyActivation(String word) {
        Network network = Networks.of(word, DataType.FLOAT64, 9);
        Compiled compiled = compiled(model(network));
        assertAgree(network, compiled, 2);
        double[] hard = {0, -0.0, 1.5, -1.5, 1.99, 30, -30, 500, -500};
        Tensor expected = network.predict(Tensor.of(network.inputShape().withBatch(1), hard));
        double[] answer = (double[]) compiled.call("predict", (Object) hard);
        for (int i = 0; i < hard.length; i++) {
            double exact = expected.get(i);
            assertEquals(exact, answer[i], 1e-12 * Math.abs(exact), word + " of " + hard[i]);
        }
    }

    @Property(tries = 15)
    void chainsOfAnyWidths(
            @ForAll @IntRange(min = 1, max = 40) int inputs,
            @ForAll @IntRange(min = 1, max = 40) int hidden,
            @ForAll @IntRange(min = 1, max = 20) int outputs,
            @ForAll long seed) {
        String layers =
                "dense(" + hidden + ") batchNorm tanh residual(dense(" + hidden + ") relu) dense(" + outputs + ")";
        assertAgree(Networks.of(layers, DataType.FLOAT32, inputs), seed);
    }

    @Property(tries = 15)
    void imagesOfAnySize(
            @ForAll @IntRange(min = 4, max = 9) int height,
            @ForAll @IntRange(min = 4, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 4) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int padding,
            @ForAll long seed) {
        String layers =
                "conv2d(3, " + kernel + ", stride=" + stride + ", padding=" + padding + ") relu flatten dense(2)";
        assertAgree(Networks.of(layers, DataType.FLOAT32, height, width, channels), seed);
    }

    /** 160,000 weights: more than one constant, and more than one method, can hold. */
    @Test
    void manyWeights() {
        assertAgree(Networks.of("dense(400) tanh dense(3)", DataType.FLOAT32, 400), 4);
    }

    @Test
    void classesHaveNames() {
        Network network = Networks.of("dense(3)", DataType.FLOAT32, 2);
        List<String> names = List.of("real", "\"ü\\u0022\n", "*/ ☃");
        Compiled compiled = compiled(new Model(network, Task.CLASSES, Losses.softmaxCrossEntropy(), names));
        assertEquals(names, compiled.constant("CLASS_NAMES"));
        Tensor inputs = Networks.inputs(network, 20, 3);
        Tensor logits = network.predict(inputs);
        for (int row = 0; row < 20; row++) {
            int best = 0;
            for (int i = 1; i < 3; i++) {
                best = logits.at(row, i) > logits.at(row, best) ? i : best;
            }
            assertEquals(best, compiled.call("classOf", (Object) row(inputs, row)));
        }
    }

    @ParameterizedTest
    @EnumSource(Border.class)
    void twoClassesHaveABorder(Border border) {
        Network network = Networks.of(border.layers, DataType.FLOAT32, 2);
        Compiled compiled = compiled(new Model(network, Task.BINARY, Losses.meanSquaredError(), List.of()));
        Tensor inputs = Networks.inputs(network, 20, 3);
        Tensor answers = network.predict(inputs);
        for (int row = 0; row < 20; row++) {
            int expected = answers.get(row) > border.at ? 1 : 0;
            assertEquals(expected, compiled.call("classOf", (Object) row(inputs, row)));
        }
    }

    enum Border {
        LOGIT("dense(1)", 0),
        PROBABILITY("dense(1) sigmoid", 0.5);

        private final String layers;
        private final double at;

        Border(String layers, double at) {
            this.layers = layers;
            this.at = at;
        }
    }

    @Test
    void rowsOfNumbersAreScaled() {
        Network network = Networks.of("dense(1)", DataType.FLOAT32, 3);
        Columns columns = new Columns(
                List.of(
                        new Feature.Numeric("width", new Scaling(Scale.STANDARD, 3.25, 0.7), null),
                        new Feature.Numeric("real \"height\"", new Scaling(Scale.MINMAX, -1, 12), 4.0),
                        new Feature.Numeric("same", new Scaling(Scale.STANDARD, 5, 0), null)),
                Missing.MEAN,
                new TargetColumn("price", Task.REGRESSION, List.of(), new Scaling(Scale.STANDARD, 200, 30.5)),
                null);
        Compiled compiled = compiled(new Model(network, Losses.meanSquaredError(), columns));
        assertEquals(List.of("width", "real \"height\"", "same"), compiled.constant("FEATURES"));
        assertArrayEquals(
                columns.encode(Map.of("width", 1.1, "real \"height\"", 7, "same", 9), DataType.FLOAT32)
                        .floats(),
                (float[]) compiled.call("encode", (Object) new double[] {1.1, 7, 9}));
        assertEquals((4.0f + 1) / 12, ((float[]) compiled.call("encode", (Object) new double[] {1, Double.NaN, 5}))[1]);
        assertEquals(columns.decode(0.3), compiled.call("decode", 0.3));
        assertEquals(
                "encode: there must be 3 numbers but there are 1.",
                assertThrows(IllegalArgumentException.class, () -> compiled.call("encode", (Object) new double[] {1}))
                        .getMessage());
    }

    @Test
    void categoriesAreLeftToTheCaller() {
        Network network = Networks.of("dense(2)", DataType.FLOAT32, 2);
        Columns columns = new Columns(
                List.of(new Feature.Categories("color", List.of("red", "blue"), List.of())),
                Missing.ERROR,
                TargetColumn.classes("kind", List.of("a", "b")),
                null);
        Model model = new Model(network, Losses.softmaxCrossEntropy(), columns);
        assertTrue(JavaSource.of(model, "", "Kind")
                .contains("2 numbers, [2], encoded as in training: scaled numbers, and 1 for\n"
                        + "     *     the category of a row, 0 for each other"));
        Compiled compiled = compiled(model);
        assertFalse(compiled.has("encode"));
        assertFalse(compiled.has("decode"));
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        Network network =
                Networks.of("attention(2) residual(lstm(2, allSteps=true)) flatten dense(1)", DataType.FLOAT32, 3, 2);
        assertEquals(
                "Java source: cannot be written for attention(2) \"0\", lstm(2, allSteps=true) \"1.0\". It can for"
                        + " dense, conv2d, maxPool2d, batchNorm, softmax, flatten, reshape, dropout, residual, sequential,"
                        + " frozen and the activations of nnkit.",
                assertThrows(IllegalArgumentException.class, () -> JavaSource.of(model(network), "", "A"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1st | \"1st\" cannot be the name of the class. It must be an identifier of Java.",
                "'' | class | \"class\" cannot be the name of the class. It must be an identifier of Java.",
                "'' | Math | \"Math\" cannot be the name of the class. The source uses that name itself.",
                "com..acme | A | \"com..acme\" cannot be the name of a package. It must be identifiers with points"
                        + " between: com.acme."
            })
    void namesMustBeJava(String packageName, String className, String message) {
        Model model = model(Networks.of("dense(1)", DataType.FLOAT32, 1));
        assertEquals(
                "Java source: " + message,
                assertThrows(IllegalArgumentException.class, () -> JavaSource.of(model, packageName, className))
                        .getMessage());
    }

    @Test
    void inputsOfAnotherLengthAreRefused() {
        Compiled compiled = compiled(model(Networks.of("dense(1)", DataType.FLOAT32, 3)));
        assertEquals(
                "predict: there must be 3 numbers but there are 2.",
                assertThrows(IllegalArgumentException.class, () -> compiled.call("predict", (Object) new float[2]))
                        .getMessage());
    }

    @Test
    void inputsStayAsTheyAre() {
        Compiled compiled = compiled(model(Networks.of("flatten", DataType.FLOAT32, 2)));
        float[] input = {1, 2};
        float[] answer = (float[]) compiled.call("predict", (Object) input);
        answer[0] = 5;
        assertEquals(1, input[0]);
    }
}
