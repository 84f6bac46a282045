package dev.nnkit.core.file;

import dev.nnkit.core.data.Task;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Missing;
import dev.nnkit.core.table.Scale;
import dev.nnkit.core.table.Scaling;
import dev.nnkit.core.table.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Columns as JSON: keys in a fixed order, numbers with all their digits. */
final class ColumnsJson {
    private final JsonReader json;
    private final List<Feature> features = new ArrayList<>();
    private @Nullable Missing missing;
    private @Nullable TargetColumn target;
    private @Nullable String split;

    /** What is known so far about a feature or the target. */
    private @Nullable String name;

    private @Nullable Task task;
    private @Nullable List<String> labels;
    private @Nullable Double standIn;
    private List<Double> standIns = List.of();
    private @Nullable Scale scale;
    private double offset;
    private double divisor;

    ColumnsJson(JsonReader json) {
        this.json = json;
    }

    static void write(Columns columns, JsonGenerator out) {
        out.writeStartObject();
        out.writeName("features").writeStartArray();
        for (Feature feature : columns.features()) {
            out.writeStartObject();
            out.writeName("name").writeString(feature.name());
            if (feature instanceof Feature.Numeric number) {
                write(number.scaling(), out);
                if (number.standIn() != null) {
                    out.writeName("standIn").writeNumber(number.standIn());
                }
            } else if (feature instanceof Feature.Categories categories) {
                write("categories", categories.values(), out);
                double[] values = categories.standIns().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                out.writeName("standIns").writeArray(values, 0, values.length);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeName("missing").writeString(columns.missing().name());
        out.writeName("target").writeStartObject();
        out.writeName("name").writeString(columns.target().name());
        out.writeName("task").writeString(columns.task().name());
        write("classes", columns.classNames(), out);
        write(columns.target().scaling(), out);
        out.writeEndObject();
        if (columns.splitColumn() != null) {
            out.writeName("split").writeString(columns.splitColumn());
        }
        out.writeEndObject();
    }

    private static void write(Scaling scaling, JsonGenerator out) {
        out.writeName("scale").writeString(scaling.scale().name());
        out.writeName("offset").writeNumber(scaling.offset());
        out.writeName("divisor").writeNumber(scaling.divisor());
    }

    private static void write(String key, List<String> texts, JsonGenerator out) {
        out.writeName(key).writeStartArray();
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    /** @throws ModelFileException if the JSON is not that of columns */
    Columns read() {
        json.object("the JSON", this::property);
        if (missing == null || target == null) {
            throw json.fail("must have features, missing and target.");
        }
        try {
            return new Columns(features, missing, target, split);
        } catch (IllegalArgumentException e) {
            throw json.fail(String.valueOf(e.getMessage()));
        }
    }

    private void property(String key) {
        switch (key) {
            case "features" -> json.objects(key, this::part, () -> features.add(feature()));
            case "missing" -> missing = json.constant(Missing.class, key);
            case "target" -> {
                json.object(key, this::part);
                target = target();
            }
            case "split" -> split = json.string(key);
            default -> throw json.fail("has an entry " + Shown.quoted(key) + ", which is not known.");
        }
    }

    private void part(String key) {
        switch (key) {
            case "name" -> name = json.string(key);
            case "task" -> task = json.constant(Task.class, key);
            case "categories", "classes" -> {
                List<String> read = new ArrayList<>();
                json.strings(key, read::add);
                labels = read;
            }
            case "standIn" -> standIn = json.number(key);
            case "standIns" -> {
                List<Double> read = new ArrayList<>();
                json.numbers(key, read::add);
                standIns = read;
            }
            case "scale" -> scale = json.constant(Scale.class, key);
            case "offset" -> offset = json.number(key);
            case "divisor" -> divisor = json.number(key);
            default -> throw json.fail("a column has an entry " + Shown.quoted(key) + ", which is not known.");
        }
    }

    private Feature feature() {
        if (name == null || (labels == null) == (scale == null)) {
            throw json.fail("a feature must have a name and either categories or a scale.");
        }
        try {
            Feature feature = scale != null
                    ? new Feature.Numeric(name, new Scaling(scale, offset, divisor), standIn)
                    : new Feature.Categories(name, labels == null ? List.of() : labels, standIns);
            forget();
            return feature;
        } catch (IllegalArgumentException e) {
            throw json.fail(String.valueOf(e.getMessage()));
        }
    }

    private TargetColumn target() {
        if (name == null || task == null || labels == null || scale == null) {
            throw json.fail("the target must have name, task, classes and scale.");
        }
        try {
            TargetColumn read = new TargetColumn(name, task, labels, new Scaling(scale, offset, divisor));
            forget();
            return read;
        } catch (IllegalArgumentException e) {
            throw json.fail(String.valueOf(e.getMessage()));
        }
    }

    /** The next column begins with nothing. */
    private void forget() {
        name = null;
        task = null;
        labels = null;
        standIn = null;
        standIns = List.of();
        scale = null;
        offset = 0;
        divisor = 0;
    }
}
