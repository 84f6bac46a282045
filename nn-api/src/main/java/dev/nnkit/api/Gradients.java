package dev.nnkit.api;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sums of the gradients of one step, one tensor for each parameter, keyed by the parameter's identity. Pullbacks
 * add to them and never set them: then a layer that is used twice, a tied weight and a branch are right without
 * special cases.
 *
 * <p>Not thread-safe: each thread that runs pullbacks has its own, and {@link #addAll} joins them in a fixed order.
 */
public final class Gradients {
    private static final class Entry {
        final Parameter parameter;
        final boolean wanted;

        @Nullable
        Tensor sum;
        /** Whether any element may have been added to since the last {@link #zero()}; if not, only {@link #rows} were. */
        boolean all;
        /** Whether the sum is 0 although its tensor still holds that of an earlier step. */
        boolean stale;

        final BitSet rows = new BitSet(0);

        Entry(Parameter parameter, boolean wanted) {
            this.parameter = parameter;
            this.wanted = wanted;
        }

        Tensor sum() {
            Tensor tensor = sum;
            if (tensor == null) {
                tensor = Tensor.zeros(parameter.value().type(), parameter.shape());
                sum = tensor;
            }
            if (stale) {
                tensor.fill(0);
                stale = false;
            }
            return tensor;
        }

        boolean isZero() {
            return stale || (!all && rows.isEmpty());
        }
    }

    private final Map<Parameter, Entry> byParameter = new HashMap<>(); // a parameter equals only itself
    private final Entry[] entries;
    private final List<Parameter> parameters;
    private final boolean anyWanted;

    private Gradients(List<Parameter> parameters, Predicate<Parameter> wanted) {
        this.parameters = List.copyOf(parameters);
        this.entries = new Entry[parameters.size()];
        boolean any = false;
        for (int i = 0; i < entries.length; i++) {
            Parameter parameter = this.parameters.get(i);
            Entry entry = new Entry(parameter, parameter.isTrainable() && wanted.test(parameter));
            any |= entry.wanted;
            entries[i] = entry;
            byParameter.put(parameter, entry);
            parameter.place = i;
        }
        this.anyWanted = any;
    }

    /** Zero gradients for all of {@code parameters} that are trainable. */
    public static Gradients of(List<Parameter> parameters) {
        return new Gradients(parameters, p -> true);
    }

    /** Zero gradients for those of {@code parameters} that are trainable and pass the test. */
    public static Gradients of(List<Parameter> parameters, Predicate<Parameter> wanted) {
        return new Gradients(parameters, wanted);
    }

    /** The parameters this was made for, wanted or not, in the model's order. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Whether the gradient of {@code parameter} is asked for. Asking saves time; correctness never depends on it. */
    public boolean wants(Parameter parameter) {
        return entry(parameter).wanted;
    }

    /** Whether the gradient of any of {@code some} is asked for. */
    public boolean wantsAny(List<Parameter> some) {
        if (anyWanted) {
            for (int i = 0; i < some.size(); i++) {
                if (wants(some.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The tensor to add the gradient of {@code parameter} to. For a parameter that is not wanted it is a tensor that
     * nobody reads.
     *
     * @throws UnlistedParameterException if the parameter is not one of {@link #parameters()}: its layer does not list it
     */
    public Tensor sum(Parameter parameter) {
        Entry entry = entry(parameter);
        entry.all = true;
        return entry.sum();
    }

    /** Brings one gradient into the sums: see {@link #add}. */
    @FunctionalInterface
    public interface Addition {
        /** Calls a kernel that writes every element of {@code sum} in the given way. */
        void into(Tensor sum, Write write);
    }

    /**
     * Adds to {@link #sum} by one call of a kernel: {@code into.add(weight, (sum, write) -> kernels.multiplyTransposedA(x,
     * dy, sum, write))}. The first of a step may set what the others add to, which spares writing and reading zeros.
     *
     * @throws UnlistedParameterException as {@link #sum}
     */
    public void add(Parameter parameter, Addition addition) {
        Entry entry = entry(parameter);
        Write write = entry.isZero() ? Write.SET : Write.ADD;
        entry.stale = false;
        entry.all = true;
        addition.into(entry.sum(), write);
    }

    /**
     * Announces that the gradient of one row (along the first axis) will be added to, as an embedding does, and returns
     * where the row starts in the array of {@link #rowSums}. Rows that were never announced need not be cleared.
     */
    public int sumForRow(Parameter parameter, int row) {
        Entry entry = entry(parameter);
        if (!entry.all) {
            entry.rows.set(row);
        }
        return row * (parameter.size() / parameter.shape().axis(0));
    }

    /** The tensor that {@link #sumForRow} speaks of: as {@link #sum}, but only announced rows may be written. */
    public Tensor rowSums(Parameter parameter) {
        return entry(parameter).sum();
    }

    /** Adds every sum of {@code other}, made for the same parameters, in their order. */
    public void addAll(Gradients other) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Entry source = other.entry(parameter);
            if (entry(parameter).wanted && source.sum != null && !source.stale) {
                add(source.sum(), sum(parameter));
            }
        }
    }

    private static void add(Tensor source, Tensor target) {
        int size = source.size();
        if (source.type() == DataType.FLOAT32) {
            float[] from = source.floats();
            float[] to = target.floats();
            for (int i = 0; i < size; i++) {
                to[i] += from[i];
            }
        } else {
            double[] from = source.doubles();
            double[] to = target.doubles();
            for (int i = 0; i < size; i++) {
                to[i] += from[i];
            }
        }
    }

    /**
     * Sets every sum to zero, for the next step. The tensors that {@link #sum} gave before must not be used any more: ask
     * for them again.
     */
    public void zero() {
        for (Entry entry : entries) {
            Tensor sum = entry.sum;
            if (entry.all) {
                entry.stale = true;
                entry.all = false;
            } else if (sum != null) {
                int width = sum.size() / Math.max(1, sum.shape().axis(0));
                for (int row = entry.rows.nextSetBit(0); row >= 0; row = entry.rows.nextSetBit(row + 1)) {
                    zero(sum, row * width, (row + 1) * width);
                }
            }
            entry.rows.clear();
        }
    }

    private static void zero(Tensor sum, int from, int to) {
        if (sum.type() == DataType.FLOAT32) {
            Arrays.fill(sum.floats(), from, to, 0f);
        } else {
            Arrays.fill(sum.doubles(), from, to, 0.0);
        }
    }

    private Entry entry(Parameter parameter) {
        int place = parameter.place;
        if (place < entries.length && entries[place].parameter == parameter) {
            return entries[place];
        }
        Entry entry = byParameter.get(parameter);
        if (entry == null) {
            throw new UnlistedParameterException("parameter " + parameter
                    + " is not one of those that these gradients were made for. Its layer must return it from"
                    + " parameters().");
        }
        return entry;
    }
}
