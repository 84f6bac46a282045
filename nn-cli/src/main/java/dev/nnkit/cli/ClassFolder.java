package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.DrawingFolder;
import dev.nnkit.core.data.ImageFolder;
import dev.nnkit.core.data.Rows;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder of drawings or images, from which some rows of each class can be read. */
interface ClassFolder {
    Dataset rows(Rows rows);

    /** @param example the shape of a drawing, or the one to scale images to; null where images are to stay as they are */
    static ClassFolder of(DataOptions source, @Nullable Shape example) {
        Path folder = source.path();
        if (source.kind() == DataKind.DRAWINGS) {
            if (example == null) {
                throw new IllegalArgumentException("--data " + folder
                        + " holds raw drawings, which do not say how large they are: give --example-shape, such as"
                        + " 28,28,1.");
            }
            return DrawingFolder.read(folder, example)::rows;
        }
        if (example == null) {
            return ImageFolder.read(folder, ImageFolder.Colour.RGB)::rows;
        }
        return ImageFolder.read(folder, ImageFolder.Colour.of(example)).scaledTo(example.axis(0), example.axis(1))
                ::rows;
    }
}
