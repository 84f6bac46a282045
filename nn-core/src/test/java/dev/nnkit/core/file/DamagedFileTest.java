package dev.nnkit.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a file of tensors can be wrong, and what is said then. */
class DamagedFileTest {
    /** Single quotes stand for double ones in the headers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "a | 0 | x: the header: is not JSON: it breaks off or goes wrong near character 0.",
                "`` | 0 | x: the header: the JSON must be an object but is nothing.",
                "[] | 0 | x: the header: the JSON must be an object but is a list.",
                "{'a':1} | 0 | x: the header: tensor \"a\" must be an object but is 1.",
                "{'a':null} | 0 | x: the header: tensor \"a\" must be an object but is null.",
                "{'a':{ | 0 | x: the header: is not JSON: it breaks off or goes wrong near character 6.",
                "{} {} | 0 | x: the header: something follows the end of the JSON.",
                "{'a':{}} | 0 | x: the header: tensor \"a\" must have dtype, shape, and data_offsets of two numbers,"
                        + " begin and end.",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},'a':{}} | 0"
                        + " | x: the header: the JSON has two entries called \"a\".",
                "{'a':{'dtype':'F32','dtype':'F32'}} | 0"
                        + " | x: the header: tensor \"a\" has two entries called \"dtype\".",
                "{'__metadata__':{'k':'v','k':'v'}} | 0"
                        + " | x: the header: __metadata__ has two entries called \"k\".",
                "{'__metadata__':{},'__metadata__':{}} | 0"
                        + " | x: the header: the JSON has two entries called \"__metadata__\".",
                "{'__metadata__':{'k':1}} | 0 | x: the header: metadata \"k\" must be a text but is 1.",
                "{'__metadata__':{'k':[]}} | 0 | x: the header: metadata \"k\" must be a text but is a list.",
                "{'__metadata__':'k'} | 0 | x: the header: __metadata__ must be an object but is \"k\".",
                "{'a':{'dtype':1}} | 0 | x: the header: the dtype of tensor \"a\" must be a text but is 1.",
                "{'a':{'dtype':'BF16'}} | 0 | x: the header: tensor \"a\" has dtype \"BF16\", but only F32, F64 and I32"
                        + " can be read. Convert the file first.",
                "{'a':{'strides':[1]}} | 0 | x: the header: tensor \"a\" has an entry \"strides\", but only dtype,"
                        + " shape and data_offsets are known.",
                "{'a':{'shape':3}} | 0"
                        + " | x: the header: the shape of tensor \"a\" must be a list of whole numbers but is 3.",
                "{'a':{'shape':[-1]}} | 0 | x: the header: the shape of tensor \"a\" must hold whole numbers from 0 to"
                        + " 9223372036854775807 but holds -1.",
                "{'a':{'shape':[1.5]}} | 0 | x: the header: the shape of tensor \"a\" must hold whole numbers from 0 to"
                        + " 9223372036854775807 but holds 1.5.",
                "{'a':{'shape':[99999999999999999999]}} | 0 | x: the header: the shape of tensor \"a\" must hold whole"
                        + " numbers from 0 to 9223372036854775807 but holds 99999999999999999999.",
                "{'a':{'shape':['1']}} | 0 | x: the header: the shape of tensor \"a\" must hold whole numbers from 0 to"
                        + " 9223372036854775807 but holds \"1\".",
                "{'a':{'shape':[[[[[[[[[[[[[[[[ | 0 | x: the header: the shape of tensor \"a\" must hold whole numbers"
                        + " from 0 to 9223372036854775807 but holds a list.",
                "{'a':{'shape':[4294967296]}} | 0 | x: the header: the shape of tensor \"a\" has an axis of"
                        + " 4294967296, more than 2147483647.",
                "{'a':{'shape':[65536,65536]}} | 0 | x: the header: the shape of tensor \"a\" has more elements than"
                        + " one array can hold (2147483647).",
                "{'a':{'shape':[0,65536,65536]}} | 0 | x: the header: the shape of tensor \"a\" has more elements than"
                        + " one array can hold (2147483647).",
                "{'a':{'shape':[65536,65536,65536,65536]}} | 0 | x: the header: the shape of tensor \"a\" has more"
                        + " elements than one array can hold (2147483647).",
                "{'a':{'shape':[2147483647,2147483647,2147483647]}} | 0 | x: the header: the shape of tensor \"a\" has"
                        + " more elements than one array can hold (2147483647).",
                "{'a':{'data_offsets':[0,4,8]}} | 8 | x: the header: data_offsets of tensor \"a\" must be two numbers,"
                        + " begin and end, but are more.",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 4 | x: the header: tensor \"a\" must have"
                        + " dtype, shape, and data_offsets of two numbers, begin and end.",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':['0',4]}} | 4 | x: the header: data_offsets of tensor"
                        + " \"a\" must hold whole numbers from 0 to 9223372036854775807 but holds \"0\".",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | x: the header: tensor \"a\" has"
                        + " data_offsets [0, 4] but needs 8 bytes, being F32 of shape [2].",
                "{'a':{'dtype':'F64','shape':[1],'data_offsets':[8,0]}} | 8 | x: the header: tensor \"a\" has"
                        + " data_offsets [8, 0] but needs 8 bytes, being F64 of shape [1].",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 7 | x: the header: tensor \"a\" ends at byte"
                        + " 8 of the data, of which there are 7. Is the file cut off?",
                "{'a':{'dtype':'F32','shape':[500000000],'data_offsets':[0,2000000000]}} | 0 | x: the header: tensor"
                        + " \"a\" ends at byte 2000000000 of the data, of which there are 0. Is the file cut off?",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[9223372036854775807,9223372036854775807]}} | 0 | x:"
                        + " the header: tensor \"a\" ends at byte 9223372036854775807 of the data, of which there are 0."
                        + " Is the file cut off?",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | x: tensor \"a\" begins at byte 4 of the"
                        + " data but what lies before it ends at 0: tensors may not leave gaps.",
                "{'a':{'dtype':'I32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'I32','shape':[1],'data_offsets':[4,8]}}"
                        + " | 8 | x: tensor \"b\" begins at byte 4 of the data but what lies before it ends at 8: tensors"
                        + " may not overlap.",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 7"
                        + " | x: its tensors end at byte 4 of the data, of which there are 7: nothing may follow them.",
                "{} | 1 | x: its tensors end at byte 0 of the data, of which there are 1: nothing may follow them.",
            })
    void headers(String header, int dataSize, String message) {
        byte[] file = Bytes.file(header.replace('\'', '"'), dataSize);
        assertEquals(
                message,
                assertThrows(ModelFileException.class, () -> Bytes.read(file)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | x: not a safetensors file, or cut off: it claims a header of 18446744073709551615 bytes, but 100"
                        + " follow.",
                "101 | x: not a safetensors file, or cut off: it claims a header of 101 bytes, but 100 follow.",
                "9223372036854775807 | x: not a safetensors file, or cut off: it claims a header of 9223372036854775807"
                        + " bytes, but 100 follow.",
            })
    void lengthsOfTheHeader(long length, String message) {
        byte[] file = Bytes.file("{}", 98);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        assertEquals(
                message,
                assertThrows(ModelFileException.class, () -> Bytes.read(file)).getMessage());
    }

    /** Before the header is read: the file need not be there to see it. */
    @Test
    void aHeaderLongerThanTheFormatAllows() {
        byte[] start = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(100_000_001)
                .array();
        assertEquals(
                "x: claims a header of 100000001 bytes, but no more than 100000000 are allowed.",
                assertThrows(ModelFileException.class, () -> Bytes.read(start, 1L << 40))
                        .getMessage());
    }

