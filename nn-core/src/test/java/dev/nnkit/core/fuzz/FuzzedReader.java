package dev.nnkit.core.fuzz;

import com.sun.management.ThreadMXBean;
import dev.nnkit.api.Registry;
import dev.nnkit.api.text.SpecException;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.data.NpyFile;
import dev.nnkit.core.data.NpzFile;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.file.ModelFileException;
import dev.nnkit.core.file.Safetensors;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.table.CsvFile;
import dev.nnkit.core.table.Missing;
import dev.nnkit.core.table.TableOptions;
import dev.nnkit.core.train.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The readers of nn-core, all of one form: whatever a file holds, it is read, or rejected in the reader's own words. */
enum FuzzedReader {
    SAFETENSORS,
    MODEL,
    SNAPSHOT,
    NETWORK,
    IDX,
    CSV,
    NPY,
    NPZ;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What classes that are loaded, buffers and the like may take. */
    private static final long FREE_BYTES = 64L << 20;
    /** What deflate can unpack a byte to, about 1000, times what is made of each: numbers, arrays that grow, messages. */
    private static final long BYTES_PER_BYTE = 20_000;

    /** One of the ways to read a file. */
    @FunctionalInterface
    private interface Reading {
        void read(Path file);
    }

    private List<Reading> readings() {
        return switch (this) {
            case SAFETENSORS -> List.of(Safetensors::read);
            case MODEL -> List.of(ModelFile::read);
            case SNAPSHOT -> List.of(Snapshot::read);
            case NETWORK -> List.of(file -> Registry.installed().parseLayers(text(file)), FuzzedReader::chain);
            case IDX -> List.of(IdxFile::read, IdxFile::readImages, IdxFile::readLabels);
            case CSV -> List.of(table(Missing.ERROR, 1), table(Missing.MEAN, 1), table(Missing.DROP, 3));
            case NPY -> List.of(NpyFile::read, file -> NpyFile.pair(file, file));
            case NPZ -> List.of(NpzFile::read, NpzFile::names, NpzFile::dataset);
        };
    }

    private Class<? extends IllegalArgumentException> documented() {
        return switch (this) {
            case SAFETENSORS, MODEL, SNAPSHOT -> ModelFileException.class;
            case NETWORK -> SpecException.class;
            case IDX, CSV, NPY, NPZ -> DataException.class;
        };
    }

    /** As files and folders call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a file in all ways.
     *
     * @return whether one of them could
     * @throws AssertionError if anything but a documented exception came out, or memory was taken that the size of the file
     *     does not explain; other unchecked exceptions pass through
     */
    boolean read(Path file) throws IOException {
        boolean any = false;
        long bound = FREE_BYTES + BYTES_PER_BYTE * Files.size(file);
        for (Reading reading : readings()) {
            long before = allocated();
            any |= isRead(reading, file);
            if (allocated() - before > bound) {
                requireBounded(reading, file, bound);
            }
        }
        return any;
    }

    /** Reads once more: the first time, classes may have been loaded. */
    private void requireBounded(Reading reading, Path file, long bound) {
        long before = allocated();
        isRead(reading, file);
        long taken = allocated() - before;
        if (taken > bound) {
            throw new AssertionError(word() + ": took " + taken + " bytes, more than " + bound + ".");
        }
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private boolean isRead(Reading reading, Path file) {
        try {
            reading.read(file);
            return true;
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            if (e.getClass() != documented() || message == null || !isPrintable(message)) {
                throw new AssertionError(
                        word() + ": expected " + documented().getSimpleName() + " and a printable sentence but got "
                                + e,
                        e);
            }
        } catch (UncheckedIOException e) {
            if (e.getMessage() == null || !isPrintable(e.getMessage())) {
                throw new AssertionError(word() + ": expected a printable sentence but got " + e, e);
            }
        }
        return false;
    }

    /** What files hold must not command a terminal; line breaks separate several problems of a network. */
    private static boolean isPrintable(String message) {
        return !message.isBlank() && message.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was read prints as text that makes it again. */
    private static void chain(Path file) {
        Sequential chain;
        try {
            chain = Sequential.parse(text(file));
        } catch (SpecException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // Two layers of one name: found by the record, not by the parser.
            throw new SpecException(String.valueOf(e.getMessage()), e);
        }
        String printed = chain.toString();
        if (!Sequential.parse(printed).equals(chain)) {
            throw new AssertionError("network: " + printed + " reads as " + Sequential.parse(printed));
        }
    }

    /** The last column is predicted. */
    private static Reading table(Missing missing, int lastWidth) {
        return file -> {
            List<String> header = CsvFile.scan(file, TableOptions.target("y")).header();
            TableOptions options =
                    TableOptions.target(header.get(header.size() - 1)).missing(missing);
            CsvFile table = CsvFile.scan(file, options);
            table.read(table.decide(lastWidth));
        };
    }
}
