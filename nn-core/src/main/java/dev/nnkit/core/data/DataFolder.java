package dev.nnkit.core.data;

import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks into folders for all readers, in an order that does not depend on the file system. */
final class DataFolder {
    private static final int SHOWN = 10;

    private DataFolder() {}

    /**
     * What a folder holds, sorted by name.
     *
     * @throws java.io.UncheckedIOException if it cannot be read
     * @throws DataException if it is a file
     */
    static List<Path> list(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder, "is a file, not a folder.");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(DataFolder::name)).toList();
        } catch (IOException e) {
            throw IoFailure.reading(folder, e);
        }
    }

    /** The last part of a path. */
    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Names for an error message: the first few. */
    static String shown(List<Path> files) {
        if (files.isEmpty()) {
            return "an empty folder";
        }
        String names = files.stream().limit(SHOWN).map(DataFolder::name).collect(Collectors.joining(", "));
        return files.size() > SHOWN ? names + " and " + (files.size() - SHOWN) + " more" : names;
    }
}
