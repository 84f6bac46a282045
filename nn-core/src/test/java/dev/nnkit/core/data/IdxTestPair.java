package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A pair of files of images and labels in a folder that is removed in the end. */
final class IdxTestPair implements AutoCloseable {
    private final Path folder;
    final Path images;
    final Path labels;

    IdxTestPair(int count, boolean packed, IdxType type) throws IOException {
        folder = Files.createTempDirectory("pair");
        images = folder.resolve(packed ? "images.gz" : "images");
        labels = folder.resolve(packed ? "labels.gz" : "labels");
        RandomStream random = RandomStream.of(count, "pair");
        Tensor pixels = Tensor.zeros(type.dataType(), Shape.of(count, 3, 2));
        int[] classes = new int[count];
        for (int i = 0; i < pixels.size(); i++) {
            pixels.set(i, type.dataType().isFloating() ? random.nextGaussian() : random.nextInt(256));
        }
        for (int i = 0; i < count; i++) {
            classes[i] = i;
        }
        IdxFile.write(images, pixels, type);
        IdxFile.write(labels, Tensor.ofInts(Shape.of(count), classes), IdxType.SHORT);
    }

    @Override
    public void close() throws IOException {
        Files.delete(images);
        Files.delete(labels);
        Files.delete(folder);
    }

    /** What is left of a pass: inputs and target of each example. */
    static List<List<Double>> examples(Examples.Pass pass, int batch) {
        List<List<Double>> result = new ArrayList<>();
        for (Examples.Selection rows = pass.next(batch); rows != null; rows = pass.next(batch)) {
            Tensor inputs = rows.data().inputs().get(0);
            int size = inputs.shape().withoutFirst().size();
            for (int place = rows.from(); place < rows.to(); place++) {
                int row = rows.row(place);
                List<Double> example = new ArrayList<>();
                example.add(rows.data().targets().get(0).get(row));
                for (int i = 0; i < size; i++) {
                    example.add(inputs.get(row * size + i));
                }
                result.add(example);
            }
        }
        return result;
    }
}
