package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import org.jspecify.annotations.Nullable;

/** The gradient of a matrix has its rows where the columns belong. */
final class Transposed implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Shape shape = evidence.shape();
        if (shape.rank() != 2 || !evidence.isComplete() || shape.axis(0) < 2 || shape.axis(1) < 2) {
            return null;
        }
        int rows = shape.axis(0);
        int columns = shape.axis(1);
        double[] transposed = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[i * columns + j] = evidence.analytic()[j * rows + i];
            }
        }
        if (!Evidence.near(transposed, evidence.numeric())) {
            return null;
        }
        return "transposed: read as [" + columns + ", " + rows + "] and turned round, the gradient is right.";
    }
}
