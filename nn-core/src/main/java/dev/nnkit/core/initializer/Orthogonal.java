package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * {@code gain} times a random matrix with orthonormal columns, or rows where there are fewer of them, each such matrix
 * equally likely (Haar measure). Weights with more than two axes are seen as a matrix [rest, last]. The gain is that of
 * the activation that follows; the fans do not matter.
 *
 * <p>Computed as the Q of a matrix of normal numbers, whose columns take the signs of R's diagonal: without that the
 * result would not be uniform. Takes of the order of (longer side)^2 times shorter side operations. Thread-safe:
 * immutable.
 *
 * @see <a href="https://arxiv.org/abs/1312.6120">Saxe, McClelland, Ganguli 2014 (why)</a>
 * @see <a href="https://arxiv.org/abs/math-ph/0609050">Mezzadri 2007, section 5 (the signs)</a>
 */
public record Orthogonal() implements Initializer {
    @Override
    public void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random) {
        if (value.shape().rank() < 2) {
            throw new ShapeMismatchException("orthogonal: a weight must have two axes or more but has shape "
                    + value.shape() + ". Take normal or constant.");
        }
        int rows = value.rows();
        int columns = value.shape().last();
        if (rows == 0 || columns == 0) {
            return;
        }
        double[][] tall = orthonormalColumns(Math.max(rows, columns), Math.min(rows, columns), random);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                value.set(i * columns + j, gain * (rows >= columns ? tall[i][j] : tall[j][i]));
            }
        }
    }

    private static double[][] orthonormalColumns(int rows, int columns, RandomStream random) {
        double[][] normal = new double[rows][columns];
        for (double[] row : normal) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        QRDecomposition decomposition = new QRDecomposition(new Array2DRowRealMatrix(normal, false));
        RealMatrix q = decomposition.getQ();
        RealMatrix r = decomposition.getR();
        for (int j = 0; j < columns; j++) {
            double sign = r.getEntry(j, j) < 0 ? -1 : 1;
            for (int i = 0; i < rows; i++) {
                normal[i][j] = sign * q.getEntry(i, j);
            }
        }
        return normal;
    }

    @Override
    public String toString() {
        return "orthogonal";
    }
}
