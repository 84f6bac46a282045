package dev.nnkit.core.plot;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import java.util.List;

/**
 * What is answered at every place of a window, on a grid.
 *
 * @param answers [height, width, 1]: a number; or [height, width, classes]: a probability for each class. The first row is the
 *     top. Throws IllegalArgumentException for another rank
 */
public record Field(Window window, Tensor answers) {
    /** How the outputs of a network are read. */
    public enum Reading {
        /** As they are: one number, or one probability for each class. */
        PLAIN,
        /** One logit, of the second of two classes. */
        SIGMOID,
        /** One logit for each class. */
        SOFTMAX
    }

    public Field {
        if (answers.shape().rank() != 3 || answers.size() == 0) {
            throw new IllegalArgumentException(
                    "field: answers must have shape [height, width, classes] but have " + answers.shape() + ".");
        }
    }

    /**
     * Asks a network at {@code side} times {@code side} places, in the middle of each.
     *
     * @throws IllegalArgumentException if it does not take two numbers and give a row of numbers
     */
    public static Field of(Network network, Reading reading, Window window, int side) {
        if (!network.inputShapes().equals(List.of(Shape.of(2)))
                || network.outputShape().rank() != 1) {
            throw new IllegalArgumentException(
                    "a surface is drawn of networks that take two numbers, [2], and give a row"
                            + " of numbers, but this one takes " + network.inputShapes() + " and gives "
                            + network.outputShapes() + ".");
        }
        Tensor places = Tensor.zeros(DataType.FLOAT64, Shape.of(side * side, 2));
        double[] at = places.doubles();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int i = 2 * (row * side + column);
                at[i] = window.left() + (column + 0.5) / side * (window.right() - window.left());
                at[i + 1] = window.top() - (row + 0.5) / side * (window.top() - window.bottom());
            }
        }
        double[] outputs = network.predict(places).as(DataType.FLOAT64).doubles();
        return new Field(
                window, read(outputs, reading, side, network.outputShape().last()));
    }

    private static Tensor read(double[] outputs, Reading reading, int side, int width) {
        int places = side * side;
        int classes = reading == Reading.SIGMOID ? 2 : width;
        Tensor answers = Tensor.zeros(DataType.FLOAT64, Shape.of(side, side, classes));
        double[] into = answers.doubles();
        for (int i = 0; i < places; i++) {
            switch (reading) {
                case PLAIN -> System.arraycopy(outputs, i * width, into, i * width, width);
                case SIGMOID -> {
                    into[2 * i + 1] = 1 / (1 + Math.exp(-outputs[i]));
                    into[2 * i] = 1 - into[2 * i + 1];
                }
                case SOFTMAX -> softmax(outputs, into, i * width, width);
            }
        }
        return answers;
    }

    private static void softmax(double[] logits, double[] into, int from, int width) {
        double top = Double.NEGATIVE_INFINITY;
        for (int j = from; j < from + width; j++) {
            top = Math.max(top, logits[j]);
        }
        double sum = 0;
        for (int j = from; j < from + width; j++) {
            into[j] = Math.exp(logits[j] - top);
            sum += into[j];
        }
        for (int j = from; j < from + width; j++) {
            into[j] /= sum;
        }
    }

    /** Whether each place has one number, not probabilities. */
    boolean isOfNumbers() {
        return answers.shape().last() == 1;
    }

    /** {least, largest} of the numbers that are finite; {0, 1} without any. */
    double[] range() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < answers.size(); i++) {
            double value = answers.get(i);
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high ? new double[] {low, high} : new double[] {0, 1};
    }

    /** Colours as an image: of the likeliest class, the stronger the surer; of numbers on a scale from low to high. */
    Tensor image(double low, double high) {
        int height = answers.shape().axis(0);
        int width = answers.shape().axis(1);
        int classes = answers.shape().last();
        Tensor image = Tensor.zeros(DataType.FLOAT32, Shape.of(height, width, 3));
        for (int i = 0; i < height * width; i++) {
            double[] colour = classes == 1
                    ? Palette.diverging(share(answers.get(i), low, high))
                    : ofClasses(i * classes, classes);
            for (int c = 0; c < 3; c++) {
                image.floats()[3 * i + c] = (float) colour[c];
            }
        }
        return image;
    }

    static double share(double value, double low, double high) {
        return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
    }

    private double[] ofClasses(int from, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = answers.get(from + c) > answers.get(from + best) ? c : best;
        }
        double even = 1.0 / classes;
        double sure = (answers.get(from + best) - even) / (1 - even);
        return Palette.ofClass(best, Math.min(1, Math.max(0, sure)));
    }
}
