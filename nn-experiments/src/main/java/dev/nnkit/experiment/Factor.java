package dev.nnkit.experiment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that varies, and what it can be: {@code Factor.of("norm", Level.of("with", design -> design.fill("norm",
 * "batchNorm")), Level.of("without", design -> design.fill("norm", "")))}. Several factors are crossed.
 *
 * @param name for a person
 * @param levels one or more, each with a label of its own; throws IllegalArgumentException otherwise
 */
public record Factor(String name, List<Level> levels) {
    /**
     * One of the things that a factor can be.
     *
     * @param label for a person, not empty
     * @param change what it does to a design
     */
    public record Level(String label, UnaryOperator<Design> change) {
        public static Level of(String label, UnaryOperator<Design> change) {
            return new Level(label, change);
        }
    }

    public Factor {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("factor " + name + ": there must be at least one thing that it can be.");
        }
        Set<String> labels = new HashSet<>();
        for (Level level : levels) {
            if (!labels.add(level.label())) {
                throw new IllegalArgumentException("factor " + name + ": \"" + level.label() + "\" is there twice.");
            }
        }
    }

    public static Factor of(String name, Level... levels) {
        return new Factor(name, List.of(levels));
    }

    /** What stands for {@code ?name}: texts, numbers, or layers, which need not be known to any plug-in. */
    public static Factor slot(String name, Object... values) {
        return new Factor(
                name,
                Stream.of(values)
                        .map(value -> Level.of(label(name, value), design -> design.fill(name, value)))
                        .toList());
    }

    private static String label(String name, Object value) {
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return "no " + name;
        }
        return value instanceof Number || Character.isDigit(text.charAt(0)) ? name + " " + text : text;
    }

    /** What stands for {@code ?}. */
    public static Factor activations(Object... values) {
        return slot(NetworkTemplate.ACTIVATION, values);
    }

    /** How often the part in braces is written. */
    public static Factor depths(int... times) {
        return new Factor(
                "depth",
                IntStream.of(times)
                        .mapToObj(count -> Level.of("depth " + count, design -> design.depth(count)))
                        .toList());
    }

    public static Factor optimizers(String... texts) {
        return texts("optimizer", texts, Design::optimizer);
    }

    public static Factor schedules(String... texts) {
        return texts("schedule", texts, Design::schedule);
    }

    /** Whole networks. */
    public static Factor networks(String... texts) {
        return texts("network", texts, (design, text) -> design.network(NetworkTemplate.network(text)));
    }

    /** Examples in a step. */
    public static Factor batchSizes(int... sizes) {
        return new Factor(
                "batch size",
                IntStream.of(sizes)
                        .mapToObj(size -> Level.of("batch " + size, design -> design.batchSize(size)))
                        .toList());
    }

    private interface Change {
        Design apply(Design design, String text);
    }

    private static Factor texts(String name, String[] texts, Change change) {
        return new Factor(
                name,
                Arrays.stream(texts)
                        .map(text -> Level.of(text, design -> change.apply(design, text)))
                        .toList());
    }
}
