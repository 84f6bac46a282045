package dev.nnkit.cli;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.table.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Says what the numbers mean that a network answers for a row: a class with probabilities, or values in their unit. */
final class Answers {
    private final Model model;
    private final int width;
    private final List<String> classes;

    /** @throws IllegalArgumentException if the network gives other than one list of numbers for an example */
    Answers(Model model) {
        if (model.network().outputShapes().size() != 1
                || model.network().outputShape().rank() != 1) {
            throw new IllegalArgumentException("the model answers with "
                    + model.network().outputShapes()
                    + " for one example, but only one list of numbers can be written as a row.");
        }
        this.model = model;
        this.width = model.network().outputShape().last();
        this.classes = switch (model.task()) {
            case REGRESSION -> List.of();
            case BINARY -> names(2);
            case CLASSES -> names(width);
        };
    }

    private List<String> names(int count) {
        return model.classNames().isEmpty()
                ? IntStream.range(0, count).mapToObj(Integer::toString).toList()
                : model.classNames();
    }

    private String target() {
        Columns columns = model.columns();
        return columns != null ? columns.target().name() : classes.isEmpty() ? "value" : "class";
    }

    /** The names of the fields of {@link #csv}. */
    String header() {
        List<String> fields = new ArrayList<>();
        if (classes.isEmpty() && width > 1) {
            IntStream.range(0, width).forEach(i -> fields.add(target() + i));
        } else {
            fields.add(target());
        }
        classes.forEach(name -> fields.add("p(" + name + ")"));
        return joined(fields);
    }

    /** A row of a batch of answers as comma separated values. */
    String csv(Tensor outputs, int row) {
        double[] numbers = numbers(outputs, row);
        List<String> fields = new ArrayList<>();
        if (!classes.isEmpty()) {
            fields.add(classes.get(said(outputs, row)));
        }
        for (double number : numbers) {
            fields.add(text(number));
        }
        return joined(fields);
    }

    /** A row of a batch of answers as a JSON object on one line. */
    String json(Tensor outputs, int row) {
        double[] numbers = numbers(outputs, row);
        Map<String, Object> object = new LinkedHashMap<>();
        if (classes.isEmpty()) {
            object.put("value", width == 1 ? number(numbers[0]) : all(numbers));
        } else {
            Map<String, Object> probabilities = new LinkedHashMap<>();
            for (int i = 0; i < numbers.length; i++) {
                probabilities.put(classes.get(i), number(numbers[i]));
            }
            object.put("class", classes.get(said(outputs, row)));
            object.put("probabilities", probabilities);
        }
        return JsonMapper.shared().writeValueAsString(object);
    }

    private List<Object> all(double[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> number(numbers[i]))
                .toList();
    }

    /** Probabilities of the classes, or values in their unit. */
    private double[] numbers(Tensor outputs, int row) {
        double[] numbers = new double[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = outputs.get(row * width + i);
        }
        Columns columns = model.columns();
        if (model.task() == Task.REGRESSION) {
            return columns == null ? numbers : new double[] {columns.decode(numbers[0])};
        }
        boolean logits = model.loss().expectsLogits();
        if (width == 1) {
            double second = logits ? 1 / (1 + Math.exp(-numbers[0])) : numbers[0];
            double first = logits ? 1 / (1 + Math.exp(numbers[0])) : 1 - numbers[0];
            return new double[] {first, second};
        }
        return logits ? softmax(numbers) : numbers;
    }

    private static double[] softmax(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        double[] shares = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp(logits[i] - largest);
            sum += shares[i];
        }
        for (int i = 0; i < logits.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** The class, by the rule that accuracy is measured with. */
    private int said(Tensor outputs, int row) {
        if (width == 1) {
            return outputs.get(row) > 0 ? 1 : 0;
        }
        int best = 0;
        for (int i = 1; i < width; i++) {
            if (outputs.get(row * width + i) > outputs.get(row * width + best)) {
                best = i;
            }
        }
        return best;
    }

    /** As many digits as the network computes with; values in a unit may need more. */
    private String text(double number) {
        boolean single = model.network().type() == DataType.FLOAT32 && !classes.isEmpty();
        return single ? Float.toString((float) number) : Double.toString(number);
    }

    /** JSON has neither NaN nor infinity: they are texts. */
    private Object number(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        boolean single = model.network().type() == DataType.FLOAT32 && !classes.isEmpty();
        return single ? (Object) (float) number : (Object) number;
    }

    private static String joined(List<String> fields) {
        return String.join(",", fields.stream().map(Answers::field).toList());
    }

    /** In quotes where it must be (RFC 4180). */
    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
