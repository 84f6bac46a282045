package dev.nnkit.core.data;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.io.IoFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads NPZ files, NumPy's format for several arrays: a zip of {@linkplain NpyFile NPY files}, compressed or not.
 *
 * <p>Reading throws {@link java.io.UncheckedIOException} if a file cannot be read and {@link DataException} if its content
 * is wrong; checksums are compared. What a few bytes unpack to can be large, so there is a limit: all arrays together may
 * have 20 times the bytes of the file, and 256 MiB in any case, unless another number is given.
 */
public final class NpzFile {
    private static final String ENDING = ".npy";
    private static final long LEAST_LIMIT = 1L << 28;
    private static final long LIMIT_FACTOR = 20;
    private static final List<List<String>> PAIRS =
            List.of(List.of("x", "y"), List.of("inputs", "targets"), List.of("images", "labels"));

    private NpzFile() {}

    /** Reads all arrays, by name, in the order of the file; {@link NpyFile#read} says into which types. */
    public static Map<String, Tensor> read(Path file) {
        return open(file, zip -> readAll(zip, limit(file)));
    }

    /**
     * Reads all arrays of a file that is trusted to be large.
     *
     * @param maxBytes what all arrays together may take, unpacked
     */
    public static Map<String, Tensor> read(Path file, long maxBytes) {
        return open(file, zip -> readAll(zip, maxBytes));
    }

    /** The names of the arrays, in the order of the file. */
    public static List<String> names(Path file) {
        return open(file, zip -> List.copyOf(zip.entries.keySet()));
    }

    /**
     * Reads inputs and targets: the arrays {@code x} and {@code y}, {@code inputs} and {@code targets}, or {@code images}
     * and {@code labels}, in small or capital letters. {@link NpyFile#pair} says what becomes of them.
     *
     * @throws DataException also if there is no such pair, or more than one
     */
    public static Dataset dataset(Path file) {
        return open(file, zip -> {
            List<List<String>> found = PAIRS.stream()
                    .map(pair -> pair.stream().map(zip::actualName).toList())
                    .filter(pair -> !pair.contains(""))
                    .toList();
            if (found.size() != 1) {
                throw new DataException(
                        file,
                        "holds the arrays " + zip.listed() + ": expected one of the pairs x"
                                + " and y, inputs and targets, images and labels. Name the two that are meant.");
            }
            return zip.dataset(found.get(0).get(0), found.get(0).get(1), limit(file));
        });
    }

    /** Reads the arrays of these names as inputs and targets; {@link NpyFile#pair} says what becomes of them. */
    public static Dataset dataset(Path file, String inputs, String targets) {
        return open(file, zip -> zip.dataset(inputs, targets, limit(file)));
    }

    private static long limit(Path file) throws IOException {
        return Math.max(LEAST_LIMIT, LIMIT_FACTOR * Files.size(file));
    }

    private static Map<String, Tensor> readAll(Archive zip, long maxBytes) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        long left = maxBytes;
        for (String name : zip.entries.keySet()) {
            Tensor array = zip.read(name, left, NpyReader::elements);
            left -= zip.unpacked;
            arrays.put(name, array);
        }
        return arrays;
    }

    /** What is done with an open file. */
    @FunctionalInterface
    private interface Use<T> {
        T apply(Archive zip) throws IOException;
    }

    private static <T> T open(Path file, Use<T> use) {
        if (Files.isDirectory(file)) {
            throw new DataException(file, "is a folder, not a file. Give one of the files in it.");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return use.apply(new Archive(file, zip));
        } catch (EOFException e) {
            throw new DataException(file, "damaged: its list of contents leads beyond its end.", e);
        } catch (ZipException e) {
            throw new DataException(file, "not an NPZ file, or damaged: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
    }

    /** An open file and the arrays in it. */
    private static final class Archive {
        private final Path file;
        private final ZipFile zip;
        private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
        /** The bytes of the array that was read last. */
        private long unpacked;

        Archive(Path file, ZipFile zip) {
            this.file = file;
            this.zip = zip;
            zip.stream().forEach(this::add);
        }

        private void add(ZipEntry entry) {
            String name = entry.getName();
            if (!name.endsWith(ENDING)) {
                throw new DataException(
                        file, "\"" + shown(name) + "\" in it is not an array: expected names that end in .npy.");
            }
            String array = name.substring(0, name.length() - ENDING.length());
            if (entries.put(array, entry) != null) {
                throw new DataException(file, "holds two arrays of the name " + shown(array) + ".");
            }
        }

        /** The name that differs in nothing but capital letters; empty if there is none. */
        String actualName(String name) {
            return entries.keySet().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse("");
        }

        String listed() {
            return shown(String.join(", ", entries.keySet()));
        }

        Dataset dataset(String inputs, String targets, long limit) throws IOException {
            Tensor x = read(inputs, limit, NpyArrays::inputs);
            Tensor y = read(targets, limit - unpacked, NpyReader::elements);
            return NpyArrays.dataset(about(inputs), x, y);
        }

        Tensor read(String name, long limit, NpyReader.Reading reading) throws IOException {
            @Nullable ZipEntry entry = entries.get(name);
            if (entry == null) {
                throw new DataException(file, "has no array " + name + ": it holds " + listed() + ".");
            }
            CRC32 sum = new CRC32();
            try (InputStream bytes = new CheckedInputStream(zip.getInputStream(entry), sum)) {
                NpyReader reader = new NpyReader(about(name), bytes, size(entry), limit);
                Tensor result = reading.read(reader);
                if (sum.getValue() != entry.getCrc()) {
                    throw about(name).apply("damaged: its bytes do not have the checksum that they had.");
                }
                unpacked = reader.expected();
                return result;
            } catch (ZipException | EOFException e) {
                throw new DataException(file, "array " + shown(name) + " is damaged: " + e.getMessage() + ".", e);
            }
        }

        /** What is not compressed is there as it is; other numbers are not to be believed. */
        private long size(ZipEntry entry) throws IOException {
            boolean plain = entry.getMethod() == ZipEntry.STORED && entry.getSize() <= Files.size(file);
            return plain ? entry.getSize() : DataFile.UNKNOWN_SIZE;
        }

        private Function<String, DataException> about(String name) {
            return problem -> new DataException(file, "array " + shown(name), problem);
        }

        private static String shown(String name) {
            return name.replaceAll("\\p{Cc}", "?");
        }
    }
}
