package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The gradient of a matrix has its rows where the columns belong. */
final class Transposed implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Shape shape = evidence.shape();
        if (shape.rank() != 2 || shape.axis(0) < 2 || shape.axis(1) < 2) {
            return null;
        }
        int rows = shape.axis(0);
        int columns = shape.axis(1);
        double[] transposed = IntStream.of(evidence.part().indices())
                .mapToDouble(i -> evidence.analytic()[i % columns * rows + i / columns])
                .toArray();
        if (!Evidence.near(transposed, evidence.numeric())) {
            return null;
        }
        return "transposed: read as [" + columns + ", " + rows + "] and turned round, the gradient is right.";
    }
}
