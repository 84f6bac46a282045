package dev.nnkit.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.core.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** Tables to read, and what must be said about them. */
final class TableFiles {
    static final Path NAME = Path.of("t.csv");

    private TableFiles() {}

    static CsvRows rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    static CsvRows rows(byte[] bytes) throws IOException {
        return CsvRows.of(NAME, new ByteArrayInputStream(bytes), null);
    }

    /** All rows, without the header. */
    static List<List<String>> read(CsvRows rows) throws IOException {
        List<List<String>> read = new ArrayList<>();
        while (rows.next()) {
            read.add(fields(rows.row()));
        }
        return read;
    }

    static List<String> fields(CsvRow row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            fields.add(row.text(i));
        }
        return fields;
    }

    /** Lets somebody use a file of this text, which is deleted afterwards. */
    static void with(String text, Consumer<Path> user) {
        try {
            Path file = Files.createTempFile("table", ".csv");
            try {
                Files.writeString(file, text);
                user.accept(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pins what is said, apart from the name of the file, which is written as FILE. */
    static void assertSays(Path file, String message, Executable action) {
        String said = assertThrows(DataException.class, action).getMessage();
        assertEquals(message, said.replace(file.toString(), "FILE"));
    }
}
