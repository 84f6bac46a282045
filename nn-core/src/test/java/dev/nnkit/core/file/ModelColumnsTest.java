package dev.nnkit.core.file;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Missing;
import dev.nnkit.core.table.Scale;
import dev.nnkit.core.table.Scaling;
import dev.nnkit.core.table.TargetColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was decided about a table is saved with the model. */
class ModelColumnsTest {
    private static final Columns COLUMNS = new Columns(
            List.of(
                    new Feature.Numeric("n", new Scaling(Scale.STANDARD, 0.1, 1e-300), 0.1),
                    new Feature.Categories("c \"ü\"", List.of("a", "b,\n"), List.of(0.25, 0.75))),
            Missing.MEAN,
            TargetColumn.classes("t", List.of("no", "yes")),
            "split");

    private static final String JSON =
            "{\"features\":[{\"name\":\"n\",\"scale\":\"STANDARD\",\"offset\":0.1,\"divisor\":1.0E-300,\"standIn\":0.1},{\"name\":\"c"
                    + " \\\"ü\\\"\",\"categories\":[\"a\",\"b,\\n"
                    + "\"],\"standIns\":[0.25,0.75]}],"
                    + "\"missing\":\"MEAN\",\"target\":{\"name\":\"t\",\"task\":\"CLASSES\",\"classes\":[\"no\",\"yes\"],"
                    + "\"scale\":\"NONE\",\"offset\":0.0,\"divisor\":1.0},\"split\":\"split\"}";

    @TempDir
    private Path folder;

    private static Model model(Columns columns) {
        int outputs = columns.task() == Task.CLASSES ? columns.classNames().size() : 1;
        Network network = Network.build(sequential(dense(4), relu(), dense(outputs)), columns.shape(), 7);
        return new Model(network, columns.task() == Task.CLASSES ? softmaxCrossEntropy() : meanSquaredError(), columns);
    }

    private static Safetensors file(String columns) {
        Map<String, String> texts =
                new LinkedHashMap<>(ModelMetadata.of(model(COLUMNS)).write());
        texts.put("columns", columns);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model(COLUMNS)
                .network()
                .parameters()
                .forEach(parameter ->
                        tensors.put(parameter.path(), parameter.fileLayout().toFile(parameter.value())));
        return new Safetensors(tensors, texts);
    }

    private static ModelFile.Read read(Safetensors content) {
        return ModelFile.read("FILE", content, Registry.installed());
    }

    @Test
    void theTextIsFixed() {
        assertEquals(JSON, ModelMetadata.of(model(COLUMNS)).write().get("columns"));
        assertEquals(COLUMNS, read(file(JSON)).model().columns());
    }

    @Test
    void aModelIsReadWithItsColumns() throws IOException {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model(COLUMNS));
        byte[] bytes = Files.readAllBytes(file);
        ModelFile.Read read = ModelFile.read(file);
        assertEquals(List.of(), read.warnings());
        assertEquals(List.of("no", "yes"), read.model().classNames());
        Columns columns = read.model().columns();
        assertNotNull(columns);
        assertEquals(COLUMNS, columns);
        Map<String, Object> row = Map.of("n", 0.1, "c \"ü\"", "a");
        assertArrayEquals(
                COLUMNS.encode(row, DataType.FLOAT32).floats(),
                columns.encode(row, DataType.FLOAT32).floats());
        ModelFile.write(file, read.model());
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void filesWithoutColumnsAreReadAsBefore() {
        Path file = folder.resolve("m.safetensors");
        Network network = Network.build(sequential(dense(4), relu(), dense(2)), Shape.of(3), 7);
        ModelFile.write(file, new Model(network, Task.CLASSES, softmaxCrossEntropy(), List.of("a", "b")));
        assertNull(Safetensors.read(file).metadata().get("columns"));
        Model read = ModelFile.read(file).model();
        assertNull(read.columns());
        assertEquals(List.of("a", "b"), read.classNames());
    }

    @Provide
    Arbitrary<Columns> columns() {
        Arbitrary<Double> numbers = Arbitraries.doubles().between(-1e9, 1e9).ofScale(8);
        Arbitrary<Scaling> scalings = Arbitraries.oneOf(
                Arbitraries.just(Scaling.NONE),
                Combinators.combine(Arbitraries.of(Scale.STANDARD, Scale.MINMAX), numbers, numbers)
                        .as((scale, offset, divisor) -> new Scaling(scale, offset, Math.abs(divisor))));
        Arbitrary<List<String>> labels = Arbitraries.strings()
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .uniqueElements();
        Arbitrary<Feature> features = Arbitraries.oneOf(
                Combinators.combine(scalings, numbers.injectNull(0.5))
                        .as((scaling, standIn) -> new Feature.Numeric("", scaling, standIn)),
                labels.map(values -> new Feature.Categories("", values, List.of())));
        Arbitrary<TargetColumn> targets = Arbitraries.oneOf(
                labels.map(names -> TargetColumn.classes("target", names)),
                scalings.map(scaling -> new TargetColumn("target", Task.REGRESSION, List.of(), scaling)));
        return Combinators.combine(
                        features.list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.of(Missing.values()),
                        targets,
                        Arbitraries.of("split", "\u0001\"").injectNull(0.5))
                .as((drawn, missing, target, split) -> new Columns(named(drawn), missing, target, split));
    }

