package dev.nnkit.experiment.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** An object of JSON that was read, of which each value is asked for by name and type. */
final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String who;
    private final Map<String, Object> values;

    private JsonTree(String who, Map<String, Object> values) {
        this.who = who;
        this.values = values;
    }

    /**
     * @param who what messages begin with
     * @throws IllegalArgumentException if the text is not one object of JSON
     */
    static JsonTree parse(String who, String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(who + ": must be an object of JSON but begins otherwise.");
            }
            Map<String, Object> values = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(who + ": something follows the end of the JSON.");
            }
            return new JsonTree(who, values);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(who + ": is not JSON: it breaks off or goes wrong.", e);
        }
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object element = value(parser, token);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return get(name, String.class, "a text");
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    long whole(String name) {
        return get(name, Long.class, "a whole number");
    }

    int integer(String name) {
        return Math.toIntExact(whole(name));
    }

    double number(String name) {
        Object value = get(name, Object.class, "a number");
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value.equals("NaN") || value.equals("Infinity") || value.equals("-Infinity")) {
            return Double.parseDouble(value.toString());
        }
        throw wrong(name, "a number", value);
    }

    <E extends Enum<E>> E constant(String name, Class<E> kind) {
        String text = text(name);
        for (E each : kind.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw wrong(name, "one of " + List.of(kind.getEnumConstants()), text);
    }

    @SuppressWarnings("unchecked") // object() puts nothing else into a map
    JsonTree object(String name) {
        return new JsonTree(who, get(name, Map.class, "an object"));
    }

    List<String> texts(String name) {
        return list(name, String.class, "a list of texts");
    }

    @SuppressWarnings("unchecked") // object() puts nothing else into a map
    List<JsonTree> objects(String name) {
        List<JsonTree> trees = new ArrayList<>();
        for (Map<String, Object> element : list(name, Map.class, "a list of objects")) {
            trees.add(new JsonTree(who, element));
        }
        return trees;
    }

    private <T> List<T> list(String name, Class<T> kind, String expected) {
        List<T> elements = new ArrayList<>();
        for (Object element : get(name, List.class, expected)) {
            if (!kind.isInstance(element)) {
                throw wrong(name, expected, element);
            }
            elements.add(kind.cast(element));
        }
        return elements;
    }

    private <T> T get(String name, Class<T> kind, String expected) {
        Object value = values.get(name);
        if (!kind.isInstance(value)) {
            throw wrong(name, expected, value);
        }
        return kind.cast(value);
    }

    private IllegalArgumentException wrong(String name, String expected, @Nullable Object found) {
        return new IllegalArgumentException(who + ": \"" + name + "\" must be " + expected + " but is "
                + (found == null ? "missing" : found) + ".");
    }
}
