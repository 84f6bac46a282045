package dev.nnkit.core.file;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the JSON at the beginning of a safetensors file says, checked against the size of the file. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /**
     * Where one tensor lies: bytes from {@code begin} to before {@code end}, counted from the end of the header.
     *
     * @param type null where the tensor is passed over
     */
    record Entry(String name, @Nullable DataType type, Shape shape, long begin, long end) {}

    /** @param dataSize how many bytes follow the header */
    static SafetensorsHeader parse(String file, String json, long dataSize, Predicate<String> skipped) {
        JsonReader reader = new JsonReader(file + ": the header", json);
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        reader.object("the JSON", name -> {
            if (name.equals(METADATA)) {
                reader.object(METADATA, key -> metadata.put(key, reader.string("metadata " + Shown.quoted(key))));
            } else {
                entries.add(new EntryReader(reader, name, dataSize, skipped.test(name)).read());
            }
        });
        reader.end();
        requireComplete(file, entries, dataSize);
        return new SafetensorsHeader(entries, metadata);
    }

    /** In the order in which they lie in the file. */
    List<Entry> byPlace() {
        return byPlace(entries);
    }

    private static List<Entry> byPlace(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
    }

    /** Tensors lie one behind the other, from the first byte of the data to the last. */
    private static void requireComplete(String file, List<Entry> entries, long dataSize) {
        long reached = 0;
        for (Entry entry : byPlace(entries)) {
            if (entry.begin != reached) {
                throw new ModelFileException(file + ": tensor " + Shown.quoted(entry.name) + " begins at byte "
                        + entry.begin + " of the data but what lies before it ends at " + reached + ": tensors may "
                        + (entry.begin < reached ? "not overlap." : "not leave gaps."));
            }
            reached = entry.end;
        }
        if (reached != dataSize) {
            throw new ModelFileException(file + ": its tensors end at byte " + reached
                    + " of the data, of which there are " + dataSize + ": nothing may follow them.");
        }
    }

    /** Reads what the header says of one tensor. */
    private static final class EntryReader {
        private final JsonReader reader;
        private final String name;
        private final String who;
        private final long dataSize;
        private final boolean skipped;
        private @Nullable DataType type;
        private @Nullable Shape shape;
        private final List<Long> offsets = new ArrayList<>();

        EntryReader(JsonReader reader, String name, long dataSize, boolean skipped) {
            this.reader = reader;
            this.name = name;
            this.who = "tensor " + Shown.quoted(name);
            this.dataSize = dataSize;
            this.skipped = skipped;
        }

        Entry read() {
            reader.object(who, this::property);
            if ((type == null && !skipped) || shape == null || offsets.size() != 2) {
                throw reader.fail(who + " must have dtype, shape, and data_offsets of two numbers, begin and end.");
            }
            long begin = offsets.get(0);
            long end = offsets.get(1);
            if (end < begin || (type != null && end - begin != (long) shape.size() * type.bytes())) {
                throw reader.fail(who + " has data_offsets [" + begin + ", " + end + "]" + needed(type, shape));
            }
            if (end > dataSize) {
                throw reader.fail(who + " ends at byte " + end + " of the data, of which there are " + dataSize
                        + ". Is the file cut off?");
            }
            return new Entry(name, skipped ? null : type, shape, begin, end);
        }

        private static String needed(@Nullable DataType type, Shape shape) {
            return type == null
                    ? ", which end before they begin."
                    : " but needs " + (long) shape.size() * type.bytes() + " bytes, being " + TensorType.name(type)
                            + " of shape " + Shown.plain(shape.toString()) + ".";
        }

        private void property(String key) {
            switch (key) {
                case "dtype" -> {
                    String dtype = reader.string("the dtype of " + who);
                    type = TensorType.of(dtype);
                    if (type == null && !skipped) {
                        throw reader.fail(who + " has dtype " + Shown.quoted(dtype)
                                + ", but only F32, F64 and I32 can be read. Convert the file first.");
                    }
                }
                case "shape" -> shape = reader.shape("the shape of " + who);
                case "data_offsets" -> reader.wholeNumbers("data_offsets of " + who, this::offset);
                default ->
                    throw reader.fail(who + " has an entry " + Shown.quoted(key)
                            + ", but only dtype, shape and data_offsets are known.");
            }
        }

        private void offset(long value) {
            if (offsets.size() == 2) {
                throw reader.fail("data_offsets of " + who + " must be two numbers, begin and end, but are more.");
            }
            offsets.add(value);
        }
    }
}
