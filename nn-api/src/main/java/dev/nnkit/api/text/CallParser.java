package dev.nnkit.api.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a network into calls.
 *
 * <pre>
 * network  = { call } ;
 * call     = [ name ":" ] name [ "(" [ argument { "," argument } ] ")" ] ;
 * argument = [ name "=" ] value ;
 * value    = number | "true" | "false" | text | call { call } ;
 * name     = letter { letter | digit | "_" | "-" | "." } ;
 * text     = '"' { any character, with \ before " and \ } '"' ;
 * </pre>
 *
 * <p>White space and line breaks separate; a {@code #} begins a comment that ends with its line. Nesting is limited to
 * {@value #DEEPEST} levels.
 */
public final class CallParser {
    static final int DEEPEST = 100;

    private final String text;
    private int position;
    private int depth;

    private CallParser(String text) {
        this.text = text;
    }

    /** @throws SpecException if the text does not follow the grammar, with the place where */
    public static List<Call> parse(String text) {
        CallParser parser = new CallParser(text);
        List<Call> calls = parser.calls();
        if (parser.position < text.length()) {
            throw parser.error("a layer");
        }
        return calls;
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        skipSpace();
        while (isLetter(peek())) {
            calls.add(call());
            skipSpace();
        }
        return calls;
    }

    private Call call() {
        String word = name();
        String label = null;
        skipSpace();
        if (peek() == ':') {
            position++;
            skipSpace();
            label = word;
            word = name();
            skipSpace();
        }
        List<Call.Argument> arguments = new ArrayList<>();
        if (peek() == '(') {
            if (++depth > DEEPEST) {
                throw error("at most " + DEEPEST + " parentheses inside each other");
            }
            position++;
            skipSpace();
            if (peek() != ')') {
                arguments.add(argument());
                while (peek() == ',') {
                    position++;
                    arguments.add(argument());
                }
            }
            if (peek() != ')') {
                throw error("\",\" or \")\"");
            }
            position++;
            depth--;
        }
        return new Call(label, word, arguments);
    }

    private Call.Argument argument() {
        skipSpace();
        String name = argumentName();
        Value value = value();
        skipSpace();
        return new Call.Argument(name, value);
    }

    private @Nullable String argumentName() {
        int start = position;
        if (isLetter(peek())) {
            String name = name();
            skipSpace();
            if (peek() == '=') {
                position++;
                skipSpace();
                return name;
            }
        }
        position = start;
        return null;
    }

    private Value value() {
        char next = peek();
        if (next == '"') {
            return quoted();
        }
        if (isDigit(next) || next == '-' || next == '+' || next == '.') {
            return number();
        }
        if (!isLetter(next)) {
            throw error("a value");
        }
        List<Call> calls = calls();
        if (calls.size() == 1
                && calls.get(0).label() == null
                && calls.get(0).arguments().isEmpty()) {
            String word = calls.get(0).word();
            if (word.equals("true") || word.equals("false")) {
                return new Value.Flag(word.equals("true"));
            }
        }
        return new Value.Calls(calls);
    }

    private Value quoted() {
        StringBuilder result = new StringBuilder();
        int start = position++;
        while (peek() != '"') {
            if (peek() == '\\') {
                position++;
            }
            if (position >= text.length()) {
                position = start;
                throw error("a text that ends with a double quote");
            }
            result.append(text.charAt(position++));
        }
        position++;
        return new Value.Text(result.toString());
    }

    private Value number() {
        int start = position;
        while (isDigit(peek()) || isLetter(peek()) || "+-.".indexOf(peek()) >= 0) {
            position++;
        }
        try {
            double number = Double.parseDouble(text.substring(start, position));
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                position = start;
                throw error("a finite number");
            }
            return new Value.Num(number);
        } catch (NumberFormatException e) {
            position = start;
            throw error("a number");
        }
    }

    private String name() {
        int start = position;
        if (!isLetter(peek())) {
            throw error("a name");
        }
        while (isLetter(peek()) || isDigit(peek()) || "_-.".indexOf(peek()) >= 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void skipSpace() {
        while (position < text.length()) {
            if (text.charAt(position) == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else {
                return;
            }
        }
    }

    /** The next character; 0, which stands nowhere in the grammar, at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private SpecException error(String expected) {
        int from = Math.max(0, position - 30);
        int to = Math.min(text.length(), position + 20);
        String found = position < text.length() ? "\"" + text.charAt(position) + "\"" : "the end";
        String shown = text.substring(from, position) + " >>> " + text.substring(position, to);
        return new SpecException("network text, character " + (position + 1) + ": expected " + expected + " but found "
                + found + ": " + shown.strip().replace('\n', ' '));
    }
}
