package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.core.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTableTest {
    @TempDir
    private Path folder;

    @Test
    void isReadFromACsv() throws IOException {
        Path file = folder.resolve("names.csv");
        Files.writeString(file, "ours;theirs\n0.weight;\"a;b\"\n0.bias;c\n");
        assertEquals(
                Map.of("0.weight", "a;b", "0.bias", "c"), NameTable.read(file).theirs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b;x,y | : a table of names must have the columns ours and theirs but has a, b.",
                "ours,theirs;x, | , line 2: a name is missing: there must be one of ours and one of theirs.",
                "ours,theirs;x,y;x,z | , line 3: \"x\" stands in the table a second time."
            })
    void mistakesAreOneSentence(String content, String message) throws IOException {
        Path file = folder.resolve("names.csv");
        Files.writeString(file, content.replace(";", "\n"));
        DataException e = assertThrows(DataException.class, () -> NameTable.read(file));
        assertEquals(file + message, e.getMessage());
    }
}
