package dev.nnkit.core.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that the fuzzer starts from, found interesting, or once broke a reader. One whose name begins with {@code good} is
 * read; of the others it only matters that nothing but a documented exception comes out.
 */
class FuzzCorpusTest {
    /** Small enough to be kept in the repository for ever. */
    private static final long LARGEST = 20_000;

    static List<Arguments> files() throws IOException {
        List<Arguments> found = new ArrayList<>();
        for (FuzzedReader reader : FuzzedReader.values()) {
            try (Stream<Path> files = Files.list(Fuzz.corpus(reader))) {
                files.sorted().forEach(file -> found.add(Arguments.of(reader, file)));
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadOrRejected(FuzzedReader reader, Path file) throws IOException {
        assertTrue(Files.size(file) <= LARGEST, () -> file + " is larger than " + LARGEST + " bytes");
        boolean isRead = reader.read(file);
        assertTrue(isRead || !file.getFileName().toString().startsWith("good"), () -> file + " was rejected");
    }

    @ParameterizedTest
    @EnumSource
    void everyReaderHasAGoodFile(FuzzedReader reader) throws IOException {
        try (Stream<Path> files = Files.list(Fuzz.corpus(reader))) {
            assertFalse(files.noneMatch(file -> file.getFileName().toString().startsWith("good")));
        }
    }
}
