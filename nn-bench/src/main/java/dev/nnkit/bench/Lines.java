package dev.nnkit.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records of numbers and words on standard output, a line a component, from one process of a benchmark to the other. */
public final class Lines {
    private static final String FIRST = "workload=";

    private Lines() {}

    /** Writes the components of {@code values}, for {@link #timing} to read. */
    public static void write(Record values) {
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            System.out.println(component.getName() + "=" + get(component, values));
        }
    }

    static Object get(RecordComponent component, Record values) {
        try {
            return component.getAccessor().invoke(values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component.getName() + " of " + values, e);
        }
    }

    /**
     * Reads what was written among other lines.
     *
     * @throws IllegalStateException naming the first component that is missing
     */
    public static Timing timing(String text) {
        return timing(parse(text));
    }

    /** Several of them, one after the other. */
    static List<Timing> timings(String text) {
        List<Timing> timings = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int next = text.indexOf(FIRST, from + 1);
            int to = next < 0 ? text.length() : next;
            timings.add(timing(text.substring(from, to)));
            from = to;
        }
        return timings;
    }

    private static Timing timing(Map<String, String> values) {
        return new Timing(
                word(values, "workload"),
                word(values, "kernels"),
                (int) number(values, "threads"),
                number(values, "samplesPerSecond"),
                number(values, "stepMicros"),
                number(values, "gflops"),
                number(values, "shareOfLimit"),
                number(values, "limit"),
                number(values, "finalLoss"),
                number(values, "bytesPerStep"));
    }

    /**
     * @param args of the process: workload, kernels, threads
     * @param processSeconds from its start to its end
     */
    static StartTiming startTiming(String[] args, boolean archive, double processSeconds, String text) {
        Map<String, String> values = parse(text);
        return new StartTiming(
                args[0],
                args[1],
                Integer.parseInt(args[2]),
                archive,
                number(values, "seconds"),
                processSeconds - number(values, "otherSeconds"),
                number(values, "megabytes"));
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return values;
    }

    private static double number(Map<String, String> values, String name) {
        return Double.parseDouble(word(values, name));
    }

    private static String word(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("a process of the benchmark did not say its " + name);
        }
        return value;
    }
}
