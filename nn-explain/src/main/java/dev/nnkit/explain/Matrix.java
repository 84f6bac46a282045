package dev.nnkit.explain;

/** A table of numbers that nobody can change: a row for each input of a layer, a column for each neuron. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    private Matrix(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** Over {@code values}, row by row, which from now on belong to the matrix. */
    static Matrix over(int rows, int columns, double[] values) {
        return new Matrix(rows, columns, values);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** @throws IndexOutOfBoundsException outside of {@link #rows()} and {@link #columns()} */
    public double get(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "a matrix of " + rows + " x " + columns + " has no element [" + row + ", " + column + "].");
        }
        return values[row * columns + column];
    }

    double sumOfColumn(int column) {
        double sum = 0;
        for (int i = column; i < values.length; i += columns) {
            sum += values[i];
        }
        return sum;
    }

    double absoluteSumOfColumn(int column) {
        double sum = 0;
        for (int i = column; i < values.length; i += columns) {
            sum += Math.abs(values[i]);
        }
        return sum;
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " numbers";
    }
}
