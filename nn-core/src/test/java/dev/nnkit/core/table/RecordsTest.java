package dev.nnkit.core.table;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Datasets;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Trainer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Lists of records go the way of the rows of a file. */
class RecordsTest {
    private enum Colour {
        RED,
        WHITE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Flower(
            double length,
            int petals,
            boolean scented,
            @Nullable Colour colour,
            String place,
            String species) {}

    private record Price(float size, @Nullable Integer rooms, double price, Part part) {}

    private static final TableOptions SPECIES = TableOptions.target("species");

    @TempDir
    private Path folder;

    private static List<Flower> flowers(int count) {
        List<Flower> flowers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RandomStream random = RandomStream.of(2, "flowers", i);
            double length = 10 + random.nextGaussian();
            Colour colour = random.nextInt(2) == 0 ? Colour.RED : Colour.WHITE;
            String species = colour == Colour.RED ? "tulip" : length > 10 ? "daisy" : "rose";
            String place = random.nextInt(2) == 0 ? "field, wet" : "garden";
            flowers.add(new Flower(length, 3 + random.nextInt(4), random.nextInt(2) == 0, colour, place, species));
        }
        return flowers;
    }

    private static String csv(List<Flower> flowers) {
        StringBuilder text = new StringBuilder("species,place,colour,scented,petals,length\n");
        for (Flower flower : flowers) {
            text.append(flower.species).append(",\"").append(flower.place).append("\",");
            text.append(flower.colour == null ? "" : flower.colour.name()).append(',');
            text.append(flower.scented).append(',').append(flower.petals).append(',');
            text.append(flower.length).append('\n');
        }
        return text.toString();
    }

    @Test
    void aTableOfRecordsIsThatOfAFileWithTheSameRows() {
        List<Flower> flowers = flowers(150);
        TableOptions options = SPECIES.partition(Partition.shares(0.1, 0.2, 4))
                .features(List.of("length", "petals", "scented", "colour", "place"));
        Table records = Table.of(flowers, options, 3);
        TableFiles.with(csv(flowers), file -> {
            CsvFile scanned = CsvFile.scan(file, options);
            assertEquals(scanned.decide(3), records.columns());
            Table read = scanned.read(records.columns());
            assertEquals(read.parts().keySet(), records.parts().keySet());
            read.parts()
                    .forEach((part, rows) -> assertEquals(
                            rows.fingerprint(), records.parts().get(part).fingerprint(), part.toString()));
        });
        assertEquals(List.of("daisy", "rose", "tulip"), records.train().classNames());
        assertEquals(
                List.of(
                        "numbers: 2 (length, petals), standardised on the training rows",
                        "categories: scented, one of 2 (false, true)",
                        "categories: colour, one of 2 (RED, WHITE)",
                        "categories: place, one of 2 (field, wet, garden)",
                        "inputs: 8",
                        "target: species, one of 3 classes (daisy, rose, tulip)",
                        "missing values: are errors"),
                records.columns().describe());
    }

