package dev.nnkit.core.file;

import com.google.common.primitives.ImmutableIntArray;
import dev.nnkit.api.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON that may be damaged or made to hurt: each value is asked for by type, and whatever else comes is one
 * sentence. {@code what}, everywhere, is what the sentence calls the value.
 */
final class JsonReader {
    private static final int DEEPEST = 8;

    /** Names are not kept from file to file, so that nobody can fill a cache of the whole program. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(100)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final String source;
    private final JsonParser parser;

    /** @param source what messages begin with: the file and the part of it */
    JsonReader(String source, String json) {
        this.source = source;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    /** Calls {@code property} with each name; it must read the value. */
    void object(String what, Consumer<String> property) {
        expect(JsonToken.START_OBJECT, what, "an object");
        objectWithin(what, property);
    }

    /** Calls {@code property} with each name of each object of a list, and {@code end} after each object. */
    void objects(String what, Consumer<String> property, Runnable end) {
        array(what, "a list of objects", token -> {
            require(token, JsonToken.START_OBJECT, "an element of " + what, "an object");
            objectWithin("an element of " + what, property);
            end.run();
        });
    }

    private void objectWithin(String what, Consumer<String> property) {
        Set<String> names = new HashSet<>();
        while (next() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            // Here and not by the parser, so that the sentence can say in what.
            if (!names.add(name)) {
                throw fail(what + " has two entries called " + Shown.quoted(name) + ".");
            }
            property.accept(name);
        }
    }

    String string(String what) {
        expect(JsonToken.VALUE_STRING, what, "a text");
        return text();
    }

    /** Calls {@code element} until the array ends; it gets the token it stands on. */
    private void array(String what, String expected, Consumer<JsonToken> element) {
        expect(JsonToken.START_ARRAY, what, expected);
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            element.accept(token);
        }
    }

    void strings(String what, Consumer<String> element) {
        array(what, "a list of texts", token -> {
            require(token, JsonToken.VALUE_STRING, "an element of " + what, "a text");
            element.accept(text());
        });
    }

    /** A number as a double, which may be infinite where the text has a larger one. */
    double number(String what) {
        return number(next(), what);
    }

    void numbers(String what, DoubleConsumer element) {
        array(what, "a list of numbers", token -> element.accept(number(token, "an element of " + what)));
    }

    private double number(@Nullable JsonToken token, String what) {
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw fail(what + " must be a number but is " + found(token) + ".");
        }
        return guarded(parser::getDoubleValue);
    }

    /** One of some names. */
    <E extends Enum<E>> E constant(Class<E> kind, String what) {
        return constant(source, kind, what, string(what));
    }

    static <E extends Enum<E>> E constant(String source, Class<E> kind, String what, String name) {
        for (E each : kind.getEnumConstants()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new ModelFileException(source + ": " + what + " must be one of "
                + Arrays.toString(kind.getEnumConstants()) + " but is " + Shown.quoted(name) + ".");
    }

    /** Whole numbers, of 0 or more, each handed on as it comes. */
    void wholeNumbers(String what, Consumer<Long> element) {
        array(what, "a list of whole numbers", token -> element.accept(wholeNumber(token, what)));
    }

    Shape shape(String what) {
        expect(JsonToken.START_ARRAY, what, "a list of whole numbers");
        return shapeWithin(what);
    }

    void shapes(String what, Consumer<Shape> element) {
        array(what, "a list of shapes", token -> {
            require(token, JsonToken.START_ARRAY, "an element of " + what, "a list of whole numbers");
            element.accept(shapeWithin("an element of " + what));
        });
    }

    private Shape shapeWithin(String what) {
        ImmutableIntArray.Builder axes = ImmutableIntArray.builder();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            long axis = wholeNumber(token, what);
            if (axis > Integer.MAX_VALUE) {
                throw fail(what + " has an axis of " + axis + ", more than " + Integer.MAX_VALUE + ".");
            }
            axes.add((int) axis);
        }
        int[] array = axes.build().toArray();
        try {
            return Shape.of(array);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    source + ": " + what + " has more elements than one array can hold (" + Integer.MAX_VALUE + ").",
                    e);
        }
    }

    /** Checks that nothing follows. */
    void end() {
        if (next() != null) {
            throw fail("something follows the end of the JSON.");
        }
    }

    ModelFileException fail(String sentence) {
        return new ModelFileException(source + ": " + Shown.printable(sentence));
    }

    private long wholeNumber(@Nullable JsonToken token, String what) {
        long number = token == JsonToken.VALUE_NUMBER_INT ? guarded(this::longOrMinus) : -1;
        if (number < 0) {
            throw fail(
                    what + " must hold whole numbers from 0 to " + Long.MAX_VALUE + " but holds " + found(token) + ".");
        }
        return number;
    }

    private long longOrMinus() {
        boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return fits ? parser.getLongValue() : -1;
    }

    private void expect(JsonToken expected, String what, String name) {
        require(next(), expected, what, name);
    }

    private void require(@Nullable JsonToken token, JsonToken expected, String what, String name) {
        if (token != expected) {
            throw fail(what + " must be " + name + " but is " + found(token) + ".");
        }
    }

    private String found(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> Shown.quoted(text());
            default -> Shown.plain(text());
        };
    }

    private @Nullable JsonToken next() {
        return guarded(parser::nextToken);
    }

    private String text() {
        return guarded(parser::getString);
    }

    /** The parser reads on only when a value is asked for, so that any question may find an error. */
    private <T extends @Nullable Object> T guarded(Supplier<T> question) {
        try {
            return question.get();
        } catch (StreamConstraintsException e) {
            throw new ModelFileException(
                    source + ": nests deeper than " + DEEPEST + " levels, or has a name or a number that is too long.",
                    e);
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            throw new ModelFileException(
                    source + ": is not JSON: it breaks off or goes wrong near character " + at + ".", e);
        }
    }
}
