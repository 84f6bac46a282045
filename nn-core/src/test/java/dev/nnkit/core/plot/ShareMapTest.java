package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShareMapTest {
    @Test
    void sharesArePercentAndNeverRoundedToNothingOrAll() {
        ShareMap map = new ShareMap(
                "t",
                "layer",
                "epoch",
                List.of("relu"),
                List.of("a", "b", "c", "d", "e"),
                List.of(List.of(0.0, 0.001, 0.25, 0.999, Double.NaN)));
        Picture picture = Picture.of(map.toSvg());
        assertEquals(
                List.of("0", "< 1", "25", "> 99", ""),
                picture.texts()
                        .subList(picture.texts().size() - 5, picture.texts().size()));
        assertEquals(Palette.shade(0.5), picture.elements("rect").get(3).getAttribute("fill"));
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertEquals(
                "share map: shares must lie between 0 and 1 but are [[2.0]].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ShareMap("t", "r", "c", List.of("a"), List.of("b"), List.of(List.of(2.0))))
                        .getMessage());
        assertEquals(
                "share map: shares must have 1 rows of 1, as the names say, but have rows of [2].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ShareMap(
                                        "t", "r", "c", List.of("a"), List.of("b"), List.of(List.of(0.5, 0.5))))
                        .getMessage());
    }
}
