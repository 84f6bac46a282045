package dev.nnkit.core.export;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as they stand in Java source. */
final class JavaText {
    /** Bytes in one constant: a multiple of 3 and of 8, so that parts are decoded alone; below 65,535 in Base64. */
    private static final int PART = 49_128;

    private JavaText() {}

    /**
     * A template for one type of numbers.
     *
     * @param text in which the word real stands for that type
     * @param real float or double
     */
    static String typed(String text, String real) {
        // a cast to double would be one that compilers call redundant
        String casts = real.equals("double") ? text.replace("(real) ", "") : text;
        return casts.replaceAll("\\breal\\b", real);
    }

    /** A call that gives the array of a tensor, element by element the same bits. */
    static String array(Tensor tensor) {
        boolean floats = tensor.type() == DataType.FLOAT32;
        ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * tensor.type().bytes());
        if (floats) {
            bytes.asFloatBuffer().put(tensor.floats(), 0, tensor.size());
        } else {
            bytes.asDoubleBuffer().put(tensor.doubles(), 0, tensor.size());
        }
        StringBuilder text = new StringBuilder(floats ? "floats(" : "doubles(").append(tensor.size());
        for (int from = 0; from < bytes.capacity(); from += PART) {
            byte[] part = new byte[Math.min(PART, bytes.capacity() - from)];
            bytes.get(from, part);
            text.append(",\n            \"")
                    .append(Base64.getEncoder().encodeToString(part))
                    .append('"');
        }
        return text.append(')').toString();
    }

    /** A string literal in ASCII. */
    static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') { // octal: a Unicode escape would be a line break before the literal is seen
                literal.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else if (c <= '~') {
                literal.append(c);
            } else {
                literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return literal.append('"').toString();
    }

    static String list(List<String> texts) {
        return texts.stream().map(JavaText::quoted).collect(Collectors.joining(", ", "List.of(", ")"));
    }

    /** Text that may stand in a comment: nothing in it ends the comment or is an escape. */
    static String comment(String text) {
        return text.replaceAll("[\\\\{}@]|\\*/|[^ -~]", "?");
    }
}
