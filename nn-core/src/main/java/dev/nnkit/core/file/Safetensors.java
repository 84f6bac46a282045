package dev.nnkit.core.file;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Named tensors and a few texts about them in one file, which holds nothing that could run: eight bytes with the length
 * of the header, little-endian; the header, JSON in UTF-8, with the type, shape and place of each tensor; the tensors'
 * elements, little-endian. Tensors are written in the order of the map, from a multiple of eight bytes on.
 *
 * <p>Read and written are F32, F64 and I32. Thread-safe as long as nobody writes into the tensors.
 *
 * @param tensors by name, in order; not copied
 * @param metadata texts by name, in order
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("safetensors: a tensor cannot be called " + SafetensorsHeader.METADATA
                    + ", which stands for the metadata.");
        }
        tensors.keySet().forEach(Safetensors::requireUnicode);
        metadata.forEach((key, value) -> {
            requireUnicode(key);
            requireUnicode(value);
        });
    }

    private static void requireUnicode(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("safetensors: " + Shown.quoted(text)
                    + " has half a character (a lone surrogate), which UTF-8 lacks.");
        }
    }

    /**
     * Reads a file, after checking all that it claims; never allocates more than a small multiple of the file's size.
     *
     * @throws ModelFileException if it is no such file, cut off or damaged, saying how
     * @throws UncheckedIOException if it cannot be read
     */
    public static Safetensors read(Path file) {
        return read(file, name -> false);
    }

    /**
     * As {@link #read(Path)}, but passes over tensors, which may then be of any type.
     *
     * @param skipped told a name, says whether that tensor is not wanted
     */
    public static Safetensors read(Path file, Predicate<String> skipped) {
        try (InputStream in = Files.newInputStream(file)) {
            return new SafetensorsReader(file.toString(), in).read(Files.size(file), skipped);
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
    }

    /**
     * Writes a file as a whole: see {@link AtomicFile}. The same content gives the same bytes.
     *
     * @throws UncheckedIOException if it cannot be written; an old file of that name is then untouched
     */
    public void write(Path file) {
        AtomicFile.write(file, out -> new SafetensorsWriter(out).write(this));
    }
}