    @Test
    void aHeaderThatIsNotUtf8() {
        for (byte[] header : new byte[][] {
            {(byte) 0xFF, (byte) 0xFE}, "{\"ü\":1}".getBytes(StandardCharsets.ISO_8859_1), {(byte) 0xC0, (byte) 0x80}
        }) {
            assertEquals(
                    "x: not a safetensors file: its header is not UTF-8.",
                    assertThrows(ModelFileException.class, () -> Bytes.read(Bytes.file(header, 0)))
                            .getMessage());
        }
        byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
        assertThrows(ModelFileException.class, () -> Bytes.read(Bytes.file(wide, 0)));
    }

    @Test
    void emptyAndTinyFiles() {
        for (int size = 0; size < 8; size++) {
            byte[] file = new byte[size];
            assertEquals(
                    "x: not a safetensors file: it has " + size
                            + " bytes, but the first 8 must hold the length of a header.",
                    assertThrows(ModelFileException.class, () -> Bytes.read(file))
                            .getMessage());
        }
    }

    @Test
    void longNamesAreCutInMessages() {
        String name = "n".repeat(40_000) + "\\n";
        String message = assertThrows(ModelFileException.class, () -> Bytes.read(Bytes.file("{\"" + name + "\":1}", 0)))
                .getMessage();
        assertEquals("x: the header: tensor \"" + "n".repeat(60) + "…\" must be an object but is 1.", message);
        assertEquals(
                "x: the header: nests deeper than 8 levels, or has a name or a number that is too long.",
                assertThrows(
                                ModelFileException.class,
                                () -> Bytes.read(Bytes.file("{\"a\":{\"shape\":[" + "9".repeat(200) + "]}}", 0)))
                        .getMessage());
    }

    @Test
    void cutOffAnywhere() {
        byte[] file =
                Bytes.of(new Safetensors(Map.of("a", Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f)), Map.of("k", "v")));
        for (int size = 0; size < file.length; size++) {
            byte[] part = Arrays.copyOf(file, size);
            String message = assertThrows(ModelFileException.class, () -> Bytes.read(part))
                    .getMessage();
            assertTrue(message.startsWith("x: "), message);
        }
    }

    /** The file was longer when its size was asked for. */
    @Test
    void cutOffWhileItIsRead() {
        byte[] file =
                Bytes.of(new Safetensors(Map.of("a", Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f)), Map.of("k", "v")));
        for (int size = 0; size < file.length; size++) {
            byte[] part = Arrays.copyOf(file, size);
            assertEquals(
                    "x: became shorter while it was read.",
                    assertThrows(ModelFileException.class, () -> Bytes.read(part, file.length))
                            .getMessage());
        }
    }
}
