package dev.nnkit.core.file;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.table.Columns;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A model without its weights, as the texts in its file. No time, path or host, so that the same model has the same
 * bytes.
 */
record ModelMetadata(
        DataType type,
        List<Shape> inputs,
        LayerSpec spec,
        Task task,
        Loss loss,
        List<String> classNames,
        @Nullable Columns columns) {
    /** Raised when a reader of the version before would misunderstand a file, not when keys are added. */
    private static final String FORMAT_VERSION = "1";

    private static final String FORMAT = "formatVersion";
    private static final String LIBRARY = "libraryVersion";
    private static final String ARCHITECTURE = "architecture";
    private static final String TASK = "task";
    private static final String LOSS = "loss";
    private static final String CLASSES = "classes";
    private static final String COLUMNS = "columns";
    private static final Set<String> KNOWN = Set.of(FORMAT, LIBRARY, ARCHITECTURE, TASK, LOSS, CLASSES, COLUMNS);

    private static final JsonFactory FACTORY = new JsonFactory();

    static ModelMetadata of(Model model) {
        return new ModelMetadata(
                model.network().type(),
                model.network().inputShapes(),
                model.network().spec(),
                model.task(),
                model.loss(),
                model.classNames(),
                model.columns());
    }

    Map<String, String> write() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(FORMAT, FORMAT_VERSION);
        texts.put(LIBRARY, ModelFile.libraryVersion());
        texts.put(ARCHITECTURE, architecture());
        texts.put(TASK, task.name());
        texts.put(LOSS, loss.toString());
        texts.put(CLASSES, json(generator -> {
            generator.writeStartArray();
            classNames.forEach(generator::writeString);
            generator.writeEndArray();
        }));
        Columns table = columns;
        if (table != null) {
            texts.put(COLUMNS, json(generator -> ColumnsJson.write(table, generator)));
        }
        return texts;
    }

    private String architecture() {
        return json(generator -> {
            generator.writeStartObject();
            generator.writeName("type").writeString(type.name());
            generator.writeName("inputs").writeStartArray();
            for (Shape input : inputs) {
                generator.writeArray(input.toArray(), 0, input.rank());
            }
            generator.writeEndArray();
            generator.writeName("network").writeString(text(spec));
            generator.writeEndObject();
        });
    }

    private static String json(Consumer<JsonGenerator> content) {
        StringWriter writer = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
            content.accept(generator);
        }
        return writer.toString();
    }

    /** A chain without the word around it; a chain of one layer with it, since its paths differ from the bare layer's. */
    private static String text(LayerSpec spec) {
        return spec instanceof Sequential chain && chain.layers().size() > 1 ? chain.text() : spec.toString();
    }

    private static LayerSpec spec(String text, Registry registry) {
        List<LayerSpec> layers = registry.parseLayers(text);
        return layers.size() == 1 ? layers.get(0) : new Sequential(layers);
    }

    /** @throws ModelFileException if the texts are not those of a model, or name what no plug-in brings */
    static ModelMetadata read(String file, Map<String, String> texts, Registry registry) {
        String format = texts.get(FORMAT);
        if (format == null || !texts.containsKey(ARCHITECTURE)) {
            throw new ModelFileException(file + ": holds tensors but no nnkit model: its metadata lack "
                    + (format == null ? FORMAT : ARCHITECTURE) + ".");
        }
        if (!format.equals(FORMAT_VERSION)) {
            throw new ModelFileException(file + ": has format version " + Shown.plain(format) + " but this nnkit, "
                    + ModelFile.libraryVersion() + ", reads version " + FORMAT_VERSION + ". Use a later one.");
        }
        return new Reader(file, texts, registry).read();
    }

    /** Sentences for the user about what was not understood: written by a later version, or by somebody else. */
    static List<String> warnings(Map<String, String> texts) {
        Set<String> unknown = new TreeSet<>(texts.keySet());
        unknown.removeAll(KNOWN);
        return unknown.stream()
                .map(key -> "metadata " + Shown.quoted(key) + " is not known to this version and was ignored.")
                .toList();
    }

    private static final class Reader {
        private final String file;
        private final Map<String, String> texts;
        private final Registry registry;
        private @Nullable DataType type;
        private @Nullable List<Shape> inputs;
        private @Nullable LayerSpec spec;

        Reader(String file, Map<String, String> texts, Registry registry) {
            this.file = file;
            this.texts = texts;
            this.registry = registry;
        }

        ModelMetadata read() {
            JsonReader json = new JsonReader(file + ": " + ARCHITECTURE, text(ARCHITECTURE));
            json.object("the JSON", key -> property(json, key));
            json.end();
            if (type == null || inputs == null || spec == null) {
                throw json.fail("must have type, inputs and network.");
            }
            return new ModelMetadata(type, inputs, spec, task(), loss(), classes(), columns());
        }

        private void property(JsonReader json, String key) {
            switch (key) {
                case "type" -> type = JsonReader.constant(file, DataType.class, "type", json.string("type"));
                case "inputs" -> {
                    List<Shape> shapes = new ArrayList<>();
                    json.shapes("inputs", shapes::add);
                    inputs = shapes;
                }
                case "network" -> spec = parsed(ARCHITECTURE, json.string("network"), ModelMetadata::spec);
                default ->
                    throw json.fail(
                            "has an entry " + Shown.quoted(key) + ", but only type, inputs and network are known.");
            }
        }

        private Task task() {
            return JsonReader.constant(file, Task.class, TASK, text(TASK));
        }

        private Loss loss() {
            return parsed(LOSS, text(LOSS), (text, known) -> known.parse(Loss.class, text));
        }

        private List<String> classes() {
            List<String> names = new ArrayList<>();
            JsonReader json = new JsonReader(file + ": " + CLASSES, text(CLASSES));
            json.strings("the JSON", names::add);
            json.end();
            return names;
        }

        /** Models of anything but tables have none. */
        private @Nullable Columns columns() {
            String text = texts.get(COLUMNS);
            if (text == null) {
                return null;
            }
            JsonReader json = new JsonReader(file + ": " + COLUMNS, text);
            Columns columns = new ColumnsJson(json).read();
            json.end();
            return columns;
        }

        private String text(String key) {
            String text = texts.get(key);
            if (text == null) {
                throw new ModelFileException(file + ": its metadata lack " + key + ".");
            }
            return text;
        }

        private <T> T parsed(String key, String text, Parse<T> parse) {
            try {
                return parse.parse(text, registry);
            } catch (IllegalArgumentException e) {
                throw new ModelFileException(file + ": " + key + ": " + e.getMessage(), e);
            }
        }
    }

    private interface Parse<T> {
        T parse(String text, Registry registry);
    }
}
