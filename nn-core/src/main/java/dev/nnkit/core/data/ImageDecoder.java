package dev.nnkit.core.data;

import dev.nnkit.core.io.IoFailure;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes image files. The only class that sees {@code java.desktop}. */
final class ImageDecoder {
    /** A few bytes can declare an image that fills the memory. */
    private static final long MAX_PIXELS = 1L << 26;

    private static final int RED = 0;
    private static final int GREEN = 1;
    private static final int BLUE = 2;
    private static final int OPACITY = 3;

    private ImageDecoder() {}

    static Picture read(Path file, ImageFolder.Colour colour) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
        ImageBytes.check(file, bytes);
        BufferedImage image = decode(file, bytes);
        int colours = image.getColorModel().getNumColorComponents();
        if (colours != 1 && colours != 3) {
            throw new DataException(
                    file, "has " + colours + " colour components: expected 1 (grey) or 3. Convert it to RGB.");
        }
        return new Picture(image.getHeight(), image.getWidth(), colour.channels(), values(image, colour));
    }

    private static BufferedImage decode(Path file, byte[] bytes) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = ImageIO.getImageReaders(stream).next();
            try {
                reader.setInput(stream, true, true);
                requireSize(file, reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The JDK's readers let all kinds of runtime exceptions out where a file is damaged.
            throw new DataException(file, "damaged: it cannot be decoded (" + e.getMessage() + ").", e);
        }
    }

    private static void requireSize(Path file, int width, int height) {
        if ((long) width * height > MAX_PIXELS) {
            throw new DataException(
                    file,
                    "declares " + width + " x " + height + " pixels, more than the " + MAX_PIXELS
                            + " that an image may have.");
        }
    }

    private static float[] values(BufferedImage image, ImageFolder.Colour colour) {
        int width = image.getWidth();
        int channels = colour.channels();
        float[] values = new float[image.getHeight() * width * channels];
        float[][] row = new float[OPACITY + 1][width];
        int[] samples = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            if (image.getColorModel() instanceof IndexColorModel) {
                readPalette(image, y, samples, row);
            } else {
                readSamples(image, y, samples, row);
            }
            onWhite(row);
            int at = y * width * channels;
            if (colour == ImageFolder.Colour.GREY) {
                toGrey(row, values, at);
            } else {
                toColours(row, values, at);
            }
        }
        return values;
    }

    private static void readPalette(BufferedImage image, int y, int[] samples, float[][] row) {
        image.getRGB(0, y, samples.length, 1, samples, 0, samples.length);
        for (int x = 0; x < samples.length; x++) {
            row[RED][x] = (samples[x] >> 16 & 0xFF) / 255f;
            row[GREEN][x] = (samples[x] >> 8 & 0xFF) / 255f;
            row[BLUE][x] = (samples[x] & 0xFF) / 255f;
            row[OPACITY][x] = (samples[x] >>> 24) / 255f;
        }
    }

    /** The numbers as they are stored: {@code getRGB} would take grey ones for linear light and brighten them. */
    private static void readSamples(BufferedImage image, int y, int[] samples, float[][] row) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int colours = model.getNumColorComponents();
        for (int channel = RED; channel <= BLUE; channel++) {
            readBand(raster, Math.min(channel, colours - 1), y, samples, row[channel]);
        }
        if (model.hasAlpha()) {
            readBand(raster, colours, y, samples, row[OPACITY]);
        } else {
            Arrays.fill(row[OPACITY], 1);
        }
    }

    private static void readBand(Raster raster, int band, int y, int[] samples, float[] into) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, samples.length, 1, band, samples);
        float most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
        for (int x = 0; x < samples.length; x++) {
            into[x] = samples[x] / most;
        }
    }

    private static void onWhite(float[][] row) {
        for (int x = 0; x < row[OPACITY].length; x++) {
            float opacity = row[OPACITY][x];
            if (opacity < 1) {
                row[RED][x] = 1 - opacity + opacity * row[RED][x];
                row[GREEN][x] = 1 - opacity + opacity * row[GREEN][x];
                row[BLUE][x] = 1 - opacity + opacity * row[BLUE][x];
            }
        }
    }

    private static void toGrey(float[][] row, float[] into, int at) {
        for (int x = 0; x < row[RED].length; x++) {
            float red = row[RED][x];
            float green = row[GREEN][x];
            float blue = row[BLUE][x];
            // What is grey already stays as it is, to the last bit.
            into[at + x] = red == green && green == blue ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
        }
    }

    private static void toColours(float[][] row, float[] into, int at) {
        for (int x = 0; x < row[RED].length; x++) {
            into[at + 3 * x] = row[RED][x];
            into[at + 3 * x + 1] = row[GREEN][x];
            into[at + 3 * x + 2] = row[BLUE][x];
        }
    }
}
