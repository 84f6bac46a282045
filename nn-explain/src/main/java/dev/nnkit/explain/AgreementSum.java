package dev.nnkit.explain;

import java.util.OptionalDouble;

/** Collects pairs of numbers into an {@link Agreement}. */
final class AgreementSum {
    private double product;
    private double transposedSquares;
    private double exactSquares;
    private long same;
    private long opposite;
    private long undecided;

    void add(double transposed, double exact) {
        product += transposed * exact;
        transposedSquares += transposed * transposed;
        exactSquares += exact * exact;
        double signs = Math.signum(transposed) * Math.signum(exact);
        if (signs > 0) {
            same++;
        } else if (signs < 0) {
            opposite++;
        } else {
            undecided++;
        }
    }

    void add(AgreementSum other) {
        product += other.product;
        transposedSquares += other.transposedSquares;
        exactSquares += other.exactSquares;
        same += other.same;
        opposite += other.opposite;
        undecided += other.undecided;
    }

    Agreement get() {
        // the roots one by one: the product of the squares may be too small for a double where they are not
        double lengths = Math.sqrt(transposedSquares) * Math.sqrt(exactSquares);
        OptionalDouble cosine =
                lengths > 0 ? OptionalDouble.of(Math.max(-1, Math.min(1, product / lengths))) : OptionalDouble.empty();
        return new Agreement(cosine, same, opposite, undecided);
    }
}