    @Test
    void aModelOfRecordsAnswersForRecordsAndForRowsOfAFile() {
        List<Flower> flowers = flowers(300);
        Table table = Table.of(flowers, SPECIES, 3);
        Network network = Network.build(
                sequential(dense(16), tanh(), dense(3)), table.columns().shape(), 1);
        Trainer.of(network, softmaxCrossEntropy(), adam(0.01)).epochs(30).fit(table.train());
        Path file = folder.resolve("flowers.safetensors");
        ModelFile.write(file, new Model(network, softmaxCrossEntropy(), table.columns()));

        Model model = ModelFile.read(file).model();
        Columns columns = model.columns() == null ? table.columns() : model.columns();
        assertEquals(table.columns(), columns);
        List<Flower> others = List.of(
                new Flower(11.5, 4, true, Colour.RED, "garden", "?"),
                new Flower(12, 5, false, Colour.WHITE, "field, wet", "?"),
                new Flower(8, 5, false, Colour.WHITE, "garden", "?"));
        DataType type = model.network().type();
        Tensor answers = model.network().predict(columns.encode(others, type));
        List<String> said = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            int best = 0;
            for (int i = 1; i < 3; i++) {
                best = answers.at(row, i) > answers.at(row, best) ? i : best;
            }
            said.add(columns.classNames().get(best));
        }
        assertEquals(List.of("tulip", "daisy", "rose"), said);
        TableFiles.with(csv(others), csv -> {
            List<double[]> rows = encoded(csv, columns, type);
            Tensor encoded = Datasets.of(rows.toArray(new double[0][]), new int[rows.size()])
                    .as(type)
                    .inputs()
                    .get(0);
            assertTrue(columns.encode(others, type).sameBits(encoded));
        });
        assertTrue(columns.encode(others.subList(0, 1), type)
                .sameBits(columns.encode(
                        Map.of("length", 11.5, "petals", 4, "scented", true, "colour", Colour.RED, "place", "garden"),
                        type)));
    }

    /** A file's rows as a command reads them, which need no target. */
    private static List<double[]> encoded(Path file, Columns columns, DataType type) {
        return DataFile.read(file, (bytes, size) -> {
            CsvRows rows = CsvRows.of(file, bytes, null);
            RowEncoder encoder = columns.encoder(rows.header(), file, type);
            List<double[]> encoded = new ArrayList<>();
            while (rows.next()) {
                double[] row = new double[encoder.width()];
                assertTrue(encoder.features(rows.row(), row, 0));
                encoded.add(row);
            }
            return encoded;
        });
    }

    @Test
    void numbersAreLearnedAndScaledOnTheTrainingRows() {
        List<Price> prices = List.of(
                new Price(1, 2, 10.5, Part.TRAIN),
                new Price(3, null, 20.5, Part.TRAIN),
                new Price(100, 4, 1e6, Part.VALIDATION),
                new Price(0.1f, 6, 15.5, Part.TEST));
        TableOptions options = TableOptions.target("price").splitColumn("part").missing(Missing.MEAN);
        Table table = Table.of(prices, options, 1);
        assertEquals(Task.REGRESSION, table.columns().task());
        assertEquals("part", table.columns().splitColumn());
        assertEquals(
                List.of(
                        new Feature.Numeric("size", new Scaling(Scale.STANDARD, 2, 1), 2.0),
                        new Feature.Numeric("rooms", new Scaling(Scale.STANDARD, 2, 0), 2.0)),
                table.columns().features());
        assertEquals(15.5, table.columns().decode(table.test().targets().get(0).get(0)));
        Dataset doubles =
                Table.of(prices, options, table.columns(), DataType.FLOAT64).test();
        assertEquals(0.1 - 2, doubles.inputs().get(0).get(0), "a float is what it is written as");
        Table onlyTraining = Table.of(prices.subList(0, 2), options, 1);
        assertNull(onlyTraining.validation());
        assertEquals(
                "Price: has no test rows.",
                assertThrows(DataException.class, onlyTraining::test).getMessage());
    }

    @Test
    void whatIsWrongIsNamedByRow() {
        List<Flower> flowers = new ArrayList<>(flowers(5));
        flowers.set(3, new Flower(1, 2, true, null, "garden", "rose"));
        assertEquals(
                "Flower, row 3, column \"colour\": the value is missing. Fill it in, or choose what is done with"
                        + " missing values: mean or drop.",
                fails(() -> Table.of(flowers, SPECIES, 3)));
        assertEquals(
                4, Table.of(flowers, SPECIES.missing(Missing.DROP), 3).train().size());
        Columns columns = Table.of(flowers(50), SPECIES, 3).columns();
        assertEquals(
                "Flower, row 1, column \"place\": \"sea\" is not one of the categories of the training rows: field,"
                        + " wet, garden. With mean for missing values, it counts as missing.",
                fails(() -> columns.encode(
                        List.of(flowers.get(0), new Flower(1, 2, true, Colour.RED, "sea", "")), DataType.FLOAT32)));
        assertEquals(
                "Price: columns \"length\", \"petals\", \"scented\", \"colour\", \"place\" are missing. It has: size,"
                        + " rooms, price, part.",
                fails(() -> columns.encode(List.of(new Price(1, 2, 3, Part.TEST)), DataType.FLOAT32)));
        assertEquals(
                "Flower: there is no column \"spezies\". Did you mean species? It has: length, petals, scented, colour,"
                        + " place, species.",
                fails(() -> Table.of(flowers, TableOptions.target("spezies"), 3)));
        assertEquals(
                "Flower: was scanned with missing values DROP but the columns have ERROR. Scan it with"
                        + " TableOptions.of(columns).",
                fails(() -> Table.of(flowers, SPECIES.missing(Missing.DROP), columns, DataType.FLOAT32)));
    }

    @Test
    @SuppressWarnings("UnusedMethod") // x() is called by reflection
    void whatIsNoRowIsRefused() {
        record Dated(double x, LocalDate when) {}
        record Broken(double x, double y) {
            @Override
            public double x() {
                throw new IllegalStateException("x is not known");
            }
        }
        assertEquals(
                "records: there must be at least 1 but there are none.", fails(() -> Table.of(List.of(), SPECIES, 3)));
        assertEquals(
                "Dated: a component must be a number, a text, a boolean or an enum but when is LocalDate. Make a"
                        + " record of what is to be learned from.",
                fails(() -> Table.of(List.of(new Dated(1, LocalDate.EPOCH)), SPECIES, 3)));
        assertEquals(
                "records: all must be of one type, Flower, but row 1 is of Dated.",
                fails(() -> Table.of(List.of(flowers(1).get(0), new Dated(1, LocalDate.EPOCH)), SPECIES, 3)));
        assertEquals(
                "Broken: its component x cannot be read.",
                fails(() -> Table.of(List.of(new Broken(1, 2)), TableOptions.target("y"), 1)));
    }

    private static String fails(Executable action) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
