package dev.nnkit.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static double parse(String text) {
        char[] padded = ("9" + text + "9").toCharArray();
        return Decimal.parse(padded, 1, padded.length - 1);
    }

    @Provide
    Arbitrary<String> spellings() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> fraction = Arbitraries.oneOf(
                Arbitraries.of("", "."),
                Arbitraries.strings().numeric().ofMaxLength(25).map(s -> "." + s));
        Arbitrary<String> exponent = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().between(-400, 300).map(e -> "e" + e),
                Arbitraries.integers().between(0, 30).map(e -> "E+" + e));
        return Combinators.combine(Arbitraries.of("", "-", "+"), digits, fraction, exponent)
                .as((sign, whole, part, power) -> sign + whole + part + power);
    }

    @Property(tries = 5000)
    void isWhatTheJdkReadsToTheLastBit(@ForAll("spellings") String text) {
        double expected = Double.parseDouble(text);
        assertEquals(Double.isInfinite(expected) ? Double.NaN : expected, parse(text), text);
    }

    @Property(tries = 2000)
    void everyDoubleComesBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        assertEquals(Double.isFinite(value) ? value : Double.NaN, parse(Double.toString(value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".5", "5.", "-.5e3", "0", "-0", "00012", "1e5", "123456789012345678901234567890", "1e00000002"})
    void unusualNumbers(String text) {
        assertEquals(Double.parseDouble(text), parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "1,5",
                "0x1p3",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                "--1",
                "1 2",
                "1e5x",
                "١",
                "1e999",
                "-1e999",
                "1_000"
            })
    void noNumbers(String text) {
        assertEquals(Double.NaN, parse(text));
    }
}
