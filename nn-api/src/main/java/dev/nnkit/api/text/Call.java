package dev.nnkit.api.text;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One word of a network with its arguments: {@code head: dense(10, bias=false)}.
 *
 * @param label the name before the colon, or null
 */
public record Call(@Nullable String label, String word, List<Argument> arguments) {
    public Call {
        arguments = List.copyOf(arguments);
    }

    /** @param name the name before {@code =}, or null for a positional argument */
    public record Argument(@Nullable String name, Value value) {
        @Override
        public String toString() {
            return name == null ? value.toString() : name + "=" + value;
        }
    }

    @Override
    public String toString() {
        String list = arguments.stream().map(Argument::toString).collect(Collectors.joining(", "));
        return (label == null ? "" : label + ": ") + word + (arguments.isEmpty() ? "" : "(" + list + ")");
    }
}
