package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightCsvTest {
    @TempDir
    private Path folder;

    @Test
    void eachNumberIsARow() throws IOException {
        Path file = folder.resolve("w.csv");
        WeightCsv.write(
                file,
                Map.of("0.we,ight", Tensor.of(Shape.of(2, 3), 0.1f, -0f, Float.MIN_VALUE, Float.NaN, 3f, 16777216f)));
        assertEquals(
                List.of(
                        "parameter,index,value",
                        "\"0.we,ight\",0 0,0.1",
                        "\"0.we,ight\",0 1,-0.0",
                        "\"0.we,ight\",0 2," + Float.MIN_VALUE,
                        "\"0.we,ight\",1 0,NaN",
                        "\"0.we,ight\",1 1,3.0",
                        "\"0.we,ight\",1 2,1.6777216E7"),
                Files.readAllLines(file));
    }

    /** Bits are drawn, so that every float, every NaN among them, can come; NaN is one value in decimal. */
    @Property
    void anyBitsInAnyShapeAndOrderOfRows(
            @ForAll @Size(max = 3) List<@IntRange(min = 1, max = 4) Integer> axes,
            @ForAll boolean doubles,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Shape shape = Shape.of(axes.stream().mapToInt(Integer::intValue).toArray());
        Tensor tensor = Tensor.zeros(doubles ? DataType.FLOAT64 : DataType.FLOAT32, shape);
        for (int i = 0; i < tensor.size(); i++) {
            if (doubles) {
                tensor.doubles()[i] = Double.longBitsToDouble(random.nextLong());
            } else {
                tensor.floats()[i] = Float.intBitsToFloat(random.nextInt());
            }
        }
        Path file = Files.createTempFile("nnkit", ".csv");
        WeightCsv.write(file, Map.of("p", tensor));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.shuffle(lines.subList(1, lines.size()), random);
        Files.write(file, lines);
        Tensor read = WeightCsv.read(file, tensor.type()).get("p");
        Files.delete(file);
        assertTrue(tensor.sameBits(read), () -> tensor + " " + read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c;x,0,1 | : weights must have the columns parameter, index and value but have a, b, c.",
                "parameter,index,value;,0,1 | , line 2: the name of the parameter is missing.",
                "parameter,index,value;w,0 0,1;w,1,1 | , line 3: index \"1\" has 1 numbers but those before it have 2.",
                "parameter,index,value;w,-1,1 | , line 2: index \"-1\" must be whole numbers from 0 on, separated by"
                        + " spaces.",
                "parameter,index,value;w,2147483647,1 | , line 2: index \"2147483647\" must be whole numbers from 0 on,"
                        + " separated by spaces.",
                "parameter,index,value;w,0,one | , line 2: \"one\" is not a number.",
                "parameter,index,value;w,0,1f | , line 2: \"1f\" is not a number.",
                "parameter,index,value;w,0,1e39 | , line 2: \"1e39\" is too large for FLOAT32.",
                "parameter,index,value;w,0,1;w,2,1 | : \"w\" must have one row for each index up to the largest, [2],"
                        + " but has 2 rows and not each index once.",
                "parameter,index,value;w,0 1,1;w,0 1,1 | : \"w\" must have one row for each index up to the largest,"
                        + " [0, 1], but has 2 rows and not each index once.",
                "parameter,index,value;w,2147483646 2147483646,1 | : \"w\" must have one row for each index up to the"
                        + " largest, [2147483646, 2147483646], but has 1 rows and not each index once."
            })
    void damagedFilesAreOneSentence(String content, String message) throws IOException {
        Path file = folder.resolve("w.csv");
        Files.writeString(file, content.replace(";", "\n"));
        DataException e = assertThrows(DataException.class, () -> WeightCsv.read(file, DataType.FLOAT32));
        assertEquals(file + message, e.getMessage());
    }
}
