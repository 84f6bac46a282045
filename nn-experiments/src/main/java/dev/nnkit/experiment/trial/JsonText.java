package dev.nnkit.experiment.trial;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one line of JSON. NaN and the infinities, which JSON lacks, are the texts "NaN", "Infinity" and "-Infinity". */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private JsonText(JsonGenerator generator) {
        this.generator = generator;
    }

    static String of(Consumer<JsonText> content) {
        StringWriter writer = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
            content.accept(new JsonText(generator));
        }
        return writer.toString();
    }

    void object(Runnable properties) {
        generator.writeStartObject();
        properties.run();
        generator.writeEndObject();
    }

    void object(String name, Runnable properties) {
        generator.writeName(name);
        object(properties);
    }

    <T> void objects(String name, Iterable<T> elements, Consumer<T> properties) {
        generator.writeName(name);
        generator.writeStartArray();
        for (T element : elements) {
            object(() -> properties.accept(element));
        }
        generator.writeEndArray();
    }

    void texts(String name, Iterable<String> elements) {
        generator.writeName(name);
        generator.writeStartArray();
        elements.forEach(generator::writeString);
        generator.writeEndArray();
    }

    void put(String name, String text) {
        generator.writeName(name);
        generator.writeString(text);
    }

    void put(String name, long number) {
        generator.writeName(name);
        generator.writeNumber(number);
    }

    void put(String name, double number) {
        generator.writeName(name);
        if (Double.isFinite(number)) {
            generator.writeNumber(number);
        } else {
            generator.writeString(Double.toString(number));
        }
    }
}
