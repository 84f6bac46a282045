package dev.nnkit.api.text;

import java.util.List;
import java.util.stream.Collectors;

/** What an argument of a {@link Call} can be. Prints as the parser reads it. */
public sealed interface Value {
    /** A number; whole ones print without a fraction. */
    record Num(double number) implements Value {
        @Override
        public String toString() {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15 && !isNegativeZero();
            return whole
                    ? Long.toString((long) number)
                    : Double.toString(number).replace(".0E", "e").replace('E', 'e');
        }

        private boolean isNegativeZero() {
            return number == 0 && 1 / number < 0;
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(boolean flag) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(flag);
        }
    }

    /** A text in double quotes; a quote or backslash within has a backslash before it. */
    record Text(String text) implements Value {
        @Override
        public String toString() {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    /** Calls one after the other: {@code dense(128) relu}. */
    record Calls(List<Call> calls) implements Value {
        public Calls {
            calls = List.copyOf(calls);
        }

        @Override
        public String toString() {
            return calls.stream().map(Call::toString).collect(Collectors.joining(" "));
        }
    }
}
