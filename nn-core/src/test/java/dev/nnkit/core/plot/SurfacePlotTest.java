package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SurfacePlotTest {
    private static double[] at(Field field, int row, int column) {
        int classes = field.answers().shape().last();
        double[] values = new double[classes];
        for (int c = 0; c < classes; c++) {
            values[c] = field.answers().at(row, column, c);
        }
        return values;
    }

    @Test
    void theFirstRowIsTheTop() {
        // y = 10 * second input: the middles of the rows lie at 0.5 and -0.5
        Network network = Network.build(Sequential.parse("dense(1, bias=false)"), Shape.of(2), 1);
        network.parameters().get(0).value().set(Tensor.of(Shape.of(2, 1), 0f, 10));
        Field field = Field.of(network, Field.Reading.PLAIN, new Window(0, 1, -1, 1), 2);
        assertArrayEquals(new double[] {5}, at(field, 0, 0), 1e-6);
        assertArrayEquals(new double[] {-5}, at(field, 1, 1), 1e-6);
        assertArrayEquals(new double[] {-5, 5}, field.range(), 1e-6);
    }

    @Test
    void logitsAreReadAsProbabilities() {
        Network one = Network.build(Sequential.parse("dense(1, bias=false)"), Shape.of(2), 1);
        one.parameters().get(0).value().set(Tensor.of(Shape.of(2, 1), 1f, 0));
        double p = 1 / (1 + Math.exp(-0.5));
        Field sigmoid = Field.of(one, Field.Reading.SIGMOID, new Window(0, 2, 0, 1), 2);
        assertArrayEquals(new double[] {1 - p, p}, at(sigmoid, 0, 0), 1e-6);
        Network two = Network.build(Sequential.parse("dense(2, bias=false)"), Shape.of(2), 1);
        two.parameters().get(0).value().set(Tensor.of(Shape.of(2, 2), 2000f, 2001, 0, 0));
        Field softmax = Field.of(two, Field.Reading.SOFTMAX, new Window(0, 2, 0, 1), 2);
        assertArrayEquals(new double[] {1 - p, p}, at(softmax, 1, 0), 1e-4);
    }

    @Test
    void theSurerTheStronger() {
        Tensor answers = Tensor.of(Shape.of(1, 3, 2), 1.0, 0, 0.5, 0.5, 0.1, 0.9);
        Tensor image = new Field(new Window(0, 1, 0, 1), answers).image(0, 1);
        for (int c = 0; c < 3; c++) {
            assertEquals(Palette.ofClass(0, 1)[c], image.at(0, 0, c), 1e-6);
            assertEquals(Palette.ofClass(0, 0)[c], image.at(0, 1, c), 1e-6);
            assertEquals(Palette.ofClass(1, 0.8)[c], image.at(0, 2, c), 1e-6);
        }
    }

    @Test
    void classesAreToldApartByShapeToo() {
        Picture picture = Picture.of(PlotSamples.surface().toSvg());
        // one circle and its key; one square and its key; the mark outside of the window is not drawn
        assertEquals(2, picture.elements("circle").size());
        assertEquals(2, picture.elements("polygon").size());
        for (String text : List.of("Left & right", "left", "right of the middle", "width, scaled", "height", "sure")) {
            assertTrue(picture.texts().contains(text), text);
        }
        assertEquals(PlotSamples.surface().toSvg(), PlotSamples.surface().toSvg());
    }

    @Test
    void numbersHaveAScale() {
        Picture picture = Picture.of(PlotSamples.numbers().toSvg());
        assertTrue(picture.texts().contains("epoch 3, loss 0.1234"));
        assertFalse(picture.texts().contains("undecided"));
        // the mark below all answers widens the scale
        assertTrue(picture.texts().contains("-2.5"), picture.texts()::toString);
    }

    @Test
    void aWindowHoldsAllPointsWithAMargin() {
        assertEquals(new Window(-0.16, 2.16, 2.5, 3.5), Window.around(Tensor.of(Shape.of(2, 2), 0.0, 3, 2, 3)));
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertMessage(
                "a surface is drawn of networks that take two numbers, [2], and give a row of numbers, but this one"
                        + " takes [[6, 5, 1]] and gives [[2]].",
                () -> Field.of(PlotSamples.images(1), Field.Reading.SOFTMAX, PlotSamples.WINDOW, 3));
        assertMessage(
                "window: left must be below right, bottom below top, and all finite, but it reaches from 1.0 to 1.0"
                        + " and from 0.0 to 1.0.",
                () -> new Window(1, 1, 0, 1));
        assertMessage(
                "field: answers must have shape [height, width, classes] but have [4].",
                () -> new Field(PlotSamples.WINDOW, Tensor.zeros(DataType.FLOAT32, Shape.of(4))));
        assertMessage(
                "surface: points must have shape [3, 2], one for each target, but have [2, 2].",
                () -> PlotSamples.surface()
                        .marks(Tensor.zeros(DataType.FLOAT32, Shape.of(2, 2)), Tensor.ofInts(Shape.of(3), 0, 1, 1)));
    }

    static void assertMessage(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
