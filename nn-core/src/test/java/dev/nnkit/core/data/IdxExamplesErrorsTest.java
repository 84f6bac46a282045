package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files that are no pair, damaged, or exchanged under the reader. */
class IdxExamplesErrorsTest {
    @Test
    void whatIsNoPair() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(5, false, IdxType.UNSIGNED_BYTE);
                IdxTestPair other = new IdxTestPair(6, false, IdxType.UNSIGNED_BYTE)) {
            assertSays(
                    DataException.class,
                    pair.images + ": holds 5 images but " + other.labels
                            + " holds 6 labels. Do the two belong together?",
                    () -> IdxExamples.of(pair.images, other.labels));
            assertSays(
                    DataException.class,
                    pair.images + ": labels must be whole numbers on one axis but these are [5, 3, 2] of UNSIGNED_BYTE."
                            + " Are images and labels exchanged?",
                    () -> IdxExamples.of(pair.labels, pair.images));
            IdxFile.write(other.labels, Tensor.ofInts(Shape.of(5), 1, 2, -3, 4, 5));
            assertSays(
                    DataException.class,
                    other.labels + ", label 2: must be from 0 to 99999 but is -3.",
                    () -> IdxExamples.of(pair.images, other.labels));
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            assertSays(
                    IllegalArgumentException.class,
                    "shuffle buffer: must have 1 to 268435455 examples of 8 bytes but has 0.",
                    () -> stream.shuffleBuffer(0));
            assertSays(
                    IllegalArgumentException.class,
                    "IDX examples: images cannot become INT32.",
                    () -> stream.as(DataType.INT32));
        }
    }

    /** What is damaged is thrown by the thread that asks for examples, and only after those before it. */
    @Test
    void aFileThatEndsTooEarly() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(5000, true, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            byte[] content = Files.readAllBytes(pair.images);
            Files.write(pair.images, Arrays.copyOf(content, content.length - 100));
            try (Examples.Pass pass = stream.open(false, 1, 1)) {
                assertNotNull(pass.next(2000));
                String message = String.valueOf(assertThrows(DataException.class, () -> IdxTestPair.examples(pass, 100))
                        .getMessage());
                assertTrue(message.startsWith(pair.images + ": truncated: [5000, 3, 2] of UNSIGNED_BYTE"), message);
            }
        }
    }

    @Test
    void aFileThatHasBecomeAnother() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(5, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            IdxFile.write(pair.labels, Tensor.ofInts(Shape.of(5), 1, 2, 3, 4, 5));
            try (Examples.Pass pass = stream.open(false, 1, 1)) {
                assertSays(
                        DataException.class,
                        pair.images + ": it or " + pair.labels
                                + " has become another since it was opened. Open both again.",
                        () -> pass.next(1));
            }
        }
    }
}
