package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.Registry;
import dev.nnkit.api.text.SpecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is checked of the texts of specs and of the messages that they fail with. */
final class Texts {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    /** How a sentence says what was wanted. */
    private static final Pattern EXPECTATION = Pattern.compile("\\b(must|expect|need|want|require)|\\[.*\\]");

    /** {@code dense(3) "query": }. */
    private static final Pattern CHILD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*(\\([^\"]*\\))? \"[^\"]+\": ");

    private Texts() {}

    static void parseBack(Registry registry, Class<?> kind, Object spec) {
        assertEquals(spec, parse(registry, kind, spec), "the spec that its text gives");
    }

    /** What the registry makes of the text. */
    static <S> S parse(Registry registry, Class<S> kind, Object spec) {
        try {
            return registry.parse(kind, spec.toString());
        } catch (SpecException e) {
            return fail(spec + ": the text of a spec must be readable by the registry: " + e.getMessage(), e);
        }
    }

    /** The message begins with a word of the spec's text, or with the text and the path of a child of it. */
    static void requireName(Object spec, IllegalArgumentException e, String what) {
        String message = String.valueOf(e.getMessage());
        Matcher words = WORD.matcher(spec.toString());
        boolean named = CHILD.matcher(message).lookingAt();
        while (!named && words.find()) {
            named = message.startsWith(words.group());
        }
        if (!named) {
            fail(what + ": the message must begin with the text of " + spec + ", but is: " + message);
        }
    }

    /** The message says what was expected, or at least gives a shape. */
    static void requireExpectation(IllegalArgumentException e, String what) {
        String message = String.valueOf(e.getMessage());
        if (!EXPECTATION.matcher(message).find()) {
            fail(what + ": the message must say what shape is expected, but is: " + message);
        }
    }
}
