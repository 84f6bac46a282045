package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
    /** Reference values: Abramowitz and Stegun, tables 7.1 and 7.3, and Wolfram's function site, to 16 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1e-300, 1.1283791670955126e-300",
        "0.1, 0.1124629160182849",
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "1.9999, 0.9953201979070291",
        "2, 0.9953222650189527",
        "3, 0.9999779095030014",
        "6, 1",
        "-1, -0.8427007929497149",
        "1e4, 1",
        "-Infinity, -1"
    })
    void erf(double x, double expected) {
        assertEquals(expected, ElementaryFunctions.erf(x), 4e-16 * Math.max(Math.abs(expected), Math.abs(x)));
    }

    @Test
    void nanStaysNan() {
        assertTrue(Double.isNaN(ElementaryFunctions.erf(Double.NaN)));
        assertTrue(Double.isNaN(ElementaryFunctions.erfc(Double.NaN)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.4795001221869535",
        "1, 0.1572992070502851",
        "2, 0.004677734981047266",
        "5, 1.537459794428035e-12",
        "10, 2.088487583762545e-45",
        "-2, 1.995322265018953",
        "1e4, 0",
        "-1e4, 2"
    })
    void erfc(double x, double expected) {
        double actual = ElementaryFunctions.erfc(x);
        assertTrue(Math.abs(actual - expected) <= 1e-14 * Math.abs(expected), x + ": " + actual);
    }
}
