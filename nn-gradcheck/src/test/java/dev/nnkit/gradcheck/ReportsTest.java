package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.report.HtmlReport;
import dev.nnkit.gradcheck.report.JsonReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
    /** A network of three layers, of which the second has a mistake in one row of its weights. */
    private static GradientReport report() {
        Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
        Affine broken = new Affine(8, 6, initialization.child("1")) {
            @Override
            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                super.weightGradient(x, dz, sum);
                for (int j = 0; j < units; j++) {
                    add(sum, 3 * units + j, 0.2 * dz.get(j) * x.get(3));
                }
            }
        };
        Chain network = new Chain(
                new Affine(5, 8, initialization.child("0")),
                new Chain(broken, new Affine(6, 2, initialization.child("2"))));
        return GradientCheck.of(network, new SquaredError())
                .on(Samples.normal(5, 4, 5), Target.of(Samples.normal(6, 4, 2)))
                .named("<affine(8) affine(6) affine(2)>")
                .run();
    }

    @Test
    void htmlShowsEveryTensorAndNeedsNothingElse(@TempDir Path folder) throws IOException {
        GradientReport report = report();
        Path file = folder.resolve("report.html");
        HtmlReport.write(report, file);
        String page = Files.readString(file);
        assertEquals(HtmlReport.of(report), page);
        assertTrue(page.contains("&lt;affine(8) affine(6) affine(2)&gt;"), "names are escaped");
        for (TensorReport tensor : report.tensors()) {
            assertTrue(page.contains("<section id=\"" + tensor.name() + "\">"), tensor.name());
        }
        assertEquals(7, page.split("class=\"heat\"", -1).length - 1);
        assertEquals(7, page.split("class=\"plot\"", -1).length - 1);
        assertTrue(page.contains("Only parameters of layer 1 are wrong"), page);
        assertFalse(page.matches("(?s).*(<script|src=|<link|url\\(|http).*"), "nothing is loaded");
    }

    /** The grid of a heat map, told by the places of its cells. */
    @ParameterizedTest
    @CsvSource({
        "'2,5,3,1', 3, 10", // images of one channel
        "'2,5,3', 3, 10",
        "'7,1', 7, 1",
        "'4,3,1,1', 3, 4", // a convolution of kernel 1
        "'1,1', 1, 1",
        "'1,6', 6, 1",
        "'', 1, 1"
    })
    void heatMapsRunAlongTheLastAxisLongerThanOne(String axes, int across, int down) {
        Shape shape = Shape.of(Stream.of(axes.split(","))
                .filter(axis -> !axis.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray());
        List<Coordinate> coordinates = IntStream.range(0, shape.size())
                .mapToObj(i -> new Coordinate(i, "[" + i + "]", 1, 1, 1, 0, Verdict.CORRECT))
                .toList();
        String page = HtmlReport.of(new GradientReport(
                "images",
                1,
                List.of(new TensorReport("x", shape, Verdict.CORRECT, true, List.of(), coordinates, List.of())),
                ""));
        assertEquals(across, cells(page, "x"));
        assertEquals(down, cells(page, "y"));
    }

    private static long cells(String page, String coordinate) {
        return Pattern.compile("<rect [^>]*\\b" + coordinate + "=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .count();
    }

    @Test
    void jsonHasEveryNumber() {
        GradientReport report = GradientCheck.function(
                        p -> p[0] * p[0] + 1 / p[1], p -> new double[] {p[0], Double.NaN})
                .at(3, 1)
                .named("\"quoted\"\n\\")
                .run();
        String json = JsonReport.of(report);
        String start = "{\"subject\":\"\\\"quoted\\\"\\n\\\\\",\"seed\":1,\"isCorrect\":false,\"verdict\":\"WRONG\"";
        assertTrue(json.startsWith(start), json);
        assertTrue(json.contains("{\"index\":0,\"position\":[0],\"value\":3.0,\"analytic\":3.0,\"numeric\":6."), json);
        assertTrue(json.contains("\"analytic\":\"NaN\""), json);
        assertTrue(json.contains("\"taylor\":[{\"order\":"), json);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("no such folder").resolve("report.json");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> JsonReport.write(report(), file));
        assertEquals(file + ": the report cannot be written.", e.getMessage());
    }
}
