package dev.nnkit.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the numbers of two texts that are equal beside them. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private Numbers() {}

    /** Right to 1e-9 of their value; where nearly everything cancelled, of 1e-3. */
    static void assertClose(String expected, String actual) {
        assertEquals(
                NUMBER.matcher(expected).replaceAll("#"), NUMBER.matcher(actual).replaceAll("#"));
        List<Double> wanted = of(expected);
        List<Double> found = of(actual);
        for (int i = 0; i < wanted.size(); i++) {
            double a = wanted.get(i);
            double b = found.get(i);
            int index = i;
            assertTrue(
                    Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12,
                    () -> "number " + index + " should be " + a + " but is " + b + " in " + actual);
        }
    }

    private static List<Double> of(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(Double.parseDouble(matcher.group()));
        }
        return numbers;
    }
}
