package dev.nnkit.core.export;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.table.CsvRow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one tensor, in any order; its shape is known when all are there. Memory grows with the rows, whatever
 * indices they claim.
 */
final class CsvTensor {
    private static final int LARGEST_INDEX = Integer.MAX_VALUE - 1;

    private final Path file;
    private final String name;
    /** The largest index along each axis; null before the first row. */
    private int @Nullable [] largest;

    private double[] values = new double[16];
    /** The indices of row i, one after the other. */
    private int[] indices = new int[16];

    private int rows;

    CsvTensor(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    void add(CsvRow row, DataType type) {
        String text = row.text(1);
        String[] parts = text.isEmpty() ? new String[0] : text.split(" +");
        if (largest == null) {
            largest = new int[parts.length];
        }
        int rank = largest.length;
        if (parts.length != rank) {
            throw problem(
                    row,
                    "index \"" + text + "\" has " + parts.length + " numbers but those before it have " + rank + ".");
        }
        if (rows == values.length) {
            values = Arrays.copyOf(values, 2 * rows);
        }
        if ((rows + 1) * rank > indices.length) {
            indices = Arrays.copyOf(indices, 2 * (rows + 1) * rank);
        }
        for (int axis = 0; axis < rank; axis++) {
            int index = index(row, parts[axis]);
            largest[axis] = Math.max(largest[axis], index);
            indices[rows * rank + axis] = index;
        }
        values[rows++] = value(row, type);
    }

    private int index(CsvRow row, String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > LARGEST_INDEX) {
            throw problem(row, "index \"" + row.text(1) + "\" must be whole numbers from 0 on, separated by spaces.");
        }
        return Integer.parseInt(text);
    }

    private double value(CsvRow row, DataType type) {
        String text = row.text(2);
        boolean special = text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
        if (!special && Double.isNaN(row.number(2))) {
            throw problem(row, "\"" + text + "\" is not a number.");
        }
        // rounded once: a float that went through a double could be the neighbour of the one that was written
        double value = type == DataType.FLOAT32 ? Float.parseFloat(text) : Double.parseDouble(text);
        if (!special && Double.isInfinite(value)) {
            throw problem(row, "\"" + text + "\" is too large for " + type + ".");
        }
        return value;
    }

    private DataException problem(CsvRow row, String sentence) {
        return new DataException(file, "line " + row.line(), sentence);
    }

    Tensor finish(DataType type) {
        int[] ends = largest == null ? new int[0] : largest;
        long size = 1;
        for (int end : ends) {
            size = Math.min((long) Integer.MAX_VALUE + 1, size * (end + 1L));
        }
        if (size != rows) {
            throw incomplete(ends);
        }
        Shape shape = WeightCsv.shapeOf(ends);
        Tensor tensor = Tensor.zeros(type, shape);
        BitSet seen = new BitSet(rows);
        for (int i = 0; i < rows; i++) {
            int at = tensor.indexOf(Arrays.copyOfRange(indices, i * ends.length, (i + 1) * ends.length));
            if (seen.get(at)) {
                throw incomplete(ends);
            }
            seen.set(at);
            tensor.set(at, values[i]);
        }
        return tensor;
    }

    private DataException incomplete(int[] ends) {
        return new DataException(
                file,
                "\"" + name + "\" must have one row for each index up to the largest, " + Arrays.toString(ends)
                        + ", but has " + rows + " rows and not each index once.");
    }
}
