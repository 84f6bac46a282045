package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.IdxFile;
import dev.nnkit.core.data.ImageFolder;
import dev.nnkit.core.data.NpyFile;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Answers for images and arrays, which are read as a whole. */
final class ArrayPredictions {
    private ArrayPredictions() {}

    static void run(Model model, List<Path> files, AnswerWriter writer) {
        Shape example = model.network().inputShape();
        Tensor inputs = read(files, example);
        if (!inputs.shape().isBatchOf(example)) {
            throw new IllegalArgumentException(files.get(0) + ": the model takes examples of shape " + example
                    + ", so the file must hold [rows, ...] of them but holds " + inputs.shape() + ".");
        }
        writer.begin();
        writer.write(new Predictor(model.network(), KernelChoice.best(1)).predict(inputs));
    }

    private static Tensor read(List<Path> files, Shape example) {
        if (files.isEmpty() || files.get(0).toString().equals("-")) {
            throw new IllegalArgumentException(
                    "this model was not trained on a table, so it reads no rows from standard"
                            + " input: give an IDX file of images, a .npy file of inputs " + example
                            + ", or PNG and JPEG files.");
        }
        if (files.stream().allMatch(ArrayPredictions::isImage)) {
            return ImageFolder.read(files, example);
        }
        if (files.size() > 1) {
            throw new IllegalArgumentException(
                    "only PNG and JPEG files can be given several at a time. Call it for each of the " + files.size()
                            + " files.");
        }
        return isNpy(files.get(0)) ? NpyFile.readInputs(files.get(0)) : IdxFile.readImages(files.get(0));
    }

    private static boolean isImage(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    private static boolean isNpy(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".npy") || name.endsWith(".npy.gz");
    }
}
