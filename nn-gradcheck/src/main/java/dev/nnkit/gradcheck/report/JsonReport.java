package dev.nnkit.gradcheck.report;

import dev.nnkit.gradcheck.Coordinate;
import dev.nnkit.gradcheck.GradientReport;
import dev.nnkit.gradcheck.Taylor;
import dev.nnkit.gradcheck.TensorReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A {@link GradientReport} as JSON (RFC 8259) with the names of the Java records. Numbers that JSON does not have are
 * strings: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. Stateless.
 */
public final class JsonReport {
    private JsonReport() {}

    /** Compact JSON with keys in a fixed order: the same report gives the same text. */
    public static String of(GradientReport report) {
        return "{\"subject\":" + string(report.subject())
                + ",\"seed\":" + report.seed()
                + ",\"isCorrect\":" + report.isCorrect()
                + ",\"verdict\":\"" + report.verdict()
                + "\",\"place\":" + string(report.place())
                + ",\"test\":" + string(report.test())
                + ",\"tensors\":" + array(report.tensors(), JsonReport::tensor) + "}";
    }

    /** Writes {@link #of} as UTF-8; throws UncheckedIOException if that fails. */
    public static void write(GradientReport report, Path file) {
        write(of(report), file);
    }

    static void write(String text, Path file) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the report cannot be written.", e);
        }
    }

    private static String tensor(TensorReport tensor) {
        return "{\"name\":" + string(tensor.name())
                + ",\"shape\":" + Arrays.toString(tensor.shape().toArray()).replace(" ", "")
                + ",\"verdict\":\"" + tensor.verdict()
                + "\",\"isAcceptable\":" + tensor.isAcceptable()
                + ",\"causes\":" + array(tensor.causes(), JsonReport::string)
                + ",\"largestError\":" + number(tensor.largestError())
                + ",\"coordinates\":" + array(tensor.coordinates(), JsonReport::coordinate)
                + ",\"taylor\":" + array(tensor.taylor(), JsonReport::taylor) + "}";
    }

    private static String coordinate(Coordinate c) {
        return "{\"index\":" + c.index()
                + ",\"position\":" + c.position().replace(" ", "")
                + ",\"value\":" + number(c.value())
                + ",\"analytic\":" + number(c.analytic())
                + ",\"numeric\":" + number(c.numeric())
                + ",\"uncertainty\":" + number(c.uncertainty())
                + ",\"verdict\":\"" + c.verdict() + "\"}";
    }

    private static String taylor(Taylor taylor) {
        return "{\"order\":" + number(taylor.order())
                + ",\"agrees\":" + taylor.agrees()
                + ",\"steps\":" + array(taylor.steps(), JsonReport::step) + "}";
    }

    private static String step(Taylor.Step step) {
        return "{\"h\":" + number(step.h()) + ",\"remainder\":" + number(step.remainder()) + ",\"floor\":"
                + number(step.floor()) + "}";
    }

    private static <T> String array(List<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String number(double x) {
        return Double.isFinite(x) ? Double.toString(x) : "\"" + x + "\"";
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default ->
                    json.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : Character.toString(c));
            }
        }
        return json.append('"').toString();
    }
}
