package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.ImageFolder.Colour;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        String format = name.endsWith(".png") ? "png" : "jpg";
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    /** Pixels as 0xAARRGGBB, row by row. */
    private static BufferedImage image(int type, int width, int... pixels) {
        BufferedImage image = new BufferedImage(width, pixels.length / width, type);
        image.setRGB(0, 0, width, pixels.length / width, pixels, 0, width);
        return image;
    }

    private static BufferedImage grey(int width, int... values) {
        BufferedImage image = new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, width, values.length / width, 0, values);
        return image;
    }

    private float[] values(Colour colour) {
        return ImageFolder.read(folder, colour).all().inputs().get(0).floats();
    }

    @Test
    void oneClassAFolderInTheOrderOfTheirNames() throws IOException {
        write("dogs/b.png", grey(2, 51, 102));
        write("dogs/a.png", grey(2, 0, 255));
        write("cats/1.png", grey(2, 204, 153));
        Files.writeString(folder.resolve("README"), "");
        Files.writeString(folder.resolve("cats/notes.txt"), "");
        Files.writeString(folder.resolve("cats/.hidden.png"), "");
        Files.createDirectory(folder.resolve("cats/more"));
        ImageFolder images = ImageFolder.read(folder, Colour.GREY);
        assertEquals(List.of("cats", "dogs"), images.classNames());
        assertEquals(4, images.ignored());
        Dataset data = images.all();
        assertEquals(Shape.of(1, 2, 1), data.inputShape());
        assertArrayEquals(
                new float[] {0.8f, 0.6f, 0, 1, 0.2f, 0.4f}, data.inputs().get(0).floats());
        assertArrayEquals(new int[] {0, 1, 1}, data.targets().get(0).ints());
        assertEquals(images.classNames(), data.classNames());
        Dataset first = images.rows(Rows.parse("0:1"));
        assertArrayEquals(new float[] {0.8f, 0.6f, 0, 1}, first.inputs().get(0).floats());
        assertSays(
                DataException.class,
                folder.resolve("cats") + ", rows 1:2: there are only 1 images, which are rows 0:1.",
                () -> images.rows(Rows.parse("1:2")));
    }

    @Test
    void coloursGreyAndTransparency() throws IOException {
        write("a/1.png", image(BufferedImage.TYPE_INT_RGB, 1, 0xFF0000, 0x00FF00, 0x0000FF, 0x336699));
        write("a/2.png", image(BufferedImage.TYPE_INT_ARGB, 1, 0x00123456, 0xFF000000, 0x80000000, 0xFFFFFFFF));
        write("a/3.png", grey(1, 0, 51, 102, 255));
        float half = 1 - 128 / 255f;
        float[] grey = {
            0.299f, 0.587f, 0.114f, 0.299f * 0.2f + 0.587f * 0.4f + 0.114f * 0.6f, 1, 0, half, 1, 0, 0.2f, 0.4f, 1
        };
        assertArrayEquals(grey, values(Colour.GREY), 1e-6f);
        float[] colours = values(Colour.RGB);
        assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2f, 0.4f, 0.6f}, Arrays.copyOf(colours, 12));
        assertArrayEquals(
                new float[] {0, 0, 0, 0.2f, 0.2f, 0.2f, 0.4f, 0.4f, 0.4f, 1, 1, 1},
                Arrays.copyOfRange(colours, 24, 36));
    }

    @Test
    void palettesAndSixteenBits() throws IOException {
        write("a/1.png", image(BufferedImage.TYPE_BYTE_INDEXED, 1, 0xFF0000, 0xFFFFFF));
        write("a/2.png", image(BufferedImage.TYPE_BYTE_BINARY, 1, 0xFFFFFF, 0x000000));
        BufferedImage deep = new BufferedImage(1, 2, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSamples(0, 0, 1, 2, 0, new int[] {257, 13107});
        write("a/3.png", deep);
        assertArrayEquals(new float[] {0.299f, 1, 1, 0, 257 / 65535f, 0.2f}, values(Colour.GREY));
    }

    @Test
    void jpeg() throws IOException {
        write("a/1.jpg", grey(8, new int[64]));
        int[] bright = new int[64];
        Arrays.fill(bright, 204);
        write("a/2.jpeg", grey(8, bright));
        float[] values = values(Colour.GREY);
        assertEquals(0, values[0], 0.01);
        assertEquals(0.8, values[64], 0.01);
    }

    @Test
    void scalingAveragesAreas() throws IOException {
        write("a/1.png", grey(4, 0, 51, 102, 153, 0, 51, 102, 153));
        write("a/2.png", grey(2, 255, 255, 255, 255));
        ImageFolder images = ImageFolder.read(folder, Colour.GREY);
        float[] small = images.scaledTo(1, 2).all().inputs().get(0).floats();
        assertArrayEquals(new float[] {0.1f, 0.5f, 1, 1}, small, 1e-6f);
        float[] thirds = images.scaledTo(2, 3).all().inputs().get(0).floats();
        float first = (float) ((0 + 0.2 / 3) * 3 / 4);
        assertArrayEquals(new float[] {first, 0.3f, 0.6f - first}, Arrays.copyOf(thirds, 3), 1e-6f);
        float[] large = images.scaledTo(4, 8).all().inputs().get(0).floats();
        assertArrayEquals(new float[] {0, 0, 0.2f, 0.2f, 0.4f, 0.4f, 0.6f, 0.6f}, Arrays.copyOf(large, 8), 1e-6f);
        assertSays(
                DataException.class,
                folder.resolve("a/2.png") + ": is 2 x 2 pixels but " + folder.resolve("a/1.png")
                        + " is 4 x 2. Scale all to one size.",
                images::all);
        assertSays(
                IllegalArgumentException.class,
                "images: height and width must be 1 or more but are 0 and 3.",
                () -> images.scaledTo(0, 3));
    }

    @Test
    void whatIsNoFolderOfClasses() throws IOException {
        Files.writeString(folder.resolve("x.png"), "");
        assertSays(
                DataException.class,
                folder + ": no classes: expected a folder of images for each class, and found x.png.",
                () -> ImageFolder.read(folder, Colour.GREY));
        Files.createDirectory(folder.resolve("a"));
        assertSays(
                DataException.class,
                folder.resolve("a") + ": no images: expected names that end in .png, .jpg or .jpeg, and found an empty"
                        + " folder.",
                () -> ImageFolder.read(folder, Colour.GREY));
    }

    private void assertRejected(Path file, String problem, byte[] content) throws IOException {
        Files.write(file, content);
        assertSays(DataException.class, file + problem, () -> values(Colour.GREY));
    }

    @Test
    void brokenImagesAreNamed() throws IOException {
        Path png = write("a/1.png", grey(3, 1, 2, 3));
        byte[] good = Files.readAllBytes(png);
        assertRejected(png, ": is empty.", new byte[0]);
        assertRejected(
                png,
                ": neither PNG nor JPEG: its first bytes are 47 49 46 38, expected 89 50 4e 47 0d 0a 1a 0a or ff d8 ff.",
                new byte[] {'G', 'I', 'F', '8'});
        assertRejected(png, ": truncated: after 40 bytes the image has not ended.", Arrays.copyOf(good, 40));
        byte[] changed = good.clone();
        changed[20] ^= 1;
        assertRejected(png, ", byte 8: damaged: a part of the PNG data has a wrong checksum.", changed);
    }

    /** The rest of a damaged JPEG would be grey. */
    @Test
    void truncatedAtEveryByte() throws IOException {
        int[] noise = new Random(1).ints(256, 0, 256).toArray();
        Path png = write("a/1.png", grey(16, noise));
        Path jpeg = write("b/1.jpg", grey(16, noise));
        for (Path file : List.of(png, jpeg)) {
            byte[] good = Files.readAllBytes(file);
            for (int length = 0; length < good.length; length++) {
                Files.write(file, Arrays.copyOf(good, length));
                String message = String.valueOf(assertThrows(DataException.class, () -> values(Colour.GREY))
                        .getMessage());
                assertTrue(message.startsWith(file.toString()), message);
            }
            Files.write(file, good);
        }
    }

    @Test
    void changedBytesRaiseOneException() throws IOException {
        int[] noise = new Random(1).ints(256, 0, 256).toArray();
        Path file = write("a/1.jpg", grey(16, noise));
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            for (int bit : new int[] {1, 16, 128}) {
                byte[] changed = good.clone();
                changed[at] ^= (byte) bit;
                Files.write(file, changed);
                try {
                    for (float value : values(Colour.RGB)) {
                        assertTrue(value >= 0 && value <= 1);
                    }
                } catch (DataException expected) {
                    String message = String.valueOf(expected.getMessage());
                    assertTrue(message.startsWith(file.toString()), message);
                }
            }
        }
    }

    @Test
    void imagesThatDeclareTooMuch() throws IOException {
        Path png = write("a/1.png", grey(1, 1));
        byte[] content = Files.readAllBytes(png);
        ByteBuffer.wrap(content).putInt(16, 100_000).putInt(20, 50_000);
        CRC32 sum = new CRC32();
        sum.update(content, 12, 17);
        ByteBuffer.wrap(content).putInt(29, (int) sum.getValue());
        assertRejected(
                png, ": declares 100000 x 50000 pixels, more than the 67108864 that an image may have.", content);
    }

    /** A Java without java.desktop says so in a sentence; everything else works there. */
    @Test
    void aRuntimeWithoutDesktop() throws IOException, InterruptedException {
        write("a/1.png", grey(1, 1));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutDesktop.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), output);
        assertTrue(
                output.contains("java.lang.IllegalStateException: reading images takes the Java module java.desktop,"
                        + " which this runtime does not have. Add it with --add-modules java.desktop, to java or to"
                        + " jlink."),
                output);
    }
}
