package dev.nnkit.api.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a {@link Call}, read one after the other by a plug-in's reader. The order of reading is the order of
 * positional arguments; each can also be given as {@code name=value}. What is not read is an error, which names what
 * could have been given.
 *
 * <pre>{@code registry.layer("dense", Dense.class, a -> new Dense(a.integer("units"), a.flag("bias", true)));}</pre>
 */
public final class Arguments {
    private final Call call;
    private final Resolver resolver;
    private final List<Call.Argument> unread;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> needed = new HashSet<>();
    private final boolean probing;

    /** Stands for any required argument while {@link #askedBy} finds out what a reader asks for. */
    private static final Value PROBE = new Value.Num(1);

    public Arguments(Call call, Resolver resolver) {
        this(call, resolver, false);
    }

    private Arguments(Call call, Resolver resolver, boolean probing) {
        this.call = call;
        this.resolver = resolver;
        this.unread = new ArrayList<>(call.arguments());
        this.probing = probing;
    }

    /**
     * What a reader asks for, in order; what it can do without stands in brackets: {@code units, [bias]}. Found out by
     * letting it read nothing, so what follows a required spec may be missing.
     */
    public static List<String> askedBy(Function<Arguments, ?> reader, Resolver resolver) {
        Arguments arguments = new Arguments(new Call(null, "probe", List.of()), resolver, true);
        try {
            Object made = reader.apply(arguments);
            Objects.requireNonNull(made);
        } catch (IllegalArgumentException e) {
            // values made up are refused by some constructors, but only after the reader has asked for them
        }
        return arguments.asked.stream()
                .map(name -> arguments.needed.contains(name) ? name : "[" + name + "]")
                .toList();
    }

    public int integer(String name) {
        return toInteger(name, required(name));
    }

    public int integer(String name, int standard) {
        Value value = take(name);
        return value == null ? standard : toInteger(name, value);
    }

    public double number(String name) {
        return toNumber(name, required(name));
    }

    public double number(String name, double standard) {
        Value value = take(name);
        return value == null ? standard : toNumber(name, value);
    }

    public boolean flag(String name, boolean standard) {
        Value value = take(name);
        if (value == null) {
            return standard;
        }
        if (value instanceof Value.Flag flag) {
            return flag.flag();
        }
        throw wrong(name, "true or false", value);
    }

    public String text(String name) {
        Value value = required(name);
        if (value == PROBE) {
            return "text";
        }
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw wrong(name, "a text in double quotes", value);
    }

    /** All positional arguments that are left, as whole numbers: {@code reshape(28, 28, 1)}. */
    public int[] integers(String name) {
        List<Integer> result = new ArrayList<>();
        for (Value value = take(name); value != null; value = take(name)) {
            result.add(toInteger(name, value));
        }
        return result.stream().mapToInt(Integer::intValue).toArray();
    }

    /** All positional arguments that are left, as numbers. */
    public double[] numbers(String name) {
        List<Double> result = new ArrayList<>();
        for (Value value = take(name); value != null; value = take(name)) {
            result.add(toNumber(name, value));
        }
        return result.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Numbers within one argument, {@code classWeights=list(1, 2, 0.5)}; none if it is not given. */
    public double[] list(String name) {
        Value value = take(name);
        if (value == null) {
            return new double[0];
        }
        if (value instanceof Value.Calls calls
                && calls.calls().size() == 1
                && calls.calls().get(0).word().equals("list")) {
            Arguments inner = new Arguments(calls.calls().get(0), resolver);
            double[] numbers = inner.numbers("number");
            inner.requireAllRead();
            return numbers;
        }
        throw wrong(name, "numbers such as list(1, 2, 0.5)", value);
    }

    /** One spec of a kind, such as {@code Activation.class}. */
    public <T> T spec(Class<T> kind, String name) {
        if (required(name, false) == PROBE) {
            throw new SpecException(call + ": nothing can stand for a spec.");
        }
        return Objects.requireNonNull(specOrNull(kind, name));
    }

    /** One spec of a kind, or null if it is not given. */
    public <T> @Nullable T specOrNull(Class<T> kind, String name) {
        Value value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Calls calls && calls.calls().size() == 1) {
            return resolver.resolve(kind, calls.calls().get(0));
        }
        throw wrong(name, "one word with its arguments", value);
    }

    /** Specs one after the other: {@code residual(dense(128) relu)}. */
    public <T> List<T> specs(Class<T> kind, String name) {
        Value value = required(name);
        if (value == PROBE) {
            return List.of();
        }
        if (value instanceof Value.Calls calls) {
            return resolver.resolveAll(kind, calls.calls());
        }
        throw wrong(name, "words with their arguments, separated by spaces", value);
    }

    /** Calls one after the other, not resolved: for specs that are written in words of their own. */
    public List<Call> calls(String name) {
        Value value = required(name);
        if (value == PROBE) {
            return List.of();
        }
        if (value instanceof Value.Calls calls) {
            return calls.calls();
        }
        throw wrong(name, "words with their arguments, separated by spaces", value);
    }

    /** What {@link #calls} are resolved with. */
    public Resolver resolver() {
        return resolver;
    }

    /** Whether an argument is left that {@link #specs} and the like could read next. */
    public boolean hasMore() {
        return unread.stream().anyMatch(argument -> argument.name() == null);
    }

    /** @throws SpecException if an argument was given that nobody asked for */
    public void requireAllRead() {
        if (!unread.isEmpty()) {
            Call.Argument extra = unread.get(0);
            String name = extra.name();
            if (name != null && asked.contains(name)) {
                throw new SpecException(call + ": the argument \"" + name + "\" is given twice.");
            }
            String hint = name == null ? "" : Suggestions.nearest(name, asked);
            throw new SpecException(call + ": does not take the argument " + extra + "." + hint
                    + (asked.isEmpty() ? " It takes none." : " It takes: " + String.join(", ", asked) + "."));
        }
    }

    private Value required(String name) {
        return Objects.requireNonNull(required(name, true));
    }

    private @Nullable Value required(String name, boolean take) {
        if (probing) {
            asked.add(name);
            needed.add(name);
            return PROBE;
        }
        boolean there = unread.stream().anyMatch(a -> a.name() == null || name.equals(a.name()));
        if (!there) {
            throw new SpecException(
                    call + ": the argument \"" + name + "\" is missing: " + call.word() + "(" + name + "=...).");
        }
        return take ? take(name) : null;
    }

    /** The next positional argument, or else the named one: so a name that is given as well is left over, and found. */
    private @Nullable Value take(String name) {
        asked.add(name);
        Call.Argument found = unread.stream()
                .filter(argument -> argument.name() == null)
                .findFirst()
                .or(() -> unread.stream()
                        .filter(argument -> name.equals(argument.name()))
                        .findFirst())
                .orElse(null);
        if (found == null) {
            return null;
        }
        unread.remove(found);
        return found.value();
    }

    private int toInteger(String name, Value value) {
        if (value instanceof Value.Num num
                && num.number() == Math.rint(num.number())
                && Math.abs(num.number()) <= Integer.MAX_VALUE) {
            return (int) num.number();
        }
        throw wrong(name, "a whole number", value);
    }

    private double toNumber(String name, Value value) {
        if (value instanceof Value.Num num) {
            return num.number();
        }
        throw wrong(name, "a number", value);
    }

    private SpecException wrong(String name, String expected, Value actual) {
        return new SpecException(call + ": " + name + " must be " + expected + " but is " + actual + ".");
    }
}
