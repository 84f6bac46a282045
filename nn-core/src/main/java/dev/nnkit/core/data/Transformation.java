package dev.nnkit.core.data;

/**
 * What is done to examples before a network sees them, row by row: each row of the result depends on the same row of
 * {@code data} alone, so that it does not matter whether all rows come at once or some at a time. Pure and thread-safe.
 *
 * <pre>{@code
 * Transformation prepare = Transformations.scale(1 / 255.0).then(Transformations.oneHot(10));
 * Dataset train = prepare.apply(data);
 * Examples streamed = prepare.over(file.stream(columns, Part.TRAIN));
 * }</pre>
 */
@FunctionalInterface
public interface Transformation {
    /** The examples as they are afterwards; {@code data} stay as they are. */
    Dataset apply(Dataset data);

    /** This one and then {@code next}. */
    default Transformation then(Transformation next) {
        return data -> next.apply(apply(data));
    }

    /** Examples that are transformed as they come: those in memory at once, others pass by pass. */
    default Examples over(Examples source) {
        return source instanceof Dataset data ? apply(data) : new TransformedExamples(source, this);
    }
}
