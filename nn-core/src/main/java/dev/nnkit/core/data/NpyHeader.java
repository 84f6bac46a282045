package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the header of an NPY file says: a Python dictionary with exactly the keys {@code descr}, {@code fortran_order} and
 * {@code shape}, in any order. It is read as these three and nothing else, never evaluated.
 *
 * @param fortran whether the first axis varies fastest
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, Shape shape) {
    /** As many as NumPy allowed in files for long; there are no such networks. */
    private static final int MAX_RANK = 32;

    /** @param problem makes the exception for a sentence about the file */
    static NpyHeader parse(String text, Function<String, DataException> problem) {
        return new Parser(text, problem).header();
    }

    private static final class Parser {
        private static final char END = '\0';

        private final String text;
        private final Function<String, DataException> problem;
        private int at;
        private @Nullable String descr;
        private @Nullable Boolean fortran;
        private @Nullable Shape shape;

        Parser(String text, Function<String, DataException> problem) {
            this.text = text;
            this.problem = problem;
        }

        NpyHeader header() {
            expect('{');
            while (peek() != '}') {
                entry();
                if (peek() != '}') {
                    expect(',');
                }
            }
            expect('}');
            if (peek() != END || at < text.length()) {
                throw malformed("nothing after }");
            }
            String code = required("descr", descr);
            boolean columnsFirst = required("fortran_order", fortran);
            Shape axes = required("shape", shape);
            return new NpyHeader(type(code), order(code), columnsFirst, axes);
        }

        private void entry() {
            int start = at;
            String key = string();
            expect(':');
            switch (key) {
                case "descr" -> {
                    requireNew(key, descr);
                    if (peek() == '[') {
                        throw problem.apply("its elements are records of several fields, not numbers."
                                + " Save the fields one by one.");
                    }
                    descr = string();
                }
                case "fortran_order" -> {
                    requireNew(key, fortran);
                    fortran = flag();
                }
                case "shape" -> {
                    requireNew(key, shape);
                    shape = tuple();
                }
                default -> {
                    at = start;
                    throw malformed("'descr', 'fortran_order' or 'shape'");
                }
            }
        }

        private void requireNew(String key, @Nullable Object value) {
            if (value != null) {
                throw problem.apply("its header gives '" + key + "' twice.");
            }
        }

        private <T> T required(String key, @Nullable T value) {
            if (value == null) {
                throw problem.apply("its header does not give '" + key + "'.");
            }
            return value;
        }

        private NpyType type(String code) {
            NpyType type = code.isEmpty() ? null : NpyType.of(code.substring(1));
            boolean ordered = code.startsWith("<") || code.startsWith(">");
            if (type != null && (ordered || (code.startsWith("|") && type.bytes() == 1))) {
                return type;
            }
            throw problem.apply(
                    code.startsWith("|O")
                            ? "its elements are Python objects, and reading those would run code. Save an array of"
                                    + " numbers."
                            : "its elements are of dtype '" + shown(code) + "': expected " + NpyType.ALL
                                    + " with < or > before it. Convert the array before it is saved, such as with"
                                    + " astype('float32').");
        }

        private static ByteOrder order(String code) {
            return code.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }

        private Shape tuple() {
            expect('(');
            int[] axes = new int[MAX_RANK];
            int rank = 0;
            long elements = 1;
            boolean comma = true;
            while (peek() != ')') {
                if (!comma) {
                    throw malformed(",");
                }
                if (rank == MAX_RANK) {
                    throw problem.apply("it has more axes than " + MAX_RANK + ".");
                }
                axes[rank] = axis(rank);
                // No factor below 2^31 times a product below 2^31 leaves a long.
                // An axis of 0 does not hide the others: a row must fit an array also where there are none.
                elements *= Math.max(1, axes[rank++]);
                if (elements > Integer.MAX_VALUE) {
                    throw tooMany();
                }
                comma = peek() == ',';
                if (comma) {
                    at++;
                }
            }
            if (rank == 1 && !comma) {
                // (3) is a number in Python; (3,) is a tuple.
                throw malformed(",");
            }
            at++;
            return Shape.of(Arrays.copyOf(axes, rank));
        }

        private int axis(int index) {
            long length = 0;
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                length = 10 * length + text.charAt(at++) - '0';
                if (length > Integer.MAX_VALUE) {
                    throw tooMany();
                }
            }
            if (at == start) {
                throw malformed("the length of axis " + index);
            }
            return (int) length;
        }

        private DataException tooMany() {
            return problem.apply("its shape has more elements than one array can hold (" + Integer.MAX_VALUE + ").");
        }

        private boolean flag() {
            for (String word : new String[] {"True", "False"}) {
                peek();
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw malformed("True or False");
        }

        private String string() {
            char quote = peek();
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw malformed("a text in quotes");
            }
            String result = text.substring(at + 1, end);
            at = end + 1;
            return result;
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw malformed(String.valueOf(wanted));
            }
            at++;
        }

        /** The next character that is not white space. */
        private char peek() {
            while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : END;
        }

        private DataException malformed(String expected) {
            peek();
            String found =
                    at == text.length() ? "its end" : shown(text.substring(at, Math.min(text.length(), at + 12)));
            return problem.apply("its header is malformed at character " + at + ": expected " + expected
                    + " but there is " + found + ".");
        }

        /** What comes from a damaged file must not reach a terminal as it is. */
        private static String shown(String found) {
            return found.replaceAll("[^ -~]", "?");
        }
    }
}
