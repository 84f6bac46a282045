package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples that are transformed batch by batch. */
final class TransformedExamples implements Examples {
    private final Examples source;
    private final Transformation transformation;
    private final Dataset sample;

    TransformedExamples(Examples source, Transformation transformation) {
        this.source = source;
        this.transformation = transformation;
        this.sample = transformation.apply(first(source));
    }

    /** The first example, to learn what it is transformed to. */
    private static Dataset first(Examples source) {
        try (Pass pass = source.open(false, 0, 0)) {
            Selection first = pass.next(1);
            if (first == null) {
                throw new IllegalArgumentException("transformation: there are no examples to transform.");
            }
            return first.rows();
        }
    }

    @Override
    public List<Shape> inputShapes() {
        return sample.inputShapes();
    }

    @Override
    public List<Shape> targetShapes() {
        return sample.targetShapes();
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public Examples as(DataType type) {
        return new TransformedExamples(source, transformation.then(data -> data.as(type)));
    }

    /** That of the source, and of the first example as it is afterwards: a transformation has no name. */
    @Override
    public long fingerprint() {
        return 31 * source.fingerprint() + sample.fingerprint();
    }

    @Override
    public Pass open(boolean shuffled, long seed, int epoch) {
        return new TransformedPass(source.open(shuffled, seed, epoch), transformation);
    }

    @Override
    public String toString() {
        return source + ", transformed to inputs " + inputShapes() + ", targets " + targetShapes();
    }

    private record TransformedPass(Pass pass, Transformation transformation) implements Pass {
        @Override
        public @Nullable Selection next(int count) {
            Selection rows = pass.next(count);
            if (rows == null) {
                return null;
            }
            Dataset transformed = transformation.apply(rows.rows());
            return new Selection(transformed, Orders.identity(rows.size()), 0, rows.size());
        }

        @Override
        public void skip(long count) {
            pass.skip(count);
        }

        @Override
        public void close() {
            pass.close();
        }
    }
}
