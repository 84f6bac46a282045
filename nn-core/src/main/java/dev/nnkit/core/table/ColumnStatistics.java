package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one pass finds out about a column, in bounded memory. Numbers and labels are those of the training rows. */
final class ColumnStatistics {
    /** Where so many different labels are not categories, nor classes, but names, numbers or free text. */
    static final int MOST_LABELS = 1000;

    /** How many different whole numbers are taken for classes where nothing says what they are. */
    static final int FEW_NUMBERS = 20;

    private final String name;
    private final boolean countsLabelsOfNumbers;
    private Map<String, Long> labels = new LinkedHashMap<>();
    private boolean tooManyLabels;
    private long numbers;
    private long texts;
    private boolean whole = true;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private @Nullable Place firstText;
    private @Nullable Place firstMissing;

    /** A value and where its row is. */
    record Place(String where, String text) {}

    /** @param countsLabelsOfNumbers whether numbers may be labels here: counting them takes time */
    ColumnStatistics(String name, boolean countsLabelsOfNumbers) {
        this.name = name;
        this.countsLabelsOfNumbers = countsLabelsOfNumbers;
    }

    void addMissing(CsvRow row, int field) {
        if (firstMissing == null) {
            firstMissing = new Place(row.place(), row.text(field));
        }
    }

    void add(CsvRow row, int field, Part part) {
        double number = row.number(field);
        boolean isText = Double.isNaN(number);
        if (isText && firstText == null) {
            firstText = new Place(row.place(), row.text(field));
        }
        if (part != Part.TRAIN) {
            return;
        }
        if (isText) {
            texts++;
        } else {
            add(number);
        }
        if ((isText || countsLabelsOfNumbers) && !tooManyLabels) {
            labels.merge(row.label(field), 1L, Long::sum);
            if (labels.size() > MOST_LABELS) {
                tooManyLabels = true;
                labels = Map.of();
            }
        }
    }

    /** Mean and squares by Welford's method, which loses nothing where the mean is large. */
    private void add(double number) {
        numbers++;
        whole &= number == Math.rint(number);
        double difference = number - mean;
        mean += difference / numbers;
        squares += difference * (number - mean);
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
    }

    String name() {
        return name;
    }

    boolean isEmpty() {
        return numbers + texts == 0;
    }

    /** Whether all values are numbers. */
    boolean isNumeric() {
        return texts == 0;
    }

    boolean isMixed() {
        return texts > 0 && numbers > 0;
    }

    /** Whether all values are whole numbers, of few different ones. */
    boolean isFewWholeNumbers() {
        return texts == 0 && whole && !tooManyLabels;
    }

    boolean hasTooManyLabels() {
        return tooManyLabels;
    }

    /** How often each label comes. */
    Map<String, Long> labels() {
        return labels;
    }

    double mean() {
        return mean;
    }

    Scaling scaling(Scale scale) {
        return switch (scale) {
            case NONE -> Scaling.NONE;
            case STANDARD -> new Scaling(scale, mean, numbers == 0 ? 0 : Math.sqrt(squares / numbers));
            case MINMAX -> numbers == 0 ? new Scaling(scale, 0, 0) : new Scaling(scale, least, greatest - least);
        };
    }

    /** The first missing value of the file, in rows of any part, or null. */
    @Nullable
    Place firstMissing() {
        return firstMissing;
    }

    /**
     * What is thrown where numbers were expected, but a value is none; null if all are numbers.
     *
     * @param hint what to do
     */
    @Nullable
    DataException textProblem(Path source, String hint) {
        if (firstText == null) {
            return null;
        }
        String others = numbers == 0
                ? ""
                : " " + numbers + " of " + (numbers + texts) + " values of the training rows are. " + hint;
        return Problems.at(source, firstText.where, name, Problems.notANumber(firstText.text) + others);
    }
}
