package dev.nnkit.core.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @Property
    void whatIsWrittenIsRead(
            @ForAll @UniqueElements @Size(max = 6) List<String> names,
            @ForAll @Size(max = 5) Map<@NotEmpty String, String> metadata,
            @ForAll long seed) {
        names.removeIf(name -> !isUnicode(name));
        metadata.entrySet().removeIf(entry -> !isUnicode(entry.getKey() + "|" + entry.getValue()));
        Safetensors content = new Safetensors(tensors(names, seed), metadata);
        byte[] bytes = Bytes.of(content);
        Safetensors read = Bytes.read(bytes);
        assertEquals(
                new ArrayList<>(content.tensors().keySet()),
                new ArrayList<>(read.tensors().keySet()));
        assertEquals(
                new ArrayList<>(content.metadata().entrySet()),
                new ArrayList<>(read.metadata().entrySet()));
        content.tensors()
                .forEach((name, tensor) ->
                        assertTrue(tensor.sameBits(read.tensors().get(name)), name));
        assertArrayEquals(bytes, Bytes.of(read));
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Of every type, of rank 0 to 3, some without elements, all bit patterns. */
    private static Map<String, Tensor> tensors(List<String> names, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        RandomStream random = RandomStream.of(seed, "tensors");
        for (String name : names) {
            int[] axes = new int[random.nextInt(4)];
            for (int i = 0; i < axes.length; i++) {
                axes[i] = random.nextInt(5);
            }
            Tensor tensor = Tensor.zeros(List.of(DataType.values()).get(random.nextInt(3)), Shape.of(axes));
            for (int i = 0; i < tensor.size(); i++) {
                switch (tensor.type()) {
                    case FLOAT32 -> tensor.floats()[i] = Float.intBitsToFloat((int) random.nextLong());
                    case FLOAT64 -> tensor.doubles()[i] = Double.longBitsToDouble(random.nextLong());
                    case INT32 -> tensor.ints()[i] = (int) random.nextLong();
                }
            }
            tensors.put(name, tensor);
        }
        return tensors;
    }

    /** More than fits the buffer of reader and writer at once. */
    @Test
    void largeTensorsAreReadInParts() {
        Tensor large = Tensor.zeros(DataType.FLOAT64, Shape.of(3, 50_001));
        for (int i = 0; i < large.size(); i++) {
            large.doubles()[i] = i * 0.1;
        }
        Safetensors read = Bytes.read(Bytes.of(new Safetensors(Map.of("a", large), Map.of())));
        assertTrue(large.sameBits(read.tensors().get("a")));
    }

    @Test
    void theBytesAreThoseOfTheFormat() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.of(Shape.of(1, 2), 1f, -2f));
        tensors.put("a", Tensor.ofInts(Shape.of(), 258));
        byte[] bytes = Bytes.of(new Safetensors(tensors, Map.of("k", "ü\"")));
        String header =
                "{\"__metadata__\":{\"k\":\"ü\\\"\"},\"b\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[8,12]}}       ";
        byte[] expected = Bytes.file(header, 12);
        ByteBuffer.wrap(expected)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(expected.length - 12)
                .putFloat(1)
                .putFloat(-2)
                .putInt(258);
        assertEquals(0, (expected.length - 12) % 8);
        assertArrayEquals(expected, bytes);
    }

    /** A reader of the published format that shares no line with ours. */
    @Test
    void anIndependentReaderOpensIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("m.safetensors");
        Tensor matrix = Tensor.of(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", matrix);
        tensors.put("0.bias", Tensor.of(Shape.of(1), 0.25f));
        new Safetensors(tensors, Map.of("k", "v")).write(file);

        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) all.getLong()];
        all.get(header);
        ByteBuffer data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, List<Float>> found = new LinkedHashMap<>();
        Matcher entries = Pattern.compile(
                        "\"([^\"]+)\":\\{\"dtype\":\"F32\",\"shape\":\\[([0-9,]*)],\"data_offsets\":\\[(\\d+),(\\d+)]}")
                .matcher(new String(header, StandardCharsets.UTF_8));
        while (entries.find()) {
            List<Float> values = new ArrayList<>();
            for (int at = Integer.parseInt(entries.group(3)); at < Integer.parseInt(entries.group(4)); at += 4) {
                values.add(data.getFloat(at));
            }
            found.put(entries.group(1) + " " + entries.group(2), values);
        }
        assertEquals(Map.of("0.weight 2,3", List.of(1f, 2f, 3f, 4f, 5f, 6f), "0.bias 1", List.of(0.25f)), found);
        assertTrue(matrix.sameBits(Safetensors.read(file).tensors().get("0.weight")));
    }

    /** Others order their headers as they like, and pad them. */
    @Test
    void tensorsMayLieInAnotherOrderThanTheHeader() {
        byte[] file = Bytes.file(
                " {\"b\":{\"shape\":[1],\"data_offsets\":[4,8],\"dtype\":\"I32\"},\n"
                        + "\"a\":{\"shape\":[1],\"data_offsets\":[0,4],\"dtype\":\"I32\"}} \t ",
                8);
        file[file.length - 4] = 7;
        Safetensors read = Bytes.read(file);
        assertEquals(List.of("b", "a"), new ArrayList<>(read.tensors().keySet()));
        assertTrue(Tensor.ofInts(Shape.of(1), 7).sameBits(read.tensors().get("b")));
        assertTrue(Tensor.ofInts(Shape.of(1), 0).sameBits(read.tensors().get("a")));
    }

    @Test
    void namesThatCannotBeWrittenAreRefused() {
        assertEquals(
                "safetensors: a tensor cannot be called __metadata__, which stands for the metadata.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Safetensors(Map.of("__metadata__", Tensor.of(Shape.of(1), 1f)), Map.of()))
                        .getMessage());
        assertEquals(
                "safetensors: \"a\ud800\" has half a character (a lone surrogate), which UTF-8 lacks.",
                assertThrows(IllegalArgumentException.class, () -> new Safetensors(Map.of(), Map.of("key", "a\ud800")))
                        .getMessage());
    }

    @Test
    void whatCannotBeReadIsSaid(@TempDir Path folder) {
        Path missing = folder.resolve("none.safetensors");
        assertEquals(
                missing + ": there is no such file or folder.",
                assertThrows(UncheckedIOException.class, () -> Safetensors.read(missing))
                        .getMessage());
        assertEquals(
                folder + ": cannot be read: Is a directory.",
                assertThrows(UncheckedIOException.class, () -> Safetensors.read(folder))
                        .getMessage());
    }
}
