package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.data.NpyFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Raw drawings, folders of images, and NumPy arrays. */
class FoldersTest {
    @TempDir
    private Path folder;

    private Ran nn(Object... args) {
        return Ran.nn(Ran.join(List.of(args), "--report", folder.resolve("r.json")));
    }

    private Ran train(Path data, Object... more) {
        Ran ran = nn(Ran.join(
                List.of("train", "--data", data, "--optimizer", "adam(0.01)", "--epochs", 20, "--save", model()),
                more));
        assertEquals("", ran.err());
        return ran;
    }

    private JsonNode report() {
        return JsonMapper.shared().readTree(folder.resolve("r.json").toFile());
    }

    private Path model() {
        return folder.resolve("m.safetensors");
    }

    /** Light drawings and dark ones, of 4 x 4 pixels. */
    private Path drawings(String... names) throws IOException {
        Path drawn = Files.createDirectory(folder.resolve(String.join("-", names)));
        for (String name : names) {
            byte[] bytes = new byte[50 * 16];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ((name.equals("dark") ? 20 : 200) + i * 7 % 30);
            }
            Files.write(drawn.resolve(name + ".bin"), bytes);
        }
        return drawn;
    }

    @Test
    void rawDrawingsAreSplitByClass() throws IOException {
        Path drawn = drawings("light", "dark");
        train(drawn, "--example-shape", "4,4,1", "--train-per-class", "0:40");
        assertEquals(80, report().get("settings").get("trainRows").asInt());
        assertEquals(20, report().get("testRows").asInt());
        assertEquals(1, report().get("testAccuracy").asDouble());
        assertEquals("dark", report().get("classes").get(0).get("name").asString());
        assertEquals(
                0,
                nn("evaluate", model(), "--data", drawn, "--per-class", "40:50").code());
        assertEquals(20, report().get("testRows").asInt());
        train(drawn, "--example-shape", "16");
        assertEquals(20, report().get("testRows").asInt());
        assertEquals(
                "nn train: --data " + drawn
                        + " holds raw drawings, which do not say how large they are: give --example-shape,"
                        + " such as 28,28,1.",
                nn("train", "--data", drawn).err().strip());
        assertEquals(
                "nn train: --train-per-class 10:20 leaves no single range for the others: give both --train-per-class and"
                        + " --test-per-class.",
                nn("train", "--data", drawn, "--example-shape", "16", "--train-per-class", "10:20")
                        .err()
                        .strip());
    }

    /** In the other folder, light is class 0. */
    @Test
    void classesAreFoundByNameInOtherData() throws IOException {
        train(drawings("light", "dark"), "--example-shape", "4,4,1");
        Path light = drawings("light");
        assertEquals(0, nn("evaluate", model(), "--data", light).code());
        assertEquals(1, report().get("testAccuracy").asDouble());
        Path grey = drawings("grey");
        assertEquals(
                "nn evaluate: --data " + grey
                        + " has the class \"grey\", which the model does not know. It knows: dark," + " light.",
                nn("evaluate", model(), "--data", grey).err().strip());
    }

    @Test
    void imagesOfAFolderForEachClassAreScaled() throws IOException {
        for (String name : List.of("black", "white")) {
            Path images = Files.createDirectories(folder.resolve("images").resolve(name));
            for (int i = 0; i < 10; i++) {
                BufferedImage image = new BufferedImage(6 + i, 9, BufferedImage.TYPE_INT_RGB);
                for (int x = 0; x < 6 + i; x++) {
                    for (int y = 0; y < 9; y++) {
                        image.setRGB(x, y, name.equals("white") ? 0xf0e0f0 : 0x102010);
                    }
                }
                ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
            }
        }
        Path images = folder.resolve("images");
        Ran ran = train(images, "--example-shape", "5,5,3");
        assertTrue(ran.out().contains("flatten dense(128) relu dense(2)"), ran.out());
        assertEquals(1, report().get("testAccuracy").asDouble());
        assertEquals(4, report().get("testRows").asInt());
        assertEquals(0, nn("evaluate", model(), "--data", images).code());
        assertEquals(20, report().get("testRows").asInt());
        assertTrue(nn("train", "--data", images).err().contains("Scale all to one size."));
    }

    @Test
    void numPyArrays() {
        Dataset moons = Generators.byName("moons", 200, 1);
        Path inputs = folder.resolve("x.npy");
        Path targets = folder.resolve("y.npy");
        NpyFile.write(inputs, moons.inputs().get(0));
        Tensor classes = moons.targets().get(0);
        NpyFile.write(targets, classes);
        train(Path.of(inputs + "," + targets), "--test-rows", "150:");
        assertEquals(50, report().get("testRows").asInt());
        Ran ran = Ran.nn("predict", model(), inputs);
        assertEquals(201, ran.out().lines().count(), ran.err());
        assertTrue(nn("train", "--data", inputs).err().contains("two .npy files: --data INPUTS.npy,TARGETS.npy."));
    }
}
