package dev.nnkit.core.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.table.CsvRow;
import dev.nnkit.core.table.CsvRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors as CSV: a row for each number with the tensor's name, the index along each axis from 0 on, separated by spaces,
 * and the shortest decimal number that is read as the same bits.
 */
final class WeightCsv {
    private static final List<String> HEADER = List.of("parameter", "index", "value");

    private WeightCsv() {}

    static void write(Path file, Map<String, Tensor> tensors) {
        AtomicFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            CsvWriter csv = CsvWriter.builder().build(writer);
            try {
                csv.writeRecord(HEADER);
                tensors.forEach((name, tensor) -> write(csv, name, tensor));
                csv.flush(); // closing is for who opened
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    private static void write(CsvWriter csv, String name, Tensor tensor) {
        int[] axes = tensor.shape().toArray();
        int[] index = new int[axes.length];
        for (int i = 0; i < tensor.size(); i++) {
            String value = tensor.type() == DataType.FLOAT32
                    ? Float.toString(tensor.floats()[i])
                    : Double.toString(tensor.doubles()[i]);
            csv.writeRecord(name, text(index), value);
            for (int axis = axes.length - 1; axis >= 0 && ++index[axis] == axes[axis]; axis--) {
                index[axis] = 0;
            }
        }
    }

    private static String text(int[] index) {
        StringBuilder text = new StringBuilder();
        for (int i : index) {
            text.append(text.isEmpty() ? "" : " ").append(i);
        }
        return text.toString();
    }

    /** @throws DataException naming the line where a row is not as {@link #write} writes it, or the tensor that has holes */
    static Map<String, Tensor> read(Path file, DataType type) {
        return DataFile.read(file, (bytes, size) -> read(file, bytes, type));
    }

    private static Map<String, Tensor> read(Path file, InputStream bytes, DataType type) throws IOException {
        CsvRows rows = CsvRows.of(file, bytes, null);
        if (!rows.header().equals(HEADER)) {
            throw new DataException(
                    file,
                    "weights must have the columns parameter, index and value but have "
                            + String.join(", ", rows.header()) + ".");
        }
        Map<String, CsvTensor> byName = new LinkedHashMap<>();
        while (rows.next()) {
            CsvRow row = rows.row();
            String name = row.text(0);
            if (name.isEmpty()) {
                throw new DataException(file, "line " + row.line(), "the name of the parameter is missing.");
            }
            byName.computeIfAbsent(name, key -> new CsvTensor(file, key)).add(row, type);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> tensors.put(name, tensor.finish(type)));
        return tensors;
    }

    static Shape shapeOf(int[] largest) {
        int[] axes = new int[largest.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = Math.addExact(largest[i], 1);
        }
        return Shape.of(axes);
    }
}
