package dev.nnkit.api.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of a spec, for its {@code toString}:
 * {@code SpecText.of("dense").add(units).option("bias", bias, true).toString()} gives {@code dense(128)} or
 * {@code dense(128, bias=false)}.
 */
public final class SpecText {
    private final String word;
    private final List<String> arguments = new ArrayList<>();

    private SpecText(String word) {
        this.word = word;
    }

    public static SpecText of(String word) {
        return new SpecText(word);
    }

    /** A positional number. */
    public SpecText add(double number) {
        arguments.add(new Value.Num(number).toString());
        return this;
    }

    /** A positional spec, or several, as they print themselves. */
    public SpecText add(Object... specs) {
        StringBuilder text = new StringBuilder();
        for (Object spec : specs) {
            text.append(text.isEmpty() ? "" : " ").append(spec);
        }
        arguments.add(text.toString());
        return this;
    }

    /** A positional text, in quotes. */
    public SpecText quoted(String text) {
        arguments.add(new Value.Text(text).toString());
        return this;
    }

    /** A named argument that is always written. */
    public SpecText add(String name, double number) {
        arguments.add(name + "=" + new Value.Num(number));
        return this;
    }

    /** A named argument that is left out when it has its default. */
    public SpecText option(String name, double number, double standard) {
        return Double.compare(number, standard) == 0 ? this : add(name, number);
    }

    /** A named argument that is left out when it has its default. */
    public SpecText option(String name, boolean flag, boolean standard) {
        if (flag != standard) {
            arguments.add(name + "=" + flag);
        }
        return this;
    }

    /** A named argument of several numbers, {@code name=list(1, 2, 0.5)}, that is left out when there are none. */
    public SpecText list(String name, List<Double> numbers) {
        if (!numbers.isEmpty()) {
            SpecText list = of("list");
            numbers.forEach(list::add);
            arguments.add(name + "=" + list);
        }
        return this;
    }

    /** A named spec that is left out when it is null. */
    public SpecText option(String name, @Nullable Object spec) {
        if (spec != null) {
            arguments.add(name + "=" + spec);
        }
        return this;
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? word : word + "(" + String.join(", ", arguments) + ")";
    }
}
