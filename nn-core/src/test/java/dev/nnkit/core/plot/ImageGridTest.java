package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ImageGridTest {
    /** Decoded by the JDK, pixel by pixel. */
    @Property(tries = 50)
    void imagesAreWhatTheyWere(
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll boolean colour,
            @ForAll @IntRange(min = 1, max = 3) int scale,
            @ForAll long seed)
            throws IOException {
        int channels = colour ? 3 : 1;
        Tensor image = Tensor.zeros(DataType.FLOAT32, Shape.of(height, width, channels));
        RandomStream random = RandomStream.of(seed, "image");
        for (int i = 0; i < image.size(); i++) {
            image.set(i, random.nextInt(256) / 255.0);
        }
        BufferedImage decoded = decode(Png.base64(image, scale));
        assertEquals(width * scale, decoded.getWidth());
        assertEquals(height * scale, decoded.getHeight());
        for (int y = 0; y < decoded.getHeight(); y++) {
            for (int x = 0; x < decoded.getWidth(); x++) {
                for (int c = 0; c < channels; c++) {
                    double level = 255 * image.at(y / scale, x / scale, c);
                    assertEquals(Math.round(level), decoded.getRaster().getSample(x, y, c));
                }
            }
        }
    }

    private static BufferedImage decode(String base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }

    @Test
    void valuesOutOfRangeAreBlackOrWhite() throws IOException {
        Tensor image = Tensor.of(Shape.of(1, 4, 1), Float.NaN, -1f, 2f, Float.POSITIVE_INFINITY);
        int[] levels = new int[4];
        decode(Png.base64(image, 1)).getRaster().getSamples(0, 0, 4, 1, 0, levels);
        assertEquals(List.of(0, 0, 255, 255), List.of(levels[0], levels[1], levels[2], levels[3]));
    }

    @Test
    void imagesStandInRowsAboveTheirCaptions() {
        String svg = PlotSamples.images().toSvg();
        assertEquals(svg, PlotSamples.images().toSvg());
        Picture picture = Picture.of(svg);
        List<Element> images = picture.elements("image");
        assertEquals(6, images.size());
        assertEquals(Picture.number(images.get(0), "y"), Picture.number(images.get(3), "y"));
        assertEquals(Picture.number(images.get(0), "x"), Picture.number(images.get(4), "x"));
        assertEquals(84, Picture.number(images.get(0), "width"));
        assertEquals(
                List.of("The worst mistakes", "0 read as 3", "99 % sure"),
                picture.texts().subList(0, 3));
        assertEquals(1, Picture.of(ImageGrid.of("none", 3).toSvg()).texts().size());
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertEquals(
                "image grid: an image must have shape [height, width, 1] or [height, width, 3] but has [28, 28].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ImageGrid.of("t", 1).add(Tensor.of(Shape.of(28, 28), new float[784]), "c"))
                        .getMessage());
        assertEquals(
                "image grid: columns must be 1 or more but is 0.",
                assertThrows(IllegalArgumentException.class, () -> ImageGrid.of("t", 0))
                        .getMessage());
    }
}
