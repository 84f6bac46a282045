package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyErrorsTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5, 6};
    private static final byte[] GOOD = NpyBytes.file("|u1", false, "(2, 3)", DATA);

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("array.npy");
    }

    private void assertRejected(String problem, byte[] content) throws IOException {
        Files.write(file, content);
        assertSays(DataException.class, file + ": " + problem, () -> NpyFile.read(file));
    }

    private void assertHeaderRejected(String problem, String header) throws IOException {
        assertRejected(problem, NpyBytes.withHeader(1, 0, header, DATA));
    }

    private void assertTypeRejected(String problem, String descr) throws IOException {
        assertRejected(problem, NpyBytes.file(descr, false, "(2, 3)", DATA));
    }

    @Test
    void notAnNpyFile() throws IOException {
        assertRejected(
                "not an NPY file: its first six bytes are 89 50 4e 47 0d 0a, expected 93 4e 55 4d 50 59.",
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        assertRejected(
                "not an NPY file: its first six bytes are 50 4b 03 04 00 00, expected 93 4e 55 4d 50 59. Is it an NPZ"
                        + " file?",
                new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        String unknown = " is unknown: expected 1.0, 2.0 or 3.0.";
        assertRejected("its NPY version 4.0" + unknown, NpyBytes.withHeader(4, 0, "{}", DATA));
        assertRejected("its NPY version 1.1" + unknown, NpyBytes.withHeader(1, 1, "{}", DATA));
        assertRejected("its NPY version 255.0" + unknown, NpyBytes.withHeader(255, 0, "{}", DATA));
        assertRejected("its NPY version 0.0" + unknown, NpyBytes.withHeader(0, 0, "{}", DATA));
    }

    @Test
    void truncatedOrTooLong() throws IOException {
        String header = "truncated: an NPY header takes 10 bytes or more but there are ";
        assertRejected(header + "0.", new byte[0]);
        assertRejected(header + "9.", Arrays.copyOf(GOOD, 9));
        assertRejected("truncated: its header declares 60 bytes but there are 10.", Arrays.copyOf(GOOD, 20));
        String declared = "[2, 3] of u1 take 76 bytes with their header but there are ";
        assertRejected("truncated: " + declared + "75.", Arrays.copyOf(GOOD, 75));
        assertRejected("goes on after its end: " + declared + "77.", Arrays.copyOf(GOOD, 77));
    }

    @Test
    void aHeaderThatIsTooLong() throws IOException {
        byte[] text = "{}".getBytes(StandardCharsets.US_ASCII);
        String problem = " bytes, more than 10000, which no array of numbers needs.";
        assertRejected("its header declares 65535" + problem, NpyBytes.withLength(1, 0, -1, text, DATA));
        assertRejected("its header declares 4294967295" + problem, NpyBytes.withLength(2, 0, -1, text, DATA));
    }

    @Test
    void typesThatAreNotRead() throws IOException {
        String expected = ": expected f4, f8, i1, i2, i4, i8, u1, u2, u4 or b1 with < or > before it. Convert the array"
                + " before it is saved, such as with astype('float32').";
        for (String descr :
                new String[] {"<c8", "<f2", "<U5", "|S3", "<M8[ns]", "=f4", "|f4", "f4", "", "<u8", "<b8"}) {
            assertTypeRejected("its elements are of dtype '" + descr + "'" + expected, descr);
        }
        assertTypeRejected("its elements are of dtype '<f?4'" + expected, "<f\u001b4");
        assertTypeRejected(
                "its elements are Python objects, and reading those would run code. Save an array of numbers.", "|O");
        assertHeaderRejected(
                "its elements are records of several fields, not numbers. Save the fields one by one.",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }");
    }

    @Test
    void malformedHeaders() throws IOException {
        String place = "its header is malformed at character ";
        assertHeaderRejected(place + "0: expected { but there is its end.", "");
        assertHeaderRejected(place + "0: expected { but there is [1, 2].", "[1, 2]");
        assertHeaderRejected(place + "1: expected a text in quotes but there is its end.", "{");
        assertHeaderRejected(place + "1: expected a text in quotes but there is 'descr.", "{'descr");
        assertHeaderRejected(place + "9: expected : but there is '<f4'}.", "{'descr' '<f4'}");
        assertHeaderRejected(place + "9: expected a text in quotes but there is open('x')}.", "{'descr':open('x')}");
        assertHeaderRejected(
                place + "1: expected 'descr', 'fortran_order' or 'shape' but there is 'order': 'C'.", "{'order': 'C'}");
        assertHeaderRejected(place + "17: expected True or False but there is 1}.", "{'fortran_order':1}");
        assertHeaderRejected(place + "9: expected ( but there is 3}.", "{'shape':3}");
        assertHeaderRejected(place + "11: expected , but there is )}.", "{'shape':(3)}");
        assertHeaderRejected(place + "12: expected , but there is 4)}.", "{'shape':(3 4)}");
        assertHeaderRejected(place + "10: expected the length of axis 0 but there is -1,)}.", "{'shape':(-1,)}");
        assertHeaderRejected(place + "10: expected the length of axis 0 but there is ,)}.", "{'shape':(,)}");
        assertHeaderRejected(place + "12: expected the length of axis 1 but there is its end.", "{'shape':(3,");
        assertHeaderRejected(place + "14: expected , but there is 'descr': '<f.", "{'shape':(3,) 'descr': '<f4'}");
        assertHeaderRejected(
                place + "54: expected nothing after } but there is ;?x.",
                "{'descr':'|u1','fortran_order':False,'shape':(2, 3)} \u0001".replace("\u0001", " ;\u0007x"));
        assertHeaderRejected("its header does not give 'descr'.", "{}");
        assertHeaderRejected("its header does not give 'fortran_order'.", "{'descr':'<f4'}");
        assertHeaderRejected("its header does not give 'shape'.", "{'descr':'<f4','fortran_order':False}");
        assertHeaderRejected("its header gives 'shape' twice.", "{'shape':(1,),'shape':(2,)}");
        assertHeaderRejected("its header gives 'descr' twice.", "{'descr':'<f4','descr':'<f4'}");
        assertHeaderRejected("its header gives 'fortran_order' twice.", "{'fortran_order':True,'fortran_order':True}");
    }

    /** Absurd shapes are refused by their numbers, and what is merely large by the number of bytes that there are. */
    @Test
    void absurdShapes() throws IOException {
        String tooMany = "its shape has more elements than one array can hold (2147483647).";
        for (String shape : new String[] {
            "(65536, 65536)",
            "(65536, 65536, 65536, 65536)",
            "(0, 65536, 65536)",
            "(65536, 0, 65536)",
            "(4294967296,)",
            "(0, 99999999999999999999999999)",
            "(2147483647, 2147483647, 2147483647)"
        }) {
            assertRejected(tooMany, NpyBytes.file("<f8", false, shape, DATA));
        }
        assertRejected("it has more axes than 32.", NpyBytes.file("<f8", false, "(" + "1, ".repeat(33) + ")", DATA));
        assertRejected(
                "truncated: [2147483647] of f8 take 17179869253 bytes with their header but there are 83.",
                NpyBytes.file("<f8", false, "(2147483647,)", DATA));
    }

    @Test
    void numbersThatDoNotFit() throws IOException {
        String fix = ", which INT32 cannot hold. Save it as floating numbers, with astype('float64').";
        assertRejected(
                "element 1 is 2147483648" + fix,
                NpyBytes.file("<i8", false, "(2,)", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -128, 0, 0, 0, 0}));
        assertRejected(
                "element 0 is 2147483649" + fix, NpyBytes.file(">u4", false, "(1,)", new byte[] {-128, 0, 0, 1}));
        assertRejected(
                "element 2 is 255 but a boolean is 0 or 1.",
                NpyBytes.file("|b1", false, "(3,)", new byte[] {0, 1, -1}));
    }

    @Test
    void pairsThatDoNotBelongTogether() throws IOException {
        Path targets = folder.resolve("y.npy");
        NpyFile.write(file, Tensor.of(Shape.of(3, 1), 1f, 2f, 3f));
        NpyFile.write(targets, Tensor.of(Shape.of(2), 1f, 2f));
        assertSays(
                DataException.class,
                file + ": inputs and targets must have the same number of rows but have shapes [3, 1] and [2]. Do the"
                        + " two belong together?",
                () -> NpyFile.pair(file, targets));
        NpyFile.write(targets, Tensor.ofInts(Shape.of(3), 0, 1, 100_000));
        assertSays(
                DataException.class,
                file + ": its targets, whole numbers, must be classes below 100000 but one is 100000. Save numbers to"
                        + " be learned as such with astype('float32').",
                () -> NpyFile.pair(file, targets));
    }

    @Test
    void filesThatCannotBeReadOrWritten() {
        Path missing = folder.resolve("missing.npy");
        assertSays(
                UncheckedIOException.class,
                missing + ": there is no such file or folder.",
                () -> NpyFile.read(missing));
        Path nowhere = folder.resolve("missing").resolve("array.npy");
        assertSays(
                UncheckedIOException.class,
                nowhere + ": cannot be written: its folder does not exist.",
                () -> NpyFile.write(nowhere, Tensor.of(Shape.of(1), 1f)));
    }

    /** Each truncation is found. */
    @Test
    void truncatedAtEveryByte() throws IOException {
        for (int length = 0; length < GOOD.length; length++) {
            Files.write(file, Arrays.copyOf(GOOD, length));
            String message =
                    assertThrows(DataException.class, () -> NpyFile.read(file)).getMessage();
            assertEquals(file + ": truncated", message.substring(0, (file + ": truncated").length()));
        }
    }

    /** Whatever happens to the bytes, there is a tensor or the one exception. */
    @Property(tries = 500)
    void damagedFilesRaiseOneException(@ForAll @Size(min = 1, max = 4) byte[] noise, @ForAll @IntRange(max = 75) int at)
            throws IOException {
        byte[] content = GOOD.clone();
        for (int i = 0; i < noise.length && at + i < content.length; i++) {
            content[at + i] ^= noise[i];
        }
        Path damaged = Files.createTempFile("damaged", ".npy");
        try {
            Files.write(damaged, content);
            Tensor read = NpyFile.read(damaged);
            assertTrue(read.size() <= DATA.length, () -> "more than there was: " + read);
        } catch (DataException expected) {
            assertEquals(
                    damaged.toString(),
                    expected.getMessage().substring(0, damaged.toString().length()));
        } finally {
            Files.delete(damaged);
        }
    }
}