    private static List<Feature> named(List<Feature> drawn) {
        List<Feature> named = new ArrayList<>();
        for (Feature feature : drawn) {
            String name = "f" + named.size();
            named.add(
                    feature instanceof Feature.Numeric number
                            ? new Feature.Numeric(name, number.scaling(), number.standIn())
                            : new Feature.Categories(name, ((Feature.Categories) feature).values(), List.of()));
        }
        return named;
    }

    @Property
    void allColumnsComeBack(@ForAll("columns") Columns columns) {
        Map<String, String> texts = ModelMetadata.of(model(columns)).write();
        assertEquals(
                columns, ModelMetadata.read("FILE", texts, Registry.installed()).columns());
    }

    private static void assertRejected(String columns, String message) {
        assertEquals(
                message,
                assertThrows(ModelFileException.class, () -> read(file(columns)))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                          | FILE: columns: the JSON must be an object but is a list.",
                "{}                          | FILE: columns: must have features, missing and target.",
                "{\"more\":1}                | FILE: columns: has an entry \"more\", which is not known.",
                "{\"missing\":\"MODE\"}      | FILE: columns: missing must be one of [ERROR, MEAN, DROP] but is"
                        + " \"MODE\".",
                "{\"features\":[1]}          | FILE: columns: an element of features must be an object but is 1.",
                "{\"features\":[{}]}         | FILE: columns: a feature must have a name and either categories or a"
                        + " scale.",
                "{\"features\":[{\"size\":1}]}            | FILE: columns: a column has an entry \"size\", which is"
                        + " not known.",
                "{\"features\":[{\"offset\":\"1\"}]}      | FILE: columns: offset must be a number but is \"1\".",
                "{\"features\":[{\"standIns\":[true]}]}   | FILE: columns: an element of standIns must be a number but"
                        + " is true.",
                "{\"target\":{\"name\":\"t\"}}            | FILE: columns: the target must have name, task, classes"
                        + " and scale.",
                "{\"features\":[{\"name\":\"n\",\"scale\":\"STANDARD\",\"offset\":0,\"divisor\":-1}]} | FILE: columns:"
                        + " scaling: offset and divisor must be finite, the divisor 0 or more, but are 0.0 and -1.0.",
                "{\"features\":[{\"name\":\"n\",\"scale\":\"STANDARD\",\"offset\":1e999,\"divisor\":1}]} | FILE:"
                        + " columns: scaling: offset and divisor must be finite, the divisor 0 or more, but are Infinity"
                        + " and 1.0.",
                "{\"features\":[{\"name\":\"c\",\"categories\":[\"a\",\"a\"]}]} | FILE: columns: feature \"c\": there"
                        + " must be one category or more, and none twice, but there are [a, a].",
                "{\"features\":[{\"name\":\"c\",\"categories\":[\"a\"],\"standIns\":[1,2]}]} | FILE: columns: feature"
                        + " \"c\": 1 numbers must stand for a missing value, one for each category, but 2 do.",
                "{\"target\":{\"name\":\"t\",\"task\":\"BINARY\",\"classes\":[\"a\"],\"scale\":\"NONE\",\"offset\":0,\"divisor\":1}}"
                        + " | FILE: columns: target \"t\": these classes do not fit the task BINARY: [a].",
            })
    void damagedColumns(String json, String message) {
        assertRejected(json, message);
    }

    @Test
    void columnsThatAreMadeToHurt() {
        assertRejected(
                "{\"features\":[{\"offset\":" + "9".repeat(200) + "}]}",
                "FILE: columns: nests deeper than 8 levels, or has a name or a number that is too long.");
        assertRejected(
                "{\"features\":[{\"name\":\"\\u001b[2J\",\"categories\":[]}]}",
                "FILE: columns: feature \"?[2J\": there must be one category or more, and none twice, but there are"
                        + " [].");
    }

    @Test
    void columnsThatDoNotFitTheModel() {
        assertRejected(
                JSON.replace("\"a\",\"b,\\n\"],\"standIns\":[0.25,0.75]", "\"a\"],\"standIns\":[1.0]"),
                "FILE: its architecture cannot be built: model: the network takes inputs of shapes [[3]] but the"
                        + " columns make one of shape [2].");
        assertRejected(
                JSON.replace("[\"no\",\"yes\"]", "[\"yes\",\"no\"]"),
                "FILE: its architecture cannot be built: model: its task is CLASSES with the classes [no, yes] but by"
                        + " its columns it is CLASSES with the classes [yes, no].");
        assertRejected(
                JSON.replace("\"split\":\"split\"", "\"split\":\"n\""),
                "FILE: columns: columns: \"n\" can be only one of: a feature, the target, the split column.");
        assertRejected(JSON + JSON, "FILE: columns: something follows the end of the JSON.");
    }
}
