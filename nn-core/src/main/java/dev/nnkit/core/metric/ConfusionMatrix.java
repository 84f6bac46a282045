package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * How often each class was taken for each other one, and what follows from that: precision, recall, F1. Prints as a
 * table. As a metric its value is {@link #macroF1}, under that name.
 *
 * <p>What predictions and targets may be, and which rows are left out, is as in {@link Accuracy}. There are as many
 * classes as the predictions have outputs; two for one logit. A score that is not defined because it would divide by 0 (a
 * class that was never predicted, or never there) is 0, as in scikit-learn; averages are over the classes that occur at
 * all, as actual or as predicted ones. Not thread-safe.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-and-f-measures">
 *     scikit-learn, precision, recall and F-measures</a>
 */
public final class ConfusionMatrix implements Metric {
    private final ClassPairs pairs;
    private final List<String> classNames;
    private long[][] counts = {};

    /** Classes are called by their numbers. */
    public ConfusionMatrix() {
        this(List.of(), OptionalInt.empty());
    }

    /** @param classNames what the classes are called, in the order of their numbers; none for the numbers themselves */
    public ConfusionMatrix(List<String> classNames) {
        this(classNames, OptionalInt.empty());
    }

    private ConfusionMatrix(List<String> classNames, OptionalInt ignoredLabel) {
        this.pairs = new ClassPairs("confusionMatrix", ignoredLabel);
        this.classNames = List.copyOf(classNames);
    }

    /** An empty one with the same names that leaves rows with this label out. */
    public ConfusionMatrix ignoring(int label) {
        return new ConfusionMatrix(classNames, OptionalInt.of(label));
    }

    @Override
    public String name() {
        return "macroF1";
    }

    @Override
    public void reset() {
        counts = new long[0][0];
    }

    @Override
    public void add(Tensor predictions, Target target) {
        int classes = ClassPairs.classes(predictions);
        if (!classNames.isEmpty() && classNames.size() != classes) {
            throw new IllegalArgumentException("confusionMatrix: there are " + classNames.size()
                    + " class names but the" + " predictions have " + classes + " classes. Give a name for each.");
        }
        if (counts.length == 0) {
            counts = new long[classes][classes];
        } else if (counts.length != classes) {
            throw new IllegalArgumentException("confusionMatrix: predictions have " + classes + " classes but had "
                    + counts.length + " before. Call reset between different outputs.");
        }
        pairs.forEach(predictions, target, (row, actual, predicted) -> counts[actual][predicted]++);
    }

    /** How many classes there are; 0 before anything was added. */
    public int classes() {
        return counts.length;
    }

    /** How many rows of class {@code actual} were taken for class {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** How many rows are of a class. */
    public long actual(int index) {
        long sum = 0;
        for (long count : counts[index]) {
            sum += count;
        }
        return sum;
    }

    /** How many rows were taken for a class. */
    public long predicted(int index) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[index];
        }
        return sum;
    }

    /** Of the rows that were taken for a class, the share that is of it. */
    public double precision(int index) {
        return share(counts[index][index], predicted(index));
    }

    /** Of the rows of a class, the share that was found. */
    public double recall(int index) {
        return share(counts[index][index], actual(index));
    }

    /** The harmonic mean of precision and recall: {@code 2 right / (actual + predicted)}. */
    public double f1(int index) {
        return share(2 * counts[index][index], actual(index) + predicted(index));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The share of all rows that were taken for the right class; NaN where nothing was added. */
    public double accuracy() {
        long right = 0;
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            total += actual(i);
        }
        return total == 0 ? Double.NaN : (double) right / total;
    }

    /** The mean of {@link #precision} over the classes that occur; NaN where nothing was added. */
    public double macroPrecision() {
        return mean(this::precision);
    }

    /** The mean of {@link #recall} over the classes that occur; NaN where nothing was added. */
    public double macroRecall() {
        return mean(this::recall);
    }

    /** The mean of {@link #f1} over the classes that occur; NaN where nothing was added. */
    public double macroF1() {
        return mean(this::f1);
    }

    private double mean(IntToDoubleFunction score) {
        double sum = 0;
        int occurring = 0;
        for (int i = 0; i < counts.length; i++) {
            if (actual(i) + predicted(i) > 0) {
                sum += score.applyAsDouble(i);
                occurring++;
            }
        }
        return occurring == 0 ? Double.NaN : sum / occurring;
    }

    @Override
    public double[] state() {
        return Arrays.stream(counts)
                .flatMapToLong(Arrays::stream)
                .asDoubleStream()
                .toArray();
    }

    @Override
    public void restore(double[] state) {
        int classes = (int) Math.sqrt(state.length);
        counts = new long[classes][classes];
        for (int i = 0; i < state.length; i++) {
            counts[i / classes][i % classes] = (long) state[i];
        }
    }

    @Override
    public double value() {
        return macroF1();
    }

    /** A table: a line for each actual class, a column for each predicted one, then the scores of the class. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("actual \\ predicted"));
        for (int i = 0; i < counts.length; i++) {
            header.add(className(i));
        }
        header.addAll(List.of("precision", "recall", "F1"));
        lines.add(header);
        for (int i = 0; i < counts.length; i++) {
            List<String> line = new ArrayList<>(List.of(className(i)));
            for (long count : counts[i]) {
                line.add(Long.toString(count));
            }
            line.addAll(List.of(percent(precision(i)), percent(recall(i)), percent(f1(i))));
            lines.add(line);
        }
        return aligned(lines);
    }

    private String className(int index) {
        return classNames.isEmpty() ? Integer.toString(index) : classNames.get(index);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The first column to the left, the others to the right, two spaces between them. */
    private static String aligned(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(text.isEmpty() ? "" : "\n").append(line.get(0));
            text.append(" ".repeat(widths[0] - line.get(0).length()));
            for (int i = 1; i < widths.length; i++) {
                text.append(" ".repeat(2 + widths[i] - line.get(i).length())).append(line.get(i));
            }
        }
        return text.toString();
    }
}
