package dev.nnkit.core.train;

import dev.nnkit.api.Tensor;
import dev.nnkit.core.file.ModelFileException;
import dev.nnkit.core.file.Safetensors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a run needs to go on as if it had never stopped: parameters, the optimizer's state, where it is in the data,
 * and what schedules, metrics and listeners remember. Random numbers need nothing: they are a function of seed and step.
 *
 * @param tensors copies, by name, in a fixed order
 * @param values everything else, by name, in a fixed order; numbers with all their digits
 */
public record Snapshot(Map<String, Tensor> tensors, Map<String, String> values) {
    private static final String FORMAT = "checkpointVersion";
    private static final String VERSION = "1";

    public Snapshot {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether the run had come to its end. */
    public boolean isFinished() {
        return Boolean.parseBoolean(values.get("finished"));
    }

    /** How many updates the run had made. */
    public long step() {
        return (long) part("").number("step");
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(
                "snapshot: \"" + name + "\" is missing. It was made by another version, or another network.");
    }

    /**
     * Writes it as a safetensors file, as a whole or not at all.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, VERSION);
        metadata.putAll(values);
        new Safetensors(tensors, metadata).write(file);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws ModelFileException if it is something else, or damaged
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Snapshot read(Path file) {
        Safetensors content = Safetensors.read(file);
        String version = content.metadata().get(FORMAT);
        if (!VERSION.equals(version)) {
            throw new ModelFileException(file + ": "
                    + (version == null
                            ? "not a checkpoint: it may be a model. A checkpoint lies beside its model, as MODEL.checkpoint."
                            : "a checkpoint of format " + version.replaceAll("\\P{Graph}", "?")
                                    + ", but this version of nnkit reads format " + VERSION + "."));
        }
        Map<String, String> values = new LinkedHashMap<>(content.metadata());
        values.remove(FORMAT);
        return new Snapshot(content.tensors(), values);
    }

    /** The part whose names begin with {@code prefix}. */
    Memory part(String prefix) {
        return new Memory(prefix, new LinkedHashMap<>(tensors), new LinkedHashMap<>(values));
    }

    /** What one piece of a run remembers, by names of its own. */
    public static final class Memory {
        private final String prefix;
        private final Map<String, Tensor> tensors;
        private final Map<String, String> values;

        Memory(String prefix, Map<String, Tensor> tensors, Map<String, String> values) {
            this.prefix = prefix;
            this.tensors = tensors;
            this.values = values;
        }

        /** Remembers a copy. */
        public void put(String name, Tensor tensor) {
            tensors.put(prefix + name, tensor.copy());
        }

        public void put(String name, double number) {
            values.put(prefix + name, Double.toString(number));
        }

        public void put(String name, long number) {
            values.put(prefix + name, Long.toString(number));
        }

        public boolean has(String name) {
            return tensors.containsKey(prefix + name) || values.containsKey(prefix + name);
        }

        /** @throws IllegalArgumentException if nothing is remembered under this name */
        public Tensor tensor(String name) {
            Tensor tensor = tensors.get(prefix + name);
            if (tensor == null) {
                throw missing(prefix + name);
            }
            return tensor;
        }

        /** @throws IllegalArgumentException if no number is remembered under this name */
        public double number(String name) {
            String value = values.get(prefix + name);
            if (value == null) {
                throw missing(prefix + name);
            }
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "snapshot: \"" + prefix + name
                                + "\" is not a number. It was damaged, or made by another program.",
                        e);
            }
        }
    }
}
